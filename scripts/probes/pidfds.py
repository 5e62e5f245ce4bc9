"""Statements about process file descriptors."""

import os
import socket
import threading

from harness import ROOT, USER, states
from kernel import *

PIDFD_SELF, PIDFD_SELF_PROCESS, FD_PIDFS_ROOT = -10000, -10001, -10002
PIDFD_THREAD, PID_FS_MAGIC = os.O_EXCL, 0x50494446
INFO_EXIT = 1 << 3
SO_PASSPIDFD, SO_PEERPIDFD, SO_PASSRIGHTS, SCM_PIDFD = 76, 77, 83, 4


def own():
    return done(call("pidfd_open", os.getpid(), 0), "pidfd_open")


def of_thread(flags):
    """What pidfd_open(2) answers for a thread of ours that does not lead the process."""
    number, ended = [], threading.Event()
    started = threading.Event()

    def wait():
        number.append(threading.get_native_id())
        started.set()
        ended.wait()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    started.wait()
    found = call("pidfd_open", number[0], flags)
    ended.set()
    thread.join()
    return found


def signal_to(fd, flags):
    return call("pidfd_send_signal", fd, 0, None, flags)


def reaped():
    """A pidfd of a child that ended with status 7 and was reaped."""
    pid = os.fork()
    if pid == 0:
        os._exit(7)
    fd = done(call("pidfd_open", pid, 0), "pidfd_open")
    os.waitpid(pid, 0)
    return fd


def information(fd, mask):
    """The mask that PIDFD_GET_INFO returns and the structure, or the name of the error."""
    buffer = ctypes.create_string_buffer(struct.pack("=Q", mask), 64)
    found = ioctl(fd, 0xC0000000 | 64 << 16 | 0xFF0B, buffer)
    return (found, b"") if isinstance(found, str) else (struct.unpack_from("=Q", buffer)[0], buffer.raw)


@states("pidfd-threads", "a thread: a descriptor with PIDFD_THREAD, ENOENT without", since="v6.18")
def _():
    same(of_thread(PIDFD_THREAD), "fd")
    same(of_thread(0), "ENOENT")


@states("pidfd-threads", "flags of pidfd_send_signal(2): one each: 0, two: EINVAL, an unknown one: EINVAL", since="v6.9")
def _():
    fd = own()
    for flags, expected in ((0, 0), (1, 0), (2, 0), (3, "EINVAL"), (8, "EINVAL")):
        same(signal_to(fd, flags), expected)


@states("pidfs", "fstatfs(2) shows PID_FS_MAGIC, two descriptors one inode, also when the process was reaped", since="v6.9")
def _():
    fd = own()
    buffer = ctypes.create_string_buffer(256)
    done(function("fstatfs", fd, buffer), "fstatfs")
    same(struct.unpack_from("=Q", buffer)[0], PID_FS_MAGIC)
    same(os.fstat(own()).st_ino, os.fstat(fd).st_ino)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    other = done(call("pidfd_open", pid, 0), "pidfd_open")
    before = os.fstat(other).st_ino
    os.waitpid(pid, 0)
    same(os.fstat(other).st_ino, before)
    same(os.readlink(f"/proc/self/fd/{fd}"), "anon_inode:[pidfd]")


@states("pidfd-namespace-ioctls", "each request opens what /proc shows; an argument: EINVAL; a reaped process: ESRCH", since="v6.11")
def _():
    fd = own()
    names = ("cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts")
    for number, kind in enumerate(names, 1):
        found = ioctl(fd, 0xFF00 + number, 0)
        if found == "EOPNOTSUPP":
            continue
        same(os.readlink(f"/proc/self/fd/{done(found, kind)}"), os.readlink(f"/proc/self/ns/{kind}"))
    same(ioctl(fd, 0xFF03, 5), "EINVAL")
    same(ioctl(reaped(), 0xFF03, 0), "ESRCH")


@states("pidfd-namespace-ioctls", "a process whose links may not be read: EACCES", by=[USER], since="v6.11")
def _():
    fd = done(call("pidfd_open", os.getppid(), 0), "pidfd_open")
    same(ioctl(fd, 0xFF03, 0), "EACCES")


@states("pidfd-get-info", "it needs no privilege; a reaped process: ESRCH, with PIDFD_INFO_EXIT its status", since="v6.15")
def _():
    mask, found = information(own(), 0)
    if not mask & 1:
        raise Wrong(f"{mask}")
    same(struct.unpack_from("=I", found, 16)[0], os.getpid())
    fd = reaped()
    same(information(fd, 0)[0], "ESRCH")
    mask, found = information(fd, INFO_EXIT)
    same(struct.unpack_from("=i", found, 60)[0], 7 << 8)
    same(mask & 1, 0)


@states("pidfd-get-info", "a structure smaller than the first: ENOTTY", since="v6.18")
def _():
    same(ioctl(own(), 0xC0000000 | 16 << 16 | 0xFF0B, ctypes.create_string_buffer(16)), "ENOTTY")


@states("pidfs-file-handles", "anybody opens a handle with FD_PIDFS_ROOT; one of a reaped process: ESTALE", since="v6.17")
def _():
    def handle(fd):
        buffer = ctypes.create_string_buffer(struct.pack("=Ii", 128, 0), 136)
        done(function("name_to_handle_at", fd, b"", buffer, ctypes.byref(ctypes.c_int()), AT_EMPTY_PATH), "name_to_handle_at")
        return buffer

    def opened_again(buffer):
        return function("open_by_handle_at", FD_PIDFS_ROOT, buffer, 0)

    same(os.fstat(done(opened_again(handle(own())), "open_by_handle_at")).st_ino, os.fstat(own()).st_ino)
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    buffer = handle(done(call("pidfd_open", pid, 0), "pidfd_open"))
    os.waitpid(pid, 0)
    same(opened_again(buffer), "ESTALE")


@states("pidfd-self", "signal 0 to PIDFD_SELF and PIDFD_SELF_PROCESS: 0; setns, pidfd_getfd, ioctl: EBADF", since="v6.15")
def _():
    same(signal_to(PIDFD_SELF, 0), 0)
    same(signal_to(PIDFD_SELF_PROCESS, 0), 0)
    same(setns(PIDFD_SELF, CLONE_NEWNS), "EBADF")
    same(call("pidfd_getfd", PIDFD_SELF, 0, 0), "EBADF")
    same(ioctl(PIDFD_SELF, 0xFF03, 0), "EBADF")


@states("scm-pidfd", "a message brings a pidfd of its sender; SO_PEERPIDFD gives one; ENODATA where nobody is connected", since="v6.5")
def _():
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    theirs.setsockopt(1, SO_PASSPIDFD, 1)
    ours.send(b"x")
    messages = theirs.recvmsg(10, 100)[1]
    same([(level, kind) for level, kind, _ in messages], [(1, SCM_PIDFD)])
    same(theirs.getsockopt(1, SO_PEERPIDFD) > 0, True)
    same(attempt(socket.socket(socket.AF_UNIX).getsockopt, 1, SO_PEERPIDFD), "ENODATA")
    same(attempt(socket.socket().getsockopt, 1, SO_PEERPIDFD), "ENODATA")
    same(attempt(socket.socket().setsockopt, 1, SO_PASSPIDFD, 1), "EOPNOTSUPP")


@states("so-passrights", "cleared: descriptors to it give EPERM, messages pass; other families: EOPNOTSUPP", since="v6.16")
def _():
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    same(theirs.getsockopt(1, SO_PASSRIGHTS), 1)
    theirs.setsockopt(1, SO_PASSRIGHTS, 0)
    same(attempt(socket.send_fds, ours, [b"x"], [0]), "EPERM")
    same(attempt(ours.send, b"x"), 1)
    same(attempt(socket.send_fds, theirs, [b"x"], [0]), 1)
    same(attempt(socket.socket().setsockopt, 1, SO_PASSRIGHTS, 0), "EOPNOTSUPP")


@states("coredump-sockets", "core_modes lists socket; a socket's path written in another mount namespace: EINVAL", by=[ROOT], since="v6.18")
def _():
    if "socket" not in read(needs("/proc/sys/kernel/core_modes")).split():
        raise Wrong(read("/proc/sys/kernel/core_modes"))
    pattern = "/proc/sys/kernel/core_pattern"
    for path in ("@/run/probe", "@@/run/probe", "@relative", "@/run/../probe"):
        same(write(pattern, path), "EINVAL")
