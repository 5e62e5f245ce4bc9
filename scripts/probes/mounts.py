"""Statements about mounts and file systems."""

import fcntl
import os
import struct

from harness import ROOT, USER, states
from kernel import *


@states("mount-max", "at the limit mount(2) gives ENOSPC and unshare(CLONE_NEWNS) succeeds", by=[ROOT], since="v4.9")
def _():
    limit = int(read(needs("/proc/sys/fs/mount-max")))
    if limit > 200000:
        raise Untried(f"the limit is {limit}: too many mounts to make")
    top = directory()
    done(mount("none", top, "tmpfs"), "tmpfs")
    # Each binding of the tree into itself doubles it. When the next is too large, smaller and smaller parts fill the rest.
    step, found = 0, 0
    while found == 0:
        os.mkdir(f"{top}/{step}")
        found = mount(top, f"{top}/{step}", None, MS_BIND | MS_REC)
        step += 1
    same(found, "ENOSPC")
    rest = directory()
    for part in reversed(range(step - 1)):
        os.mkdir(f"{rest}/{part}")
        mount(f"{top}/{part}", f"{rest}/{part}", None, MS_BIND | MS_REC)
    fill = directory()
    while (found := mount("none", fill, "tmpfs")) == 0:
        pass
    same(found, "ENOSPC")
    same(unshare(CLONE_NEWNS), 0)


@states("mount-max", "access(2) finds /proc/sys/fs/mount-max", since="v4.9")
def _():
    same(function("access", "/proc/sys/fs/mount-max", 0), 0)


def _fresh_namespaces(flags):
    enter_user_namespace(flags)
    return directory()


@states("userns-cgroup-mounts", "cgroup2 can be mounted in user, mount and cgroup namespaces", since="v4.6")
def _():
    same(mount("none", _fresh_namespaces(CLONE_NEWNS | CLONE_NEWCGROUP), "cgroup2"), 0)


@states("userns-cgroup-mounts", "cgroup2 without a cgroup namespace: EPERM", since="v4.6")
def _():
    same(mount("none", _fresh_namespaces(CLONE_NEWNS), "cgroup2"), "EPERM")


@states("userns-cgroup-mounts", "a version 1 hierarchy with a controller that is mounted already works", since="v4.6")
def _():
    cgroup1("pids")
    same(mount("none", _fresh_namespaces(CLONE_NEWNS | CLONE_NEWCGROUP), "cgroup", 0, "pids"), 0)


@states("userns-cgroup-mounts", "a named version 1 hierarchy that exists can be mounted", since="v4.6")
def _():
    cgroup1("name=systemd")
    same(mount("none", _fresh_namespaces(CLONE_NEWNS | CLONE_NEWCGROUP), "cgroup", 0, "none,name=systemd"), 0)


@states("userns-cgroup-mounts", "a version 1 hierarchy that does not exist yet: EPERM", since="v4.6")
def _():
    at = _fresh_namespaces(CLONE_NEWNS | CLONE_NEWCGROUP)
    same(mount("none", at, "cgroup", 0, "none,name=probe-of-nobody"), "EPERM")


@states("idmapped-mounts", "ID-mapping a detached clone of an ext4, xfs or btrfs mount works", by=[ROOT], since="v5.15")
def _():
    kinds = {fields[fields.index("-") + 1]: fields[4] for fields in map(str.split, read("/proc/self/mountinfo").splitlines())}
    usable = [kinds[kind] for kind in ("ext4", "xfs", "btrfs") if kind in kinds]
    if not usable:
        raise Untried("no ext4, xfs or btrfs is mounted")
    same(idmap(done(clone_of(usable[0]), "open_tree"), user_namespace("0 10000 10")), 0)


@states("idmapped-mounts", "the descriptor of the initial user namespace: EPERM", by=[ROOT], since="v6.3")
def _():
    initial = os.open("/proc/self/ns/user", os.O_RDONLY)
    same(idmap(done(detached("tmpfs"), "tmpfs"), initial), "EPERM")


@states("idmapped-mounts", "a mount that is mapped already: EPERM", by=[ROOT], since="v6.3")
def _():
    fd = done(detached("tmpfs"), "tmpfs")
    done(idmap(fd, user_namespace("0 10000 10")), "first mapping")
    same(idmap(fd, user_namespace("0 20000 10")), "EPERM")


@states("idmapped-mounts", "a mount that is attached: EINVAL", by=[ROOT], since="v6.3")
def _():
    at = directory()
    done(mount("none", at, "tmpfs"), "tmpfs")
    fd = os.open(at, os.O_PATH)
    same(idmap(fd, user_namespace("0 10000 10")), "EINVAL")


@states("idmapped-mounts", "a file on the mount that is open for writing: EBUSY", by=[ROOT], since="v6.3")
def _():
    fd = done(detached("tmpfs"), "tmpfs")
    held = os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=fd)
    same(idmap(fd, user_namespace("0 10000 10")), "EBUSY")
    os.close(held)


@states("idmapped-mounts", "the file system's own mapping: EINVAL", since="v6.3")
def _():
    enter_user_namespace(CLONE_NEWNS)
    own = os.open("/proc/self/ns/user", os.O_RDONLY)
    same(idmap(done(detached("tmpfs"), "tmpfs in a user namespace"), own), "EINVAL")


@states("idmapped-mounts", "root of a user namespace cannot map the host's disk: EPERM", since="v5.12")
def _():
    enter_user_namespace(CLONE_NEWNS)
    host = done(call("open_tree", AT_FDCWD, "/", OPEN_TREE_CLONE | AT_RECURSIVE), "open_tree")
    same(idmap(host, user_namespace("0 0 1")), "EPERM")


@states("idmapped-mounts", "mountinfo lists idmapped", by=[ROOT], since="v6.3")
def _():
    fd, at = done(detached("tmpfs"), "tmpfs"), directory()
    done(idmap(fd, user_namespace("0 10000 10")), "mapping")
    done(call("move_mount", fd, "", AT_FDCWD, at, 4), "move_mount")
    if "idmapped" not in mountinfo(at)[5].split(","):
        raise Wrong(" ".join(mountinfo(at)))


@states("idmapped-mounts-of-mapped-filesystems", "tmpfs of a user namespace with another mapping: 0", since="v6.3")
def _():
    enter_user_namespace(CLONE_NEWNS)
    same(idmap(done(detached("tmpfs"), "tmpfs"), user_namespace("0 0 1")), 0)


@states("idmapped-mounts-of-mapped-filesystems", "the initial user namespace: EPERM", since="v6.3")
def _():
    initial = os.open("/proc/self/ns/user", os.O_RDONLY)
    enter_user_namespace(CLONE_NEWNS)
    same(idmap(done(detached("tmpfs"), "tmpfs"), initial), "EPERM")


@states("idmapped-mounts-of-mapped-filesystems", "the file system's own mapping: EINVAL", since="v6.3")
def _():
    enter_user_namespace(CLONE_NEWNS)
    same(idmap(done(detached("tmpfs"), "tmpfs"), os.open("/proc/self/ns/user", os.O_RDONLY)), "EINVAL")


@states("idmapped-tmpfs", "mount_setattr(2) maps a detached tmpfs: 0", by=[ROOT], since="v6.3")
def _():
    same(idmap(done(detached("tmpfs"), "tmpfs"), user_namespace("0 10000 10")), 0)


for _kind in ("proc", "sysfs", "cgroup2", "mqueue", "devpts", "ramfs"):

    @states("idmapped-more-filesystems", f"{_kind} gives EINVAL", by=[ROOT], since="v6.18")
    def _(kind=_kind):
        same(idmap(done(detached(kind), kind), user_namespace("0 10000 10")), "EINVAL")


@states("idmapped-more-filesystems", "hugetlbfs can be ID-mapped", by=[ROOT], since="v6.9")
def _():
    same(idmap(done(detached("hugetlbfs"), "hugetlbfs"), user_namespace("0 10000 10")), 0)


@states("new-mount-api", "open_tree(2) without flags needs no privilege", since="v5.2")
def _():
    same(call("open_tree", AT_FDCWD, "/", 0), "fd")


@states("new-mount-api", "fsopen(2) gives EPERM before it looks at the name", by=[USER], since="v5.2")
def _():
    same(call("fsopen", "no-such-file-system", 0), "EPERM")


@states("new-mount-api", "fsopen(2) gives ENODEV for an unknown file system", by=[ROOT], since="v5.2")
def _():
    same(call("fsopen", "no-such-file-system", 0), "ENODEV")


def _failed_option():
    context = done(call("fsopen", "tmpfs", 0), "fsopen")
    same(call("fsconfig", context, FSCONFIG_SET_STRING, "no-such-option", "1", 0), "EINVAL")
    return context


@states("new-mount-api", "read(2) of the context returns a message, then ENODATA", by=[ROOT], since="v5.2")
def _():
    context = _failed_option()
    if b"no-such-option" not in os.read(context, 4096):
        raise Wrong("the message does not name the option")
    same(attempt(os.read, context, 4096), "ENODATA")


@states("new-mount-api", "read(2) with too small a buffer gives EMSGSIZE and keeps the message", by=[ROOT], since="v6.18")
def _():
    context = _failed_option()
    same(attempt(os.read, context, 3), "EMSGSIZE")
    if b"no-such-option" not in os.read(context, 4096):
        raise Wrong("the message is another")


@states("new-mount-api", "a second fsmount(2) of one context is refused", by=[ROOT], since="v5.2")
def _():
    context = done(call("fsopen", "tmpfs", 0), "fsopen")
    done(call("fsconfig", context, FSCONFIG_CMD_CREATE, None, None, 0), "create")
    same(call("fsmount", context, 0, 0), "fd")
    same(call("fsmount", context, 0, 0), "EINVAL", "EBUSY")


@states("devpts-newinstance", "two mounts without an option have different device numbers", by=[ROOT], since="v4.7")
def _():
    one, other = directory(), directory()
    done(mount("none", one, "devpts"), "devpts")
    done(mount("none", other, "devpts"), "devpts")
    if len({os.stat(path).st_dev for path in (one, other, needs("/dev/pts"))}) != 3:
        raise Wrong("one instance")


@states("devpts-newinstance", "newinstance is accepted, and ptmx has mode 0000 without ptmxmode=", by=[ROOT], since="v2.6.29")
def _():
    at = directory()
    same(mount("none", at, "devpts", 0, "newinstance"), 0)
    same(os.stat(f"{at}/ptmx").st_mode & 0o777, 0)


@states("mandatory-locking-removed", "mount(2) with MS_MANDLOCK succeeds", by=[ROOT], since="v5.15")
def _():
    same(mount("none", directory(), "tmpfs", MS_MANDLOCK), 0)


@states("mandatory-locking-removed", "a write lock on a mode 02660 file does not stop read(2)", by=[ROOT], since="v5.15")
def _():
    at = directory()
    done(mount("none", at, "tmpfs", MS_MANDLOCK), "tmpfs with mand")
    with open(f"{at}/f", "w+") as file:
        file.write("data")
        file.flush()
        os.chmod(f"{at}/f", 0o2660)
        fcntl.lockf(file, fcntl.LOCK_EX)
        same(child(lambda: len(os.read(os.open(f"{at}/f", os.O_RDONLY | os.O_NONBLOCK), 10))), 4)


@states("mandatory-locking-cap-sys-admin", "where the locks are gone anybody may set the flag", since="v5.15")
def _():
    same(mount("none", _fresh_namespaces(CLONE_NEWNS), "tmpfs", MS_MANDLOCK), 0)


def _fresh(kind, flags=0, data=None):
    at = directory()
    done(mount("none", at, kind, flags, data), f"mount {kind}")
    return at


@states("locked-mounts", "umount(2) of a mount from before, in user and mount namespaces: EINVAL", since="v3.12")
def _():
    enter_user_namespace(CLONE_NEWNS)
    same(umount("/proc"), "EINVAL")


@states("locked-mount-flags", "removing nosuid from a mount from before: EPERM", by=[ROOT], since="v3.17")
def _():
    at = _fresh("tmpfs", 2)
    enter_user_namespace(CLONE_NEWNS)
    same(mount("none", at, None, MS_REMOUNT | MS_BIND), "EPERM")
    same(set_attributes(os.open(at, os.O_PATH), clear=2), "EPERM")
    same(mount("none", at, None, MS_REMOUNT | MS_BIND | 2), 0)


@states("nosymfollow", "MS_NOSYMFOLLOW shows as nosymfollow in mountinfo and as 0x2000 in statvfs(3)", by=[ROOT], since="v5.10")
def _():
    at = _fresh("tmpfs", MS_NOSYMFOLLOW)
    same("nosymfollow" in mountinfo(at)[5].split(","), True)
    buffer = ctypes.create_string_buffer(256)
    same(function("statfs", at, buffer), 0)
    same(struct.unpack("=q", buffer.raw[80:88])[0] & 0x2000, 0x2000)


@states("nosymfollow", "mount_setattr(2) with an unknown attribute: EINVAL", by=[ROOT], since="v5.12")
def _():
    same(set_attributes(done(detached("tmpfs"), "tmpfs"), 1 << 40), "EINVAL")


@states("relatime", "a mount without flags is relatime", by=[ROOT], since="v2.6.30")
def _():
    same("relatime" in mountinfo(_fresh("tmpfs"))[5].split(","), True)


@states("remount-keeps-atime", "noatime survives a remount without an atime flag", by=[ROOT], since="v3.17")
def _():
    at = _fresh("tmpfs", MS_NOATIME)
    same(mount("none", at, None, MS_REMOUNT | MS_BIND), 0)
    same("noatime" in mountinfo(at)[5].split(","), True)


@states("read-only-bind-mounts", "a bind remounted read-only: ro in the sixth field, rw at the end", by=[ROOT], since="v2.6.26")
def _():
    at = _fresh("tmpfs")
    done(mount(at, at, None, MS_BIND), "bind")
    same(mount("none", at, None, MS_REMOUNT | MS_BIND | MS_RDONLY), 0)
    fields = mountinfo(at)
    same(("ro" in fields[5].split(","), fields[-1].split(",")[0]), (True, "rw"))


@states("recursive-readonly-new-mount-api", "mount_setattr(2) with AT_RECURSIVE makes the mounts below read-only", by=[ROOT], since="v5.12")
def _():
    top = _fresh("tmpfs")
    os.mkdir(f"{top}/below")
    done(mount("none", f"{top}/below", "tmpfs"), "tmpfs")
    fd = done(call("open_tree", AT_FDCWD, top, OPEN_TREE_CLONE | AT_RECURSIVE), "open_tree")
    same(set_attributes(fd, MOUNT_ATTR_RDONLY, flags=AT_EMPTY_PATH | AT_RECURSIVE), 0)
    same(attempt(os.open, "below/file", os.O_CREAT | os.O_WRONLY, dir_fd=fd), "EROFS")
    same(attempt(os.mkdir, f"{top}/below/directory"), None)


@states("recursive-readonly-old-mount-api", "a recursive bind remounted read-only leaves the mounts below writable", by=[ROOT], since="v2.6.26")
def _():
    top, at = _fresh("tmpfs"), directory()
    os.mkdir(f"{top}/below")
    done(mount("none", f"{top}/below", "tmpfs"), "tmpfs")
    done(mount(top, at, None, MS_BIND | MS_REC), "bind")
    done(mount("none", at, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_REC), "remount")
    same(attempt(os.mkdir, f"{at}/directory"), "EROFS")
    same(attempt(os.mkdir, f"{at}/below/directory"), None)


@states("removable-foreign-mount-points", "rmdir(2) of a directory that is a mount point elsewhere only", by=[ROOT], since="v3.18")
def _():
    at = directory()
    ready, waiting = os.pipe()
    if os.fork() == 0:
        unshare(CLONE_NEWNS)
        mount("none", "/", None, MS_REC | MS_PRIVATE)
        os.write(waiting, str(mount("none", at, "tmpfs")).encode())
        time.sleep(60)
    same(os.read(ready, 10), b"0")
    same(attempt(os.rmdir, at), None)


@states("shared-subtrees", "MS_PRIVATE on a path that is no mount point: EINVAL", by=[ROOT], since="v2.6.15")
def _():
    same(mount("none", directory(), None, MS_PRIVATE), "EINVAL")


@states("shared-subtrees", "mountinfo shows shared:N after MS_SHARED, and none after MS_PRIVATE", by=[ROOT], since="v2.6.26")
def _():
    at = _fresh("tmpfs")
    done(mount("none", at, None, MS_SHARED), "MS_SHARED")
    same(any(f.startswith("shared:") for f in mountinfo(at)), True)
    done(mount("none", at, None, MS_PRIVATE), "MS_PRIVATE")
    same(any(f.startswith("shared:") for f in mountinfo(at)), False)


@states("procfs-hidepid", "hidepid=2 is accepted and shown in mountinfo; an unknown option: EINVAL", by=[ROOT], since="v3.3")
def _():
    at = directory()
    same(mount("none", at, "proc", 0, "hidepid=2"), 0)
    same("hidepid" in mountinfo(at)[-1], True)
    same(mount("none", at, "proc", 0, "no-such-option"), "EINVAL")


@states("procfs-per-mount-options", "two procfs mounts of a PID namespace have two device numbers; subset=pid works", by=[ROOT], since="v5.8")
def _():
    one, other = _fresh("proc"), _fresh("proc", 0, "subset=pid")
    same(os.stat(one).st_dev != os.stat(other).st_dev, True)
    same(os.path.exists(f"{other}/meminfo"), False)


@states("proc-per-pid-namespace", "readlink(2) of self in the proc of a new PID namespace: 1; in a foreign one ENOENT", by=[ROOT], since="v2.6.24")
def _():
    def action():
        done(mount("none", at, "proc"), "proc")
        return os.readlink(f"{at}/self")

    at = directory()
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(action), "1")
    same(attempt(os.readlink, f"{at}/self"), "ENOENT")


for _kind, _since in (("devpts", "v3.9"), ("tmpfs", "v3.9"), ("ramfs", "v3.9")):

    @states("userns-virtual-filesystems", f"{_kind} can be mounted in user and mount namespaces", since=_since)
    def _(kind=_kind):
        same(mount("none", _fresh_namespaces(CLONE_NEWNS), kind), 0)


for _kind, _flag in (("sysfs", CLONE_NEWNET), ("mqueue", CLONE_NEWIPC)):

    @states("userns-virtual-filesystems", f"{_kind} without its own namespace: EPERM, with it 0", since="v3.9")
    def _(kind=_kind, flag=_flag):
        same(child(lambda: mount("none", _fresh_namespaces(CLONE_NEWNS), kind)), "EPERM")
        same(child(lambda: mount("none", _fresh_namespaces(CLONE_NEWNS | flag), kind)), 0)


@states("userns-virtual-filesystems", "proc without a PID namespace of its own: EPERM, with it 0", since="v3.8")
def _():
    def inner():
        return mount("none", directory(), "proc")

    def action():
        enter_user_namespace(CLONE_NEWNS | CLONE_NEWPID)
        return child(inner)

    same(child(lambda: mount("none", _fresh_namespaces(CLONE_NEWNS), "proc")), "EPERM")
    same(child(action), 0)


@states("userns-bpf-mounts", "bpf to root of a fresh user namespace: EPERM", since="v6.18")
def _():
    at = _fresh_namespaces(CLONE_NEWNS)
    same(mount("none", at, "bpf"), "EPERM")


@states("userns-binfmt-misc", "binfmt_misc can be mounted in user and mount namespaces", since="v6.7")
def _():
    found = mount("none", _fresh_namespaces(CLONE_NEWNS), "binfmt_misc")
    if found == "ENODEV":
        raise Untried("ENODEV: not in this kernel")
    same(found, 0)


@states("userns-overlayfs", "an overlay with userxattr, upper and work directory on a tmpfs: 0", since="v5.11")
def _():
    at = _fresh_namespaces(CLONE_NEWNS)
    done(mount("none", at, "tmpfs"), "tmpfs")
    for part in ("lower", "upper", "work", "merged"):
        os.mkdir(f"{at}/{part}")
    options = f"userxattr,lowerdir={at}/lower,upperdir={at}/upper,workdir={at}/work"
    found = mount("none", f"{at}/merged", "overlay", 0, options)
    if found == "ENODEV":
        raise Untried("ENODEV: not in this kernel")
    same(found, 0)


@states("idmapped-overlay-layers", "an overlay takes an ID-mapped lowerdir", by=[ROOT], since="v5.19")
def _():
    fd, at = done(detached("tmpfs"), "tmpfs"), directory()
    done(idmap(fd, user_namespace("0 10000 10")), "mapping")
    done(call("move_mount", fd, "", AT_FDCWD, at, 4), "move_mount")
    other = _fresh("tmpfs")
    for part in ("lower2", "merged"):
        os.mkdir(f"{other}/{part}")
    same(mount("none", f"{other}/merged", "overlay", 0, f"lowerdir={at}:{other}/lower2"), 0)


@states("unprivileged-fuse-mounts", "mount(2) of fuse without options in user and mount namespaces: EINVAL", since="v4.18")
def _():
    found = mount("none", _fresh_namespaces(CLONE_NEWNS), "fuse")
    if found == "ENODEV":
        raise Untried("ENODEV: not in this kernel")
    same(found, "EINVAL")


@states("unprivileged-mounts-final", "FIFREEZE on a tmpfs of one's own: EOPNOTSUPP", since="v4.18")
def _():
    at = _fresh_namespaces(CLONE_NEWNS)
    done(mount("none", at, "tmpfs"), "tmpfs")
    same(ioctl(os.open(at, os.O_RDONLY), 0xC0045877), "EOPNOTSUPP")


@states("unprivileged-mounts-final", "MS_REMOUNT with size=1m of a tmpfs of one's own: 0", since="v4.18")
def _():
    at = _fresh_namespaces(CLONE_NEWNS)
    done(mount("none", at, "tmpfs"), "tmpfs")
    same(mount("none", at, None, MS_REMOUNT, "size=1m"), 0)


@states("sysfs-network-namespaces", "a sysfs mounted in a new network namespace lists lo alone", by=[ROOT], since="v2.6.35")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    devices = [name for name in os.listdir(f"{_fresh('sysfs')}/class/net") if name != "bonding_masters"]
    same(devices, ["lo"])


@states("devpts-bind-mounts", "TIOCGPTPEER: the link of the peer reads /dev/pts/N", since="v4.13")
def _():
    needs("/dev/ptmx")
    master = os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
    function("unlockpt", master)
    peer = done(ioctl(master, 0x5441, os.O_RDWR | os.O_NOCTTY), "TIOCGPTPEER")
    same(os.readlink(f"/proc/self/fd/{peer}").startswith("/dev/pts/"), True)
