"""Statements about the mount API beyond its first calls."""

import os
import select
import struct

from harness import ROOT, USER, states
from kernel import *

LSMT_ROOT = 2**64 - 1
FAN_REPORT_MNT, FAN_MARK_ADD, FAN_MARK_MNTNS, FAN_MNT_ATTACH, FAN_MNT_DETACH = 0x4000, 1, 0x110, 1 << 24, 1 << 25
STATX = {"x86_64": 332, "aarch64": 291}.get(platform.machine())


def statx(path, mask, flags=0):
    """The mask of the answer, the attributes, and the ID of the mount."""
    if STATX is None:
        raise Untried("the number of statx(2) is not known here")
    buffer = ctypes.create_string_buffer(256)
    done(function("syscall", STATX, AT_FDCWD, c(path), flags, mask, buffer), "statx")
    return struct.unpack_from("=I", buffer)[0], struct.unpack_from("=Q", buffer, 8)[0], struct.unpack_from("=Q", buffer, 0x90)[0]


def listmount(where=LSMT_ROOT, namespace=0, fd=0, flags=0):
    request = ctypes.create_string_buffer(struct.pack("=IiQQQ", 32, fd, where, 0, namespace))
    ids = (ctypes.c_uint64 * 500)()
    found = call("listmount", request, ids, 500, flags)
    return found if isinstance(found, str) else list(ids[:found])


def statmount(mask, size=8192, flags=0):
    """The mask of the answer and the structure for the mount of /."""
    unique = statx("/", 0x4000)[2]
    request = ctypes.create_string_buffer(struct.pack("=IIQQQ", 32, 0, unique, mask, 0))
    buffer = ctypes.create_string_buffer(size)
    found = call("statmount", request, buffer, size, flags)
    return (found, b"") if isinstance(found, str) else (struct.unpack_from("=Q", buffer, 8)[0], buffer.raw)


def empty_file():
    path = f"{directory()}/file"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    return path


@states("statx-mount-ids", "the unique number alone where both are asked for, above 2^31; / is the root of a mount", since="v6.8")
def _():
    old, unique, both = statx("/", 0x1000), statx("/", 0x4000), statx("/", 0x5000)
    same(old[0] & 0x5000, 0x1000)
    same(unique[0] & 0x5000, 0x4000)
    same(both[0] & 0x5000, 0x4000)
    same(both[2], unique[2])
    same(unique[2] > 1 << 31 > old[2], True)
    same(old[1] & 0x2000, 0x2000)
    same(statx("/proc/self", 0x1000)[1] & 0x2000, 0)


@states("statmount-other-namespaces", "newest first with LISTMOUNT_REVERSE, EINVAL for another flag", since="v6.11")
def _():
    found = done(listmount(), "listmount")
    same(listmount(flags=1), found[::-1])
    same(listmount(flags=2), "EINVAL")


@states("statmount-other-namespaces", "mnt_ns_fd: -1: EBADF, no namespace: EINVAL, both fields: EINVAL, ours: our mounts", since="v6.18")
def _():
    fd = os.open("/proc/self/ns/mnt", os.O_RDONLY)
    same(listmount(fd=-1), "EBADF")
    same(listmount(fd=os.open("/", os.O_RDONLY)), "EINVAL")
    same(listmount(fd=fd, namespace=1), "EINVAL")
    same(listmount(fd=fd), listmount())
    same(listmount(namespace=2**60), "ENOENT")


@states("statmount-options", "an unknown bit and one with nothing to tell are missing in the answer; a small buffer: EOVERFLOW", since="v6.13")
def _():
    same(statmount(1 << 40)[0], 0)
    same(statmount(0x200)[0], 0x200)
    same(statmount(0x100)[0], 0)
    same(statmount(0x20, size=512)[0], "EOVERFLOW")


@states("statmount-idmaps", "the mask of what is supported has the bits for mappings and itself", since="v6.15")
def _():
    mask, found = statmount(0x1000)
    same(mask, 0x1000)
    same(struct.unpack_from("=Q", found, 0x90)[0] & 0x7FFF, 0x7FFF)


@states("mount-notifications", "attaching and moving a mount give events with its ID; with FAN_REPORT_FID: EINVAL", by=[ROOT], since="v6.15")
def _():
    group = done(call("fanotify_init", FAN_REPORT_MNT | 2, 0), "fanotify_init")
    namespace = os.open("/proc/self/ns/mnt", os.O_RDONLY)
    mark = lambda fd: function("fanotify_mark", fd, FAN_MARK_ADD | FAN_MARK_MNTNS, FAN_MNT_ATTACH | FAN_MNT_DETACH, namespace, None)
    same(mark(group), 0)

    def events():
        if not select.select([group], [], [], 1)[0]:
            return []
        data, found = os.read(group, 4096), []
        while data:
            size, _, _, _, mask = struct.unpack_from("=IBBHQ", data)
            found.append((mask, struct.unpack_from("=Q", data, size - 8)[0]))
            data = data[size:]
        return found

    at, other = directory(), directory()
    done(mount("none", at, "tmpfs"), "tmpfs")
    unique = statx(at, 0x4000)[2]
    same(events(), [(FAN_MNT_ATTACH, unique)])
    done(mount(at, other, None, 8192), "moving a mount")
    found = events()
    same(found, [(FAN_MNT_ATTACH | FAN_MNT_DETACH, unique)])
    same(call("fanotify_init", FAN_REPORT_MNT | 0x200, 0), "EINVAL")


@states("mount-notifications", "another's mount namespace: EPERM, one of our own user namespace: 0", by=[USER], since="v6.15")
def _():
    def mark():
        group = done(call("fanotify_init", FAN_REPORT_MNT, 0), "fanotify_init")
        namespace = os.open("/proc/self/ns/mnt", os.O_RDONLY)
        return function("fanotify_mark", group, FAN_MARK_ADD | FAN_MARK_MNTNS, FAN_MNT_ATTACH, namespace, None)

    same(mark(), "EPERM")
    enter_user_namespace(CLONE_NEWNS)
    same(mark(), 0)


@states("detached-mounts-nested", "a directory of a detached tree can be cloned, and mounted on", since="v6.15")
def _():
    if os.geteuid():
        enter_user_namespace(CLONE_NEWNS)
    tree, other = done(detached("tmpfs"), "tmpfs"), done(detached("tmpfs"), "tmpfs")
    os.mkdir("directory", dir_fd=tree)
    same(call("open_tree", tree, "directory", OPEN_TREE_CLONE), "fd")
    same(call("move_mount", other, "", tree, "directory", 4), 0)


@states("no-mounts-on-proc-descriptors", "entries of fd and fdinfo: ENOENT; exe, ns/mnt and environ take a mount", by=[ROOT], since="v6.12")
def _():
    def attach(to):
        return call("move_mount", done(clone_of(source), "open_tree"), "", AT_FDCWD, f"/proc/self/{to}", 4)

    source = empty_file()
    for name, expected in (("fd/0", "ENOENT"), ("fdinfo/0", "ENOENT"), ("exe", 0), ("ns/mnt", 0), ("environ", 0)):
        same(attach(name), expected)


def openat2(path, flags, resolve):
    how = ctypes.create_string_buffer(struct.pack("=QQQ", flags, 0o600 if flags & os.O_CREAT else 0, resolve))
    return call("openat2", AT_FDCWD, path, how, 24)


@states("openat2-cached", "creating and truncating: EAGAIN; an absent name: EAGAIN, ENOENT once it is known", since="v5.12")
def _():
    path = empty_file()
    same(openat2(path, os.O_RDONLY, 0x20), "fd")
    same(openat2(f"{path}-new", os.O_CREAT | os.O_RDWR, 0x20), "EAGAIN")
    same(openat2(path, os.O_TRUNC | os.O_RDWR, 0x20), "EAGAIN")
    same(openat2(".", os.O_PATH, 1 << 20), "EINVAL")
    same(openat2(f"{path}-absent", os.O_RDONLY, 0), "ENOENT")
    same(openat2(f"{path}-absent", os.O_RDONLY, 0x20), "ENOENT", "EAGAIN")


@states("nsfs-ids-and-handles", "NS_GET_ID, a handle and open_by_handle_at(2) with FD_NSFS_ROOT agree", since="v6.18")
def _():
    fd = os.open("/proc/self/ns/user", os.O_RDONLY)
    number = ctypes.create_string_buffer(8)
    done(ioctl(fd, 0x8008B70D, number), "NS_GET_ID")
    handle = ctypes.create_string_buffer(struct.pack("=Ii", 128, 0), 136)
    done(function("name_to_handle_at", fd, b"", handle, ctypes.byref(ctypes.c_int()), AT_EMPTY_PATH), "name_to_handle_at")
    same(handle.raw[8:16], number.raw)
    opened_again = done(function("open_by_handle_at", -10003, handle, 0), "open_by_handle_at")
    same(os.fstat(opened_again).st_ino, os.fstat(fd).st_ino)
    same(ioctl(fd, 0x8008B705, number), "EINVAL")
