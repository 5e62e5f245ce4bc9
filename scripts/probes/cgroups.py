"""Statements about control groups. Groups are made below those of the caller, and removed again."""

import atexit
import os

from harness import ROOT, USER, states
from kernel import *


class Group:
    """A group for the time of a probe: inside `with`, its path."""

    def __init__(self, root):
        self.path = f"{root}/probe-{os.getpid()}"

    def __enter__(self):
        made = attempt(os.mkdir, self.path)
        if isinstance(made, str):
            raise Untried(f"mkdir in {os.path.dirname(self.path)}: {made}")
        return self.path

    def __exit__(self, *_):
        for path, _, _ in os.walk(self.path, topdown=False):
            attempt(os.rmdir, path)


@states("cgroup-procs", "a version 1 group has cgroup.procs for writing, and takes a process", by=[ROOT], since="v3.0")
def _():
    root = cgroup1("pids")
    with Group(root) as group:
        same(os.stat(f"{group}/cgroup.procs").st_mode & 0o200, 0o200)

        def move():
            moved = write(f"{group}/cgroup.procs", str(os.getpid()))
            listed = read(f"{group}/cgroup.procs").split()
            write(f"{root}/cgroup.procs", str(os.getpid()))
            return 0 if str(os.getpid()) in listed else str(moved)

        same(child(move), 0)


@states("cgroup-event-control", "the file exists in memory groups and in no other", by=[ROOT], since="v6.18")
def _():
    with Group(cgroup1("memory")) as group:
        same(opened(f"{group}/cgroup.event_control", os.O_WRONLY), "opened")
    with Group(cgroup1("pids")) as group:
        same(opened(f"{group}/cgroup.event_control", os.O_WRONLY), "ENOENT")


@states("cgroup-event-control", "a file of another group: EINVAL, a closed descriptor: EBADF", by=[ROOT], since="v6.18")
def _():
    root = cgroup1("memory")
    event = done(call("eventfd2", 0, 0), "eventfd2")
    with Group(root) as group:
        own = os.open(f"{group}/memory.usage_in_bytes", os.O_RDONLY)
        other = os.open(f"{root}/memory.usage_in_bytes", os.O_RDONLY)
        unwatched = os.open(f"{group}/memory.stat", os.O_RDONLY)
        control = f"{group}/cgroup.event_control"
        same(write(control, f"{event} {own} 1048576"), "fd")
        same(write(control, f"{event} {other} 1048576"), "EINVAL")
        same(write(control, f"{event} {unwatched} 1"), "EINVAL")
        same(write(control, f"{event} 999 1"), "EBADF")


@states("memory-cgroup-hierarchy", "use_hierarchy reads 1; writing 0 gives EINVAL, 1 is accepted", by=[ROOT], since="v5.11")
def _():
    with Group(cgroup1("memory")) as group:
        for path in (cgroup1("memory"), group):
            file = needs(f"{path}/memory.use_hierarchy")
            same(read(file).strip(), "1")
            same(write(file, "0"), "EINVAL")
            same(write(file, "1"), 1)


@states("cgroup-release-agent", "the file is in the root of a version 1 tree only", since="v2.6.24")
def _():
    root = cgroup1("pids")
    same(opened(f"{root}/release_agent"), "opened", "EACCES")
    same(opened(f"{root}/notify_on_release"), "opened")


@states("cgroup-release-agent", "writing without CAP_SYS_ADMIN in the initial user namespace: EPERM", by=[ROOT], since="v5.17")
def _():
    path = f"{cgroup1('pids')}/release_agent"

    def action():
        enter_user_namespace(CLONE_NEWNS)
        return write(path, read(path))

    # The file belongs to root, whose ID is mapped: open(2) passes, and write(2) asks for the capability.
    same(child(action), "EPERM")


@states("cgroup-release-agent", "writing as root without CAP_SYS_ADMIN: EPERM", by=[ROOT], since="v5.17")
def _():
    path = f"{cgroup1('pids')}/release_agent"

    def action():
        drop_capability(21)
        return write(path, read(path) or "\n")

    same(child(action), "EPERM")
