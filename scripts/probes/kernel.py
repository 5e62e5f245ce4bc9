"""System calls and constants by number: headers and wrappers of the machine may be older than its kernel."""

import ast
import ctypes
import errno
import os
import platform
import struct
import tempfile
import time

libc = ctypes.CDLL(None, use_errno=True)

AMD64 = {
    "clone": 56, "setfsuid": 122, "fanotify_init": 300, "seccomp": 317, "memfd_create": 319, "perf_event_open": 298,
    "add_key": 248, "keyctl": 250, "capget": 125, "capset": 126, "syslog": 103, "setns": 308, "unshare": 272,
    "bpf": 321, "timerfd_create": 283, "waitid": 247, "kcmp": 312, "mq_open": 240, "eventfd2": 290, "access": 21,
}  # fmt: skip
ARM64 = {
    "clone": 220, "setfsuid": 151, "fanotify_init": 262, "seccomp": 277, "memfd_create": 279, "perf_event_open": 241,
    "add_key": 217, "keyctl": 219, "capget": 90, "capset": 91, "syslog": 116, "setns": 268, "unshare": 97,
    "bpf": 280, "timerfd_create": 85, "waitid": 95, "kcmp": 272, "mq_open": 180, "eventfd2": 19,
}  # fmt: skip
EVERYWHERE = {
    "pidfd_send_signal": 424, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
    "fspick": 433, "pidfd_open": 434, "clone3": 435, "openat2": 437, "pidfd_getfd": 438, "faccessat2": 439,
    "mount_setattr": 442, "landlock_create_ruleset": 444, "landlock_add_rule": 445, "landlock_restrict_self": 446,
    "statmount": 457, "listmount": 458, "lsm_list_modules": 461, "open_tree_attr": 467,
    "listns": 470,
}  # fmt: skip
NUMBERS = {**{"x86_64": AMD64, "aarch64": ARM64}.get(platform.machine(), {}), **EVERYWHERE}

CLONE_NEWTIME, CLONE_VM, CLONE_FS, CLONE_PARENT, CLONE_SYSVSEM = 0x80, 0x100, 0x200, 0x8000, 0x40000
CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_REMOUNT, MS_MANDLOCK, MS_NOSYMFOLLOW, MS_BIND, MS_REC = 1, 32, 64, 256, 4096, 16384
MS_NOATIME, MS_PRIVATE, MS_SHARED = 1024, 1 << 18, 1 << 20
AT_FDCWD, AT_EMPTY_PATH, AT_RECURSIVE = -100, 0x1000, 0x8000
OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC = 1, os.O_CLOEXEC
MOUNT_ATTR_RDONLY, MOUNT_ATTR_IDMAP, MOUNT_ATTR_NOSYMFOLLOW = 1, 0x100000, 0x200000
FSCONFIG_SET_STRING, FSCONFIG_CMD_CREATE, FSCONFIG_CMD_CREATE_EXCL = 1, 6, 8
NSFS_MAGIC, CGROUP2_MAGIC = 0x6E736673, 0x63677270


class Untried(Exception):
    """The statement cannot be tried on this machine; the text says why."""


class Wrong(Exception):
    """The kernel did something else than the statement says."""


def c(value):
    if isinstance(value, str):
        return value.encode()
    return ctypes.c_long(value) if isinstance(value, int) else value


def name(number):
    """The name as manual pages and records write it: EOPNOTSUPP, which has the number of ENOTSUP."""
    return "EOPNOTSUPP" if number == errno.EOPNOTSUPP else errno.errorcode.get(number, str(number))


def answer(result):
    """What a call returned, as its result (0 or more), or as the name of the error."""
    return result if result != -1 else name(ctypes.get_errno())


def call(syscall, *args):
    """A system call: its result, or the name of its error."""
    if syscall not in NUMBERS:
        raise Untried(f"the number of {syscall}(2) on {platform.machine()} is not known here")
    ctypes.set_errno(0)
    return answer(libc.syscall(ctypes.c_long(NUMBERS[syscall]), *[c(a) for a in args]))


def function(symbol, *args):
    """A function of the C library that returns -1 and sets errno: its result, or the name of its error."""
    ctypes.set_errno(0)
    return answer(getattr(libc, symbol)(*[c(a) for a in args]))


def mount(source, target, kind, flags=0, data=None):
    return function("mount", source, target, kind, flags, data)


def umount(target, flags=0):
    return function("umount2", target, flags)


def unshare(flags):
    return function("unshare", flags)


def setns(fd, kind):
    return function("setns", fd, kind)


def prctl(*args):
    return function("prctl", *(list(args) + [0] * (5 - len(args))))


def ioctl(fd, request, argument=0):
    return function("ioctl", fd, request, argument)


def attempt(action, *args, **named):
    """What a Python function returned, or the name of the error it raised."""
    try:
        return action(*args, **named)
    except OSError as error:
        return name(error.errno)


def opened(path, flags=os.O_RDONLY):
    """"opened", or the name of the error of open(2)."""
    fd = attempt(os.open, path, flags | os.O_CLOEXEC)
    if isinstance(fd, str):
        return fd
    os.close(fd)
    return "opened"


def write(path, text):
    """How many bytes write(2) took, or the name of the error; an error of open(2) is one too."""
    fd = attempt(os.open, path, os.O_WRONLY | os.O_CLOEXEC)
    if isinstance(fd, str):
        return fd
    try:
        return attempt(os.write, fd, text.encode())
    finally:
        os.close(fd)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def same(found, *expected):
    """The statement holds if what was found is one of these; "fd" stands for any descriptor."""
    if found not in expected and not ("fd" in expected and isinstance(found, int) and found >= 0):
        raise Wrong(f"{found} instead of {' or '.join(str(e) for e in expected)}")


def done(result, what):
    """A step of the preparation: the statement cannot be tried without it."""
    if isinstance(result, str):
        raise Untried(f"{what}: {result}")
    return result


def needs(path):
    if not os.path.lexists(path):
        raise Untried(f"{path} is missing")
    return path


def child(action, *args):
    """Runs an action in a forked child and returns what it returned, an int or a str, or raises what it raised."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reader)
            try:
                text = repr(action(*args))
            except (Untried, Wrong) as said:
                text = repr((type(said).__name__, str(said)))
            except OSError as error:
                text = repr(name(error.errno))
            os.write(writer, text.encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        text = pipe.read().decode()
    _, status = os.waitpid(pid, 0)
    if not text:
        raise Untried(f"a child ended with status {status:#x}")
    value = ast.literal_eval(text)
    if isinstance(value, tuple) and value[0] in ("Untried", "Wrong"):
        raise (Untried if value[0] == "Untried" else Wrong)(value[1])
    return value


def enter_user_namespace(flags=0):
    """A user namespace of one's own, and the others asked for, with the caller mapped to root."""
    uid, gid = os.geteuid(), os.getegid()
    done(unshare(CLONE_NEWUSER | flags), "unshare(CLONE_NEWUSER)")
    done(write("/proc/self/setgroups", "deny"), "setgroups")
    done(write("/proc/self/uid_map", f"0 {uid} 1"), "uid_map")
    done(write("/proc/self/gid_map", f"0 {gid} 1"), "gid_map")


def waiting_child(flags, *, maps=None):
    """A child in new namespaces that waits to be killed; returns its PID. maps: the text of both ID maps."""
    ready, waiting = os.pipe()
    pid = os.fork()
    if pid == 0:
        result = unshare(flags)
        os.write(waiting, str(result).encode())
        while True:
            time.sleep(60)
    os.close(waiting)
    result = os.read(ready, 16).decode()
    os.close(ready)
    if result != "0":
        raise Untried(f"unshare in a child: {result}")
    if maps is not None:
        done(write(f"/proc/{pid}/uid_map", maps), "uid_map of a child")
        done(write(f"/proc/{pid}/gid_map", maps), "gid_map of a child")
    return pid


def user_namespace(maps):
    """A descriptor of a user namespace with these ID maps."""
    pid = waiting_child(CLONE_NEWUSER, maps=maps)
    fd = os.open(f"/proc/{pid}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return fd


def detached(kind, **options):
    """A descriptor of a new, detached mount of a file system, or the name of the error."""
    context = call("fsopen", kind, 0)
    if isinstance(context, str):
        return context
    for key, value in options.items():
        done(call("fsconfig", context, FSCONFIG_SET_STRING, key, value, 0), f"fsconfig {key}")
    created = call("fsconfig", context, FSCONFIG_CMD_CREATE, None, None, 0)
    return created if isinstance(created, str) else call("fsmount", context, 0, 0)


def clone_of(path):
    return call("open_tree", AT_FDCWD, path, OPEN_TREE_CLONE)


def set_attributes(fd, set_=0, clear=0, propagation=0, userns=0, path="", flags=AT_EMPTY_PATH):
    attributes = struct.pack("=4Q", set_, clear, propagation, userns)
    return call("mount_setattr", fd, path, flags, ctypes.c_char_p(attributes), len(attributes))


def idmap(fd, userns):
    """Sets the ID mapping of a detached mount: 0, or the name of the error."""
    return set_attributes(fd, MOUNT_ATTR_IDMAP, userns=userns)


def directory():
    """An empty directory that anybody may use, on a tmpfs of a mount namespace of our own where possible."""
    path = tempfile.mkdtemp(prefix="probe-")
    os.chmod(path, 0o755)
    return path


def mountinfo(path):
    """The line of the last mount at a path, as its fields."""
    lines = [line.split() for line in read("/proc/self/mountinfo").splitlines()]
    found = [fields for fields in lines if fields[4] == path]
    if not found:
        raise Untried(f"nothing is mounted at {path}")
    return found[-1]


def cgroup1(controller):
    """The directory of a mounted version 1 hierarchy."""
    for line in read("/proc/self/mountinfo").splitlines():
        fields = line.split()
        if fields[fields.index("-") + 1] == "cgroup" and controller in fields[-1].split(","):
            return fields[4]
    raise Untried(f"no version 1 hierarchy with {controller} is mounted")


def cgroup2():
    for line in read("/proc/self/mountinfo").splitlines():
        fields = line.split()
        if fields[fields.index("-") + 1] == "cgroup2":
            return fields[4]
    raise Untried("no cgroup2 is mounted")


def drop_capability(number):
    """Takes a capability out of the effective, permitted and inheritable set of the caller."""
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    data = ctypes.create_string_buffer(24)
    done(call("capget", header, data), "capget")
    words = list(struct.unpack("=6I", data.raw[:24]))
    for index in range(3):
        words[number // 32 * 3 + index] &= ~(1 << number % 32)
    done(call("capset", header, ctypes.create_string_buffer(struct.pack("=6I", *words))), "capset")
