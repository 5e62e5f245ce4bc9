"""Statements about Landlock."""

import fcntl
import os
import socket
import struct

from harness import ROOT, states
from kernel import *

FS_MAKE_SYM, FS_REFER, FS_TRUNCATE, FS_IOCTL_DEV, FS_RESOLVE_UNIX = 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16
NET_BIND_TCP, NET_CONNECT_TCP, NET_BIND_UDP = 1, 2, 4
SCOPE_SOCKET, SCOPE_SIGNAL = 1, 2


def version():
    return done(call("landlock_create_ruleset", None, 0, 1), "the version of Landlock")


def ruleset(files=0, network=0, scoped=0, size=24):
    attributes = struct.pack("=QQQ", files, network, scoped)
    return call("landlock_create_ruleset", ctypes.create_string_buffer(attributes, 24), size, 0)


def add(ruleset_fd, kind, rights, place):
    rule = struct.pack("=Qi" if kind == 1 else "=QQ", rights, place)
    return call("landlock_add_rule", ruleset_fd, kind, ctypes.create_string_buffer(rule, len(rule)), 0)


def restrict(fd):
    done(prctl(38, 1), "no_new_privs")
    done(call("landlock_restrict_self", fd, 0), "landlock_restrict_self")


def sandbox(**rights):
    restrict(done(ruleset(**rights), "landlock_create_ruleset"))


def needs_version(number):
    if version() < number:
        raise Untried(f"Landlock has version {version()} here")


def two_directories():
    top = directory()
    for name in ("a", "b"):
        os.mkdir(f"{top}/{name}")
    os.close(os.open(f"{top}/a/file", os.O_CREAT | os.O_WRONLY))
    return top


@states("landlock-abi", "the version is at least 7, an unknown flag gives EINVAL", since="v6.15")
def _():
    if version() < 7:
        raise Wrong(f"version {version()}")
    same(call("landlock_create_ruleset", None, 0, 1 << 20), "EINVAL")


@states("landlock-abi", "nothing handled, or an empty rule: ENOMSG; an unknown right: EINVAL", since="v5.13")
def _():
    version()
    same(ruleset(), "ENOMSG")
    same(ruleset(files=1 << 60), "EINVAL")
    fd = done(ruleset(files=1), "landlock_create_ruleset")
    same(add(fd, 1, 0, os.open("/", os.O_PATH)), "ENOMSG")


@states("landlock-abi", "a longer structure: accepted where the rest is 0, else E2BIG", since="v5.13")
def _():
    version()
    for rest, expected in ((0, "fd"), (1, "E2BIG")):
        attributes = struct.pack("=40Q", 1, *[0] * 38, rest)
        same(call("landlock_create_ruleset", ctypes.create_string_buffer(attributes, 320), 320, 0), expected)


@states("landlock-abi", "the seventeenth layer: E2BIG", since="v5.19")
def _():
    fd = done(ruleset(files=1), "landlock_create_ruleset")
    for _ in range(16):
        restrict(fd)
    same(call("landlock_restrict_self", fd, 0), "E2BIG")


@states("landlock-abi", "without no_new_privs and CAP_SYS_ADMIN: EPERM", by=["user"], since="v5.13")
def _():
    fd = done(ruleset(files=1), "landlock_create_ruleset")
    if prctl(39) == 1:
        raise Untried("no_new_privs is set already")
    same(call("landlock_restrict_self", fd, 0), "EPERM")


@states("landlock-abi", "a domain with rights on files: mount, umount2: EPERM; one for the network alone: 0", by=[ROOT], since="v6.7")
def _():
    needs_version(4)

    def try_mount(**rights):
        at = directory()
        sandbox(**rights)
        return mount("none", at, "tmpfs")

    same(child(lambda: try_mount(network=NET_BIND_TCP)), 0)
    same(child(lambda: try_mount(files=1)), "EPERM")
    at = directory()
    done(mount("none", at, "tmpfs"), "tmpfs")
    sandbox(files=1)
    same(umount(at), "EPERM")
    same(attempt(os.chroot, "/"), None)


@states("landlock-refer", "a rename between directories: EXDEV without the right handled, 0 where a rule grants it", since="v5.19")
def _():
    needs_version(2)

    def try_rename(handled):
        top = two_directories()
        fd = done(ruleset(files=handled), "landlock_create_ruleset")
        done(add(fd, 1, handled, os.open(top, os.O_PATH)), "landlock_add_rule")
        restrict(fd)
        return attempt(os.rename, f"{top}/a/file", f"{top}/b/file") or 0

    same(child(lambda: try_rename(FS_MAKE_SYM)), "EXDEV")
    same(child(lambda: try_rename(FS_REFER)), 0)


@states("landlock-truncate", "truncate(2), O_TRUNC and ftruncate(2): EACCES; on a descriptor from before: 0", since="v6.2")
def _():
    needs_version(3)
    path = f"{two_directories()}/a/file"
    before = os.open(path, os.O_RDWR)
    sandbox(files=FS_TRUNCATE)
    same(attempt(os.truncate, path, 0), "EACCES")
    same(opened(path, os.O_RDONLY | os.O_TRUNC), "EACCES")
    same(attempt(os.ftruncate, os.open(path, os.O_RDWR), 0), "EACCES")
    same(attempt(os.ftruncate, before, 0), None)
    same(opened(f"{path}-new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "opened")


@states("landlock-tcp", "bind(2) and connect(2): EACCES, a rule for port 0 allows any free port, UDP is free", since="v6.7")
def _():
    needs_version(4)
    fd = done(ruleset(network=NET_BIND_TCP | NET_CONNECT_TCP), "landlock_create_ruleset")
    done(add(fd, 2, NET_BIND_TCP, 0), "landlock_add_rule")
    same(add(fd, 2, NET_BIND_TCP, 65536), "EINVAL")
    restrict(fd)
    same(attempt(socket.socket().bind, ("127.0.0.1", 0)), None)
    same(attempt(socket.socket().bind, ("127.0.0.1", 5555)), "EACCES")
    same(attempt(socket.socket().connect, ("127.0.0.1", 5555)), "EACCES")
    same(attempt(socket.socket().listen), None)
    same(attempt(socket.socket(type=socket.SOCK_DGRAM).bind, ("127.0.0.1", 0)), None)


@states("landlock-ioctl-dev", "a request of the device: EACCES, FIONBIO: 0; ENOTTY on a descriptor from before", since="v6.10")
def _():
    needs_version(5)
    before = os.open("/dev/null", os.O_RDWR)
    sandbox(files=FS_IOCTL_DEV)
    inside = os.open("/dev/null", os.O_RDWR)
    same(attempt(fcntl.ioctl, before, 0x5401, b"\0" * 64), "ENOTTY")
    same(attempt(fcntl.ioctl, inside, 0x5401, b"\0" * 64), "EACCES")
    same(ioctl(inside, 0x5421, ctypes.create_string_buffer(8)), 0)


@states("landlock-scopes", "kill(2) and connect(2) to an abstract socket outside: EPERM, inside: 0", since="v6.12")
def _():
    needs_version(6)
    outside = socket.socket(socket.AF_UNIX)
    outside.bind(f"\0probe-{os.getpid()}")
    outside.listen()
    parent, name = os.getpid(), f"\0probe-{os.getpid()}"

    def inside():
        sandbox(scoped=SCOPE_SOCKET | SCOPE_SIGNAL)
        own = socket.socket(socket.AF_UNIX)
        own.bind(f"\0probe-{os.getpid()}")
        own.listen()
        same(attempt(socket.socket(socket.AF_UNIX).connect, f"\0probe-{os.getpid()}"), None)
        same(attempt(os.kill, os.getpid(), 0), None)
        same(attempt(socket.socket(socket.AF_UNIX).connect, name), "EPERM")
        same(attempt(os.kill, parent, 0), "EPERM")
        return 0

    same(child(inside), 0)


@states("landlock-audit-errata", "the mask of errata is a number", since="v6.15")
def _():
    version()
    same(call("landlock_create_ruleset", None, 0, 2), "fd")


@states("landlock-audit-errata", "a known flag with -1: EBADF, SUBDOMAINS_OFF alone: 0, an unknown flag: EINVAL", since="v6.15")
def _():
    version()
    done(prctl(38, 1), "no_new_privs")
    same(call("landlock_restrict_self", -1, 1), "EBADF")
    same(call("landlock_restrict_self", -1, 4), 0)
    same(call("landlock_restrict_self", -1, 1 << 20), "EINVAL")
