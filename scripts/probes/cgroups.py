"""Statements about control groups. Groups are made below those of the caller, and removed again."""

import os
import struct

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


for _record, _file, _since in (
    ("cgroup-kill", "cgroup.kill", "v5.14"),
    ("cgroup2-freezer", "cgroup.freeze", "v5.2"),
    ("cgroup-thread-mode", "cgroup.type", "v4.14"),
):

    @states(_record, f"{_file} is in a cgroup2 group other than the root, and not in the root", by=[ROOT], since=_since)
    def _(file=_file):
        with Group(cgroup2()) as group:
            same(opened(f"{group}/{file}", os.O_WRONLY), "opened")
        if mountinfo(cgroup2())[3] == "/":
            same(opened(f"{cgroup2()}/{file}", os.O_WRONLY), "ENOENT")


@states("cgroup-stat", "cgroup.stat is in the root of cgroup2", since="v4.14")
def _():
    same(opened(f"{cgroup2()}/cgroup.stat"), "opened")


@states("cgroup-limits-on-cgroups", "cgroup.max.depth of 0: mkdir(2) below gives EAGAIN", by=[ROOT], since="v4.14")
def _():
    with Group(cgroup2()) as group:
        done(write(f"{group}/cgroup.max.depth", "0"), "write")
        same(attempt(os.mkdir, f"{group}/below"), "EAGAIN")


for _record, _feature, _since in (
    ("cgroup-nsdelegate", "nsdelegate", "v4.15"),
    ("cgroup-memory-localevents", "memory_localevents", "v5.3"),
    ("cgroup-memory-recursiveprot", "memory_recursiveprot", "v5.7"),
):

    @states(_record, f"/sys/kernel/cgroup/features lists {_feature}", since=_since)
    def _(feature=_feature):
        same(feature in read(needs("/sys/kernel/cgroup/features")).split(), True)


@states("cgroup-memory-recursiveprot", "mount(2) of cgroup2 with an unknown option: EINVAL", since="v5.7")
def _():
    enter_user_namespace(CLONE_NEWNS | CLONE_NEWCGROUP)
    same(mount("none", directory(), "cgroup2", 0, "no_such_option"), "EINVAL")


@states("cgroup2", "/proc/filesystems lists cgroup2, and statfs(2) gives its type", since="v4.5")
def _():
    same("cgroup2" in read("/proc/filesystems").split(), True)
    buffer = ctypes.create_string_buffer(256)
    same(function("statfs", cgroup2(), buffer), 0)
    same(struct.unpack("=q", buffer.raw[:8])[0], CGROUP2_MAGIC)


@states("cgroup-named-hierarchies", "a character that a name may not have, no name, none beside a controller: EINVAL", by=[ROOT], since="v2.6.31")
def _():
    at = directory()
    same(mount("none", at, "cgroup", 0, "none,name=a b"), "EINVAL")
    same(mount("none", at, "cgroup", 0, "none"), "EINVAL")
    same(mount("none", at, "cgroup", 0, "none,pids,name=probe"), "EINVAL")


@states("cgroups", "a controller that is bound to another tree: EBUSY", by=[ROOT], since="v2.6.24")
def _():
    cgroup1("pids")
    same(mount("none", directory(), "cgroup", 0, "pids,name=probe"), "EBUSY")


@states("freezer-cgroup", "freezer.state is in groups but not in the root; another word: EINVAL", by=[ROOT], since="v2.6.28")
def _():
    root = cgroup1("freezer")
    with Group(root) as group:
        same(read(f"{group}/freezer.state").strip(), "THAWED")
        same(write(f"{group}/freezer.state", "WARM"), "EINVAL")
    if mountinfo(root)[3] == "/":
        same(opened(f"{root}/freezer.state"), "ENOENT")


@states("memory-cgroup-hierarchy", "memory.stat has lines that begin with total_", since="v2.6.30")
def _():
    same("total_" in read(f"{cgroup1('memory')}/memory.stat"), True)


@states("device-cgroup", "devices.list of a fresh group reads a *:* rwm", by=[ROOT], since="v2.6.26")
def _():
    with Group(cgroup1("devices")) as group:
        same(read(f"{group}/devices.list").strip(), "a *:* rwm")


@states("cgroup-pids-controller", "pids.max is in a group and not in the root; beyond it fork(2) gives EAGAIN", by=[ROOT], since="v4.3")
def _():
    root = cgroup1("pids")
    if mountinfo(root)[3] == "/":
        same(opened(f"{root}/pids.max"), "ENOENT")
    with Group(root) as group:
        done(write(f"{group}/pids.max", "1"), "write")

        def action():
            done(write(f"{group}/cgroup.procs", str(os.getpid())), "move")
            pid = attempt(os.fork)
            if pid == 0:
                os._exit(0)
            write(f"{root}/cgroup.procs", str(os.getpid()))
            return pid

        same(child(action), "EAGAIN")


@states("cpu-cgroup", "cpu.shares of a fresh group is 1024", by=[ROOT], since="v2.6.24")
def _():
    with Group(cgroup1("cpu")) as group:
        same(read(f"{group}/cpu.shares").strip(), "1024")


@states("ns-cgroup", "no line ns in /proc/cgroups; cgroup.clone_children in a version 1 group", by=[ROOT], since="v3.0")
def _():
    same(any(line.startswith("ns\t") for line in read("/proc/cgroups").splitlines()), False)
    with Group(cgroup1("pids")) as group:
        same(opened(f"{group}/cgroup.clone_children"), "opened")


@states("blkio-cgroup", "no blkio.weight; blkio.bfq.weight is 100, from 1 to 1000, and ERANGE outside", by=[ROOT], since="v6.18")
def _():
    with Group(cgroup1("blkio")) as group:
        same(opened(f"{group}/blkio.weight"), "ENOENT")
        file = needs(f"{group}/blkio.bfq.weight")
        same(read(file).split()[-1], "100")
        same([write(file, weight) for weight in ("0", "1", "1000", "1001")], ["ERANGE", 1, 4, "ERANGE"])


@states("blkio-throttling", "a device number that does not exist: ENODEV", by=[ROOT], since="v2.6.37")
def _():
    with Group(cgroup1("blkio")) as group:
        same(write(needs(f"{group}/blkio.throttle.read_bps_device"), "4000:99 1048576"), "ENODEV")


@states("cgroup-sysfs-lists", "/sys/kernel/cgroup/delegate and features can be read, and delegate names cgroup.procs", since="v4.15")
def _():
    needs("/sys/kernel/cgroup")
    same(opened("/sys/kernel/cgroup/features"), "opened")
    same("cgroup.procs" in read("/sys/kernel/cgroup/delegate").split(), True)


@states("cgroup2-delegation-rule", "the owner of a subtree moves a process of another user inside it", by=[ROOT], since="v4.11")
def _():
    with Group(cgroup2()) as group:
        for path in (group, f"{group}/a", f"{group}/b"):
            if path != group:
                os.mkdir(path)
            os.chown(path, 65534, 65534)
            os.chown(f"{path}/cgroup.procs", 65534, 65534)
        pid = waiting_child(0)
        try:
            done(write(f"{group}/a/cgroup.procs", str(pid)), "the first move")

            def move():
                os.setresuid(65534, 65534, 65534)
                return write(f"{group}/b/cgroup.procs", str(pid))

            same(child(move), "fd")
        finally:
            os.kill(pid, 9)
            os.waitpid(pid, 0)


@states("cpuacct-cgroup", "a version 1 group has cpuacct.usage, cpuacct.stat and cpuacct.usage_percpu", by=[ROOT], since="v2.6.30")
def _():
    with Group(cgroup1("cpuacct")) as group:
        for file in ("usage", "stat", "usage_percpu"):
            same(opened(f"{group}/cpuacct.{file}"), "opened")


@states("cpuacct-cgroup", "in version 2 cpu.stat is there without a controller", by=[ROOT], since="v4.15")
def _():
    with Group(cgroup2()) as group:
        same("cpu" in read(f"{group}/cgroup.controllers").split(), False)
        same("usage_usec" in read(f"{group}/cpu.stat"), True)


def _column(controller, number):
    for line in read("/proc/cgroups").splitlines():
        if line.split()[0] == controller:
            return int(line.split()[number])
    raise Untried(f"no line {controller} in /proc/cgroups")


@states("memory-cgroup", "the last column of /proc/cgroups is 1 where the controller can be mounted", by=[ROOT], since="v2.6.28")
def _():
    same(_column("memory", 3), 1)
    same(opened(f"{cgroup1('memory')}/memory.usage_in_bytes"), "opened")


@states("memory-cgroup-swap", "memory.memsw.limit_in_bytes is in a group other than the root", by=[ROOT], since="v2.6.29")
def _():
    with Group(cgroup1("memory")) as group:
        same(opened(f"{group}/memory.memsw.limit_in_bytes"), "opened")


@states("net-cls-cgroup", "net_cls in /proc/cgroups can be mounted, and has net_cls.classid in a group", by=[ROOT], since="v2.6.29")
def _():
    _column("net_cls", 3)
    root = directory()
    done(mount("none", root, "cgroup", 0, "net_cls"), "mount net_cls")
    with Group(root) as group:
        same(opened(f"{group}/net_cls.classid"), "opened")
    umount(root)


def _mounted2():
    """A mount of version 2 of our own, where the host may have none."""
    root = directory()
    done(mount("none", root, "cgroup2"), "mount cgroup2")
    return root


@states("cgroup-user-xattrs", "user. attributes can be set, 128 of them, then ENOSPC", by=[ROOT], since="v5.7")
def _():
    with Group(_mounted2()) as group:
        for number in range(128):
            same(attempt(os.setxattr, group, f"user.probe{number}", b"x"), None)
        same(attempt(os.setxattr, group, "user.probe", b"x"), "ENOSPC")


@states("cgroup-frozen-time", "cgroup.stat.local has frozen_usec", by=[ROOT], since="v6.18")
def _():
    with Group(_mounted2()) as group:
        same(read(f"{group}/cgroup.stat.local").split()[0], "frozen_usec")


@states("cgroup-pressure", "0 in cgroup.pressure takes the other files away", by=[ROOT], since="v6.18")
def _():
    with Group(_mounted2()) as group:
        if not os.path.exists(f"{group}/cpu.pressure"):
            raise Untried("the kernel measures no pressure")
        done(write(f"{group}/cgroup.pressure", "0"), "cgroup.pressure")
        same([name for name in os.listdir(group) if name.endswith(".pressure")], ["cgroup.pressure"])
