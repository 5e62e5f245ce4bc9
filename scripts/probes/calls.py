"""Statements about system calls, capabilities and seccomp."""

import fcntl
import os
import select
import socket
import struct
import time

from harness import ROOT, USER, states
from kernel import *

FLAGS = {"TSYNC": 1, "LOG": 2, "SPEC_ALLOW": 4, "NEW_LISTENER": 8, "TSYNC_ESRCH": 16, "WAIT_KILLABLE_RECV": 32}

for _flag, _since in (("TSYNC", "v3.17"), ("LOG", "v4.14"), ("SPEC_ALLOW", "v4.17"), ("NEW_LISTENER", "v5.0"), ("TSYNC_ESRCH", "v5.7")):

    @states("seccomp-syscall", f"SECCOMP_FILTER_FLAG_{_flag} with a null filter: EFAULT", since=_since)
    def _(flag=_flag):
        prctl(38, 1)
        same(call("seccomp", 1, FLAGS[flag], None), "EFAULT")


@states("seccomp-syscall", "WAIT_KILLABLE_RECV alone: EINVAL, with NEW_LISTENER: EFAULT", since="v5.19")
def _():
    same(call("seccomp", 1, 32, None), "EINVAL")
    same(call("seccomp", 1, 32 | 8, None), "EFAULT")


@states("seccomp-syscall", "an unknown flag: EINVAL", since="v3.17")
def _():
    same(call("seccomp", 1, 1 << 20, None), "EINVAL")


@states("seccomp-syscall", "TSYNC with NEW_LISTENER: EINVAL, with TSYNC_ESRCH too: EFAULT", since="v5.7")
def _():
    same(call("seccomp", 1, 1 | 8, None), "EINVAL")
    same(call("seccomp", 1, 1 | 8 | 16, None), "EFAULT")


def capabilities():
    """How many capabilities the kernel knows, counted with PR_CAPBSET_READ."""
    count = 0
    while prctl(23, count) in (0, 1):
        count += 1
    return count


def status(field, pid="self"):
    for line in read(f"/proc/{pid}/status").splitlines():
        if line.startswith(field + ":"):
            return line.split(":", 1)[1].strip()
    raise Wrong(f"no line {field}")


@states("undefined-capability-bits", "41 capabilities exist, and no set has a bit above", since="v5.9")
def _():
    same(capabilities(), 41)
    for field in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        if int(status(field), 16) >> 41:
            raise Wrong(f"{field} is {status(field)}")


@states("cap-last-cap", "cap_last_cap is one less than what PR_CAPBSET_READ counts, then EINVAL", since="v3.2")
def _():
    same(int(read("/proc/sys/kernel/cap_last_cap")), capabilities() - 1)
    same(prctl(23, capabilities()), "EINVAL")


@states("pidfd-open", "a kernel thread gives a descriptor", since="v6.12")
def _():
    if read("/proc/2/comm").strip() != "kthreadd":
        raise Untried("process 2 is not kthreadd: a PID namespace")
    same(call("pidfd_open", 2, 0), "fd")


@states("pidfd-open", "an unknown flag or a number of 0 or less: EINVAL; no such process: ESRCH", since="v5.3")
def _():
    same(call("pidfd_open", os.getpid(), 0), "fd")
    same(call("pidfd_open", os.getpid(), 1 << 20), "EINVAL")
    same(call("pidfd_open", 0, 0), "EINVAL")
    same(call("pidfd_open", -1, 0), "EINVAL")
    same(call("pidfd_open", 2**30, 0), "ESRCH")


@states("pidfd-open", "read(2) gives EINVAL, and waitid(2) for no child of ours ECHILD", since="v5.4")
def _():
    fd = done(call("pidfd_open", os.getppid(), 0), "pidfd_open")
    same(attempt(os.read, fd, 1), "EINVAL")
    same(call("waitid", 3, fd, None, 4, None), "ECHILD")


@states("dmesg-restrict", "both files exist", since="v2.6.38")
def _():
    same(opened("/proc/sys/kernel/dmesg_restrict"), "opened")
    same(opened("/proc/sys/kernel/kptr_restrict"), "opened")


@states("dmesg-restrict", "syslog(2) with command 3 without privilege: EPERM where dmesg_restrict is 1", by=[USER], since="v2.6.37")
def _():
    restricted = read("/proc/sys/kernel/dmesg_restrict").strip() == "1"
    found = call("syslog", 3, ctypes.create_string_buffer(100), 100)
    same(found, "EPERM") if restricted else same(found, "fd")


@states("perf-record-namespaces", "attr.namespaces: a descriptor with CAP_SYS_ADMIN or CAP_PERFMON, EACCES without", since="v4.12")
def _():
    needs("/proc/sys/kernel/perf_event_paranoid")

    def opened_with(bits):
        # type 1 (software), size 112, config 9 (dummy); exclude_kernel is bit 5, namespaces bit 28
        attr = ctypes.create_string_buffer(struct.pack("=IIQQQQQ", 1, 112, 9, 0, 0, 0, bits), 112)
        return call("perf_event_open", attr, 0, -1, -1, 0)

    done(opened_with(1 << 5), "perf_event_open without the bit")
    found = opened_with(1 << 5 | 1 << 28)
    same(found, "fd") if os.geteuid() == 0 else same(found, "EACCES")


_CAPABILITIES = (
    ("smack", 32, "v2.6.25"),
    ("cap-syslog", 34, "v2.6.38"),
    ("cap-wake-alarm", 35, "v3.0"),
    ("cap-block-suspend", 36, "v3.5"),
    ("cap-audit-read", 37, "v3.16"),
    ("cap-perfmon", 38, "v5.8"),
    ("cap-bpf", 39, "v5.8"),
    ("cap-checkpoint-restore", 40, "v5.9"),
)
for _record, _number, _since in _CAPABILITIES:

    @states(_record, f"PR_CAPBSET_READ knows capability {_number}", since=_since)
    def _(number=_number):
        same(prctl(23, number), 0, 1)


@states("capability-bounding-set", "PR_CAPBSET_READ: 1 or 0 for CAP_CHOWN, EINVAL for an unknown number", since="v2.6.25")
def _():
    same(prctl(23, 0), 0, 1)
    same(prctl(23, 63), "EINVAL")


@states("capability-bounding-set", "PR_CAPBSET_DROP without CAP_SETPCAP: EPERM", by=[USER], since="v2.6.25")
def _():
    same(prctl(24, 0), "EPERM")


@states("ambient-capabilities", "PR_CAP_AMBIENT_IS_SET: 0 or 1, and a line CapAmb", since="v4.3")
def _():
    same(prctl(47, 1, 0), 0, 1)
    int(status("CapAmb"), 16)


@states("no-new-privs", "PR_GET_NO_NEW_PRIVS: 0 or 1, EINVAL with an unused argument that is not 0", since="v3.5")
def _():
    same(prctl(39), 0, 1)
    same(prctl(39, 1), "EINVAL")


@states("file-capabilities", "PR_GET_SECUREBITS succeeds", since="v2.6.26")
def _():
    same(prctl(27), "fd")


@states("capabilities-64-bit", "capget(2) with version 0 and null data writes version 3 into the header", since="v2.6.26")
def _():
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0, 0))
    same(call("capget", header, None), 0, "EINVAL")
    same(struct.unpack("=I", header.raw[:4])[0], 0x20080522)


@states("cap-setpcap-meaning", "capset(2) with the PID of a child that runs: EPERM", since="v2.6.25")
def _():
    pid = waiting_child(0)
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, pid))
    same(call("capset", header, ctypes.create_string_buffer(24)), "EPERM")


@states("cow-credentials", "capset(2) with the PID of a child and sets that it has: EPERM", since="v2.6.29")
def _():
    pid = waiting_child(0)
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, pid))
    data = ctypes.create_string_buffer(24)
    done(call("capget", header, data), "capget")
    same(call("capset", header, data), "EPERM")


@states("cap-wake-alarm", "timerfd_create(2) on CLOCK_REALTIME_ALARM without the capability: EPERM", by=[USER], since="v3.11")
def _():
    same(call("timerfd_create", 8, 0), "EPERM")


@states("cap-audit-read", "bind(2) of a NETLINK_AUDIT socket to group 1 without the capability: EPERM", by=[USER], since="v3.16")
def _():
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 9) as audit:
        same(attempt(audit.bind, (0, 1)), "EPERM")


@states("fsuid-drops-mknod-immutable", "setfsuid(2) as root takes bits 27 and 9 out of CapEff", by=[ROOT], since="v2.6.30")
def _():
    call("setfsuid", 1000)
    same(int(status("CapEff"), 16) & (1 << 27 | 1 << 9), 0)


@states("uid-gid-maps", "the initial user namespace reads 0 0 4294967295", since="v3.5")
def _():
    if os.stat("/proc/self/ns/user").st_ino != 0xEFFFFFFD:
        raise Untried("this is not the initial user namespace")
    same(read("/proc/self/uid_map").split(), ["0", "0", "4294967295"])


@states("projid-map", "lstat(2) finds /proc/self/projid_map", since="v3.7")
def _():
    os.lstat("/proc/self/projid_map")


@states("pid-status-namespace-lines", "status has the lines NStgid, NSpid, NSpgid, NSsid", since="v4.1")
def _():
    for field in ("NStgid", "NSpid", "NSpgid", "NSsid"):
        status(field)


@states("pidfd-nonblock", "PIDFD_NONBLOCK gives a descriptor with O_NONBLOCK", since="v5.10")
def _():
    fd = done(call("pidfd_open", os.getpid(), os.O_NONBLOCK), "pidfd_open")
    same(fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_NONBLOCK, os.O_NONBLOCK)


@states("pidfd-nonblock", "waitid(2) of a running child: EAGAIN, with WNOHANG 0, of no child ECHILD", since="v5.10")
def _():
    pid = waiting_child(0)
    fd = done(call("pidfd_open", pid, os.O_NONBLOCK), "pidfd_open")
    same(call("waitid", 3, fd, None, 4, None), "EAGAIN")
    same(call("waitid", 3, fd, None, 4 | 1, None), 0)
    other = done(call("pidfd_open", os.getppid(), os.O_NONBLOCK), "pidfd_open")
    same(call("waitid", 3, other, None, 4, None), "ECHILD")


@states("pidfd-getfd", "pidfd_getfd(-1, -1, 0): EBADF", since="v5.6")
def _():
    same(call("pidfd_getfd", -1, -1, 0), "EBADF")


@states("pidfd-send-signal", "pidfd_send_signal(-1, 0, NULL, 0): EBADF; signal 0 to oneself: 0", since="v5.3")
def _():
    same(call("pidfd_send_signal", -1, 0, None, 0), "EBADF")
    same(call("pidfd_send_signal", call("pidfd_open", os.getpid(), 0), 0, None, 0), 0)


@states("clone3", "clone3(NULL, 0): EINVAL", since="v5.3")
def _():
    same(call("clone3", None, 0), "EINVAL")


def clone3(flags=0, exit_signal=17, set_tid=(), cgroup=0, size=88):
    numbers = (ctypes.c_int * len(set_tid))(*set_tid) if set_tid else None
    address = ctypes.addressof(numbers) if numbers else 0
    fields = (flags, 0, 0, 0, exit_signal, 0, 0, 0, address, len(set_tid), cgroup)
    arguments = ctypes.create_string_buffer(struct.pack("=11Q", *fields), size if size > 88 else 88)
    pid = call("clone3", arguments, size)
    if pid == 0:
        os._exit(0)
    return pid


@states("clone3-set-tid", "set_tid of 1: EEXIST with the privilege, EPERM without", since="v5.5")
def _():
    same(clone3(set_tid=[1], size=80), "EEXIST" if os.geteuid() == 0 else "EPERM")


@states("clone-clear-sighand", "clone3(2) takes CLONE_CLEAR_SIGHAND, an unknown flag gives EINVAL", since="v5.5")
def _():
    same(clone3(1 << 32), "fd")
    same(clone3(1 << 62), "EINVAL")


@states("clone-into-cgroup", "CLONE_INTO_CGROUP with a descriptor of /: EBADF", since="v5.7")
def _():
    same(clone3(1 << 33, cgroup=os.open("/", os.O_RDONLY)), "EBADF")


@states("clone-into-cgroup", "a structure that is too long, with bits set beyond: E2BIG", since="v5.7")
def _():
    arguments = ctypes.create_string_buffer(b"\0" * 300 + b"\1", 304)
    same(call("clone3", arguments, 304), "E2BIG")


@states("openat2", "a zeroed structure with O_PATH on .: a descriptor; an unknown resolve bit: EINVAL", since="v5.6")
def _():
    how = lambda resolve, size=24: ctypes.create_string_buffer(struct.pack("=3Q", os.O_PATH, 0, resolve), size)
    same(call("openat2", AT_FDCWD, ".", how(0), 24), "fd")
    same(call("openat2", AT_FDCWD, ".", how(1 << 40), 24), "EINVAL")


@states("openat2", "a structure with a newer field set: E2BIG", since="v5.6")
def _():
    how = ctypes.create_string_buffer(struct.pack("=4Q", os.O_PATH, 0, 0, 1), 32)
    same(call("openat2", AT_FDCWD, ".", how, 32), "E2BIG")


@states("lsm-syscalls", "lsm_list_modules with a size of 0: E2BIG and the size; with flags: EINVAL", since="v6.8")
def _():
    size = ctypes.c_uint32(0)
    found = call("lsm_list_modules", ctypes.create_string_buffer(256), ctypes.byref(size), 0)
    if found == "ENOSYS":
        raise Untried("ENOSYS: built without security modules")
    same(found, "E2BIG")
    same(size.value > 0, True)
    same(call("lsm_list_modules", ctypes.create_string_buffer(256), ctypes.byref(size), 1), "EINVAL")


@states("memfd-noexec-sysctl", "memfd_create(2) takes MFD_NOEXEC_SEAL, and the file exists", since="v6.3")
def _():
    same(call("memfd_create", "probe", 8), "fd")
    same(opened("/proc/sys/vm/memfd_noexec"), "opened")


@states("unprivileged-fanotify", "FAN_REPORT_FID: a descriptor without privilege; without the flag EPERM", by=[USER], since="v5.13")
def _():
    same(call("fanotify_init", 0x200, 0), "fd")
    same(call("fanotify_init", 0, 0), "EPERM")
    same(call("fanotify_init", 4, 0), "EPERM")


@states("seccomp-prctl", "PR_GET_SECCOMP: 0 outside of a filter", since="v2.6.23")
def _():
    if status("Seccomp") != "0":
        raise Untried("this process has a filter")
    same(prctl(21), 0)


@states("seccomp-actions-avail", "SECCOMP_GET_ACTION_AVAIL: 0 for RET_ALLOW, EOPNOTSUPP for an unknown action", since="v4.14")
def _():
    action = lambda value: ctypes.byref(ctypes.c_uint32(value))
    same(call("seccomp", 2, 0, action(0x7FFF0000)), 0)
    same(call("seccomp", 2, 0, action(0x00060000)), "EOPNOTSUPP")


@states("seccomp-kill-process", "SECCOMP_RET_KILL_PROCESS is available", since="v4.14")
def _():
    same(call("seccomp", 2, 0, ctypes.byref(ctypes.c_uint32(0x80000000))), 0)


@states("seccomp-user-notification", "SECCOMP_RET_USER_NOTIF is available", since="v5.0")
def _():
    same(call("seccomp", 2, 0, ctypes.byref(ctypes.c_uint32(0x7FC00000))), 0)


@states("seccomp-status-fields", "status has the line Seccomp", since="v3.8")
def _():
    same(status("Seccomp") in ("0", "1", "2"), True)


@states("umount-nofollow", "umount2(2) of a path that does not exist with an unknown flag: EINVAL", since="v2.6.34")
def _():
    same(umount("/no/such/path", 0x80000000 - (1 << 32)), "EINVAL")


@states("unshare-syscall", "unshare(0) succeeds; an unknown bit: EINVAL", since="v2.6.16")
def _():
    same(unshare(0), 0)
    same(unshare(0x1000000000000), 0, "EINVAL")
    same(unshare(0x01000000 << 0 | 1), "EINVAL")


@states("unshare-sysvsem", "unshare(CLONE_SYSVSEM) without privilege: 0", since="v2.6.26")
def _():
    same(unshare(CLONE_SYSVSEM), 0)


@states("setns-syscall", "setns(-1, 0): EBADF", since="v3.0")
def _():
    same(setns(-1, 0), "EBADF")


@states("userns-keyrings", "KEYCTL_CAPABILITIES says in its second byte that names and keys have a namespace", since="v5.3")
def _():
    buffer = ctypes.create_string_buffer(8)
    found = call("keyctl", 31, buffer, 8, 0, 0)
    if found == "ENOSYS":
        raise Untried("no keys in this kernel")
    same(found, 2, 3, 4)
    same(buffer.raw[1] & 3, 3)


@states("proc-mounts-poll", "poll(2) of /proc/self/mounts, read to the end: POLLIN alone", since="v2.6.30")
def _():
    with open("/proc/self/mounts", "rb") as file:
        file.read()
        poll = select.poll()
        poll.register(file, select.POLLIN | select.POLLPRI)
        same([event for _, event in poll.poll(0)], [select.POLLIN])


@states("proc-net-per-process", "/proc/net is a link to self/net", since="v2.6.25")
def _():
    same(os.readlink("/proc/net"), "self/net")


@states("move-mount-beneath", "both descriptors -1 with MOVE_MOUNT_BENEATH: EBADF; without CAP_SYS_ADMIN EPERM", since="v6.5")
def _():
    same(call("move_mount", -1, "", -1, "", 4 | 0x40 | 0x200), "EBADF" if os.geteuid() == 0 else "EPERM")


@states("move-mount-set-group", "MOVE_MOUNT_SET_GROUP with paths that do not exist: ENOENT; without CAP_SYS_ADMIN EPERM", since="v5.15")
def _():
    same(call("move_mount", AT_FDCWD, "/no/x", AT_FDCWD, "/no/y", 0x100), "ENOENT" if os.geteuid() == 0 else "EPERM")


@states("mount-setattr", "a size of 0: EINVAL", since="v5.12")
def _():
    same(call("mount_setattr", -1, None, 0, None, 0), "EINVAL")


@states("open-tree-attr", "a null structure of size 0: a descriptor", since="v6.15")
def _():
    same(call("open_tree_attr", AT_FDCWD, "/", 0, None, 0), "fd")


@states("statmount-listmount", "listmount(2) with a zeroed request is not ENOSYS", since="v6.8")
def _():
    request = ctypes.create_string_buffer(struct.pack("=IIQQ", 24, 0, 0, 0), 24)
    found = call("listmount", request, ctypes.create_string_buffer(8), 1, 0)
    if found == "ENOSYS":
        raise Wrong(found)


@states("listns", "a v6.18 series kernel has no listns(2): ENOSYS", since="v6.18")
def _():
    if "6.18." not in os.uname().release:
        raise Untried("said of the v6.18 series")
    same(call("listns", None, None, 0, 0), "ENOSYS")


@states("fsconfig-create-excl", "FSCONFIG_CMD_CREATE_EXCL on a fresh tmpfs: 0; an unknown command: EOPNOTSUPP", by=[ROOT], since="v6.6")
def _():
    same(call("fsconfig", call("fsopen", "tmpfs", 0), FSCONFIG_CMD_CREATE_EXCL, None, None, 0), 0)
    same(call("fsconfig", call("fsopen", "tmpfs", 0), 99, None, None, 0), "EOPNOTSUPP")


@states("fsconfig-create-excl", "without CAP_SYS_ADMIN fsopen(2) fails with EPERM", by=[USER], since="v5.2")
def _():
    same(call("fsopen", "tmpfs", 0), "EPERM")


def file_with_capability(number, revision=2):
    """A program in /tmp with this capability permitted and effective, by the attribute of version 2."""
    with open("/bin/true", "rb") as source, open("/tmp/program", "wb") as target:
        target.write(source.read())
    os.chmod("/tmp/program", 0o755)
    low, high = (1 << number) & 0xFFFFFFFF, (1 << number) >> 32
    attribute = struct.pack("=5I", revision << 24 | 1, low, 0, high, 0)
    return attempt(os.setxattr, "/tmp/program", "security.capability", attribute)


@states("exec-refuses-missing-file-capabilities", "a bounding set without the file's capability: EPERM for a user and for root", by=[ROOT], since="v2.6.29")
def _():
    done(file_with_capability(10), "setxattr")
    done(prctl(24, 10), "PR_CAPBSET_DROP")

    def run(uid):
        pid = os.fork()
        if pid == 0:
            try:
                os.setresgid(uid, uid, uid)
                os.setresuid(uid, uid, uid)
                os.execv("/tmp/program", ["program"])
            except OSError as error:
                os._exit(error.errno)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    same(name(run(1000)), "EPERM")
    same(name(run(0)), "EPERM")


@states("file-capabilities", "setxattr(2) without CAP_SETFCAP: EPERM", by=[USER], since="v2.6.24")
def _():
    same(file_with_capability(10), "EPERM")


@states("namespaced-file-capabilities", "root of a user namespace with maps sets a capability; the host sees version 3", by=[USER], since="v4.14")
def _():
    def action():
        enter_user_namespace(CLONE_NEWNS)
        return file_with_capability(10) or 0

    same(child(action), 0)
    value = os.getxattr("/tmp/program", "security.capability")
    same((len(value), struct.unpack("=I", value[:4])[0] >> 24, struct.unpack("=I", value[20:24])[0]), (24, 3, os.getuid()))


@states("keyrings-per-user-namespace", "a key is not listed in a child user namespace", since="v2.6.30")
def _():
    needs("/proc/keys")
    done(call("add_key", "user", "probe-key", "x", 1, -4), "add_key")
    same("probe-key" in read("/proc/keys"), True)

    def action():
        done(unshare(CLONE_NEWUSER), "unshare(CLONE_NEWUSER)")
        return int("probe-key" in read("/proc/keys"))

    same(child(action), 0)


@states("id-map-any-order", "two lines with the later range first are accepted", by=[ROOT], since="v4.15")
def _():
    pid = waiting_child(CLONE_NEWUSER)
    text = "1000 1000 1\n0 0 1\n"
    same(write(f"/proc/{pid}/uid_map", text), len(text))


@states("setfcap-for-uid-0", "mapping ID 0 of the parent without CAP_SETFCAP: EPERM", by=[ROOT], since="v5.12")
def _():
    pid = waiting_child(CLONE_NEWUSER)
    drop_capability(31)
    same(write(f"/proc/{pid}/uid_map", "0 0 1"), "EPERM")


def filter_of(action):
    """A filter of one instruction, for prctl(2) and seccomp(2): return this value."""
    instructions = ctypes.create_string_buffer(struct.pack("=HBBI", 6, 0, 0, action), 8)
    program = ctypes.create_string_buffer(struct.pack("=H6xQ", 1, ctypes.addressof(instructions)), 16)
    program.instructions = instructions  # the program holds its address alone
    return program


ALLOW = 0x7FFF0000


@states("seccomp-filters", "PR_SET_SECCOMP with a null filter: EFAULT", since="v3.5")
def _():
    same(prctl(22, 2, None), "EFAULT")


@states("seccomp-filters", "a filter without no_new_privs and without CAP_SYS_ADMIN: EACCES, with the bit 0", by=[USER], since="v3.5")
def _():
    same(prctl(22, 2, filter_of(ALLOW)), "EACCES")
    prctl(38, 1)
    same(prctl(22, 2, filter_of(ALLOW)), 0)


@states("seccomp-logging", "SECCOMP_FILTER_FLAG_LOG with a null filter: EFAULT; the action LOG is available", since="v4.14")
def _():
    same(call("seccomp", 1, FLAGS["LOG"], None), "EFAULT")
    same(call("seccomp", 2, 0, ctypes.create_string_buffer(struct.pack("=I", 0x7FFC0000), 4)), 0)


@states("seccomp-spec-allow", "the flag with a null filter: EFAULT; /proc/self/status has Speculation_Store_Bypass", since="v4.17")
def _():
    same(call("seccomp", 1, FLAGS["SPEC_ALLOW"], None), "EFAULT")
    status("Speculation_Store_Bypass")


@states("seccomp-notif-zeroed", "SECCOMP_IOCTL_NOTIF_RECV with a byte that is not zero: EINVAL", since="v5.5")
def _():
    prctl(38, 1)
    listener = done(call("seccomp", 1, FLAGS["NEW_LISTENER"], filter_of(ALLOW)), "seccomp")
    same(ioctl(listener, 0xC0502100, ctypes.create_string_buffer(b"\1", 80)), "EINVAL")


@states("seccomp-x32", "call 521 of the 64-bit table: ENOSYS", since="v5.4")
def _():
    if os.uname().machine != "x86_64":
        raise Untried("x32 is of x86-64")
    ctypes.set_errno(0)
    same(answer(libc.syscall(ctypes.c_long(521), *[ctypes.c_long(0)] * 4)), "ENOSYS")


def _tracee(filters):
    """A stopped child with so many filters, attached to."""
    pid = os.fork()
    if pid == 0:
        prctl(38, 1)
        for _ in range(filters):
            prctl(22, 2, filter_of(ALLOW))
        time.sleep(60)
        os._exit(0)
    time.sleep(0.3)
    done(function("ptrace", 0x4206, pid, 0, 0), "PTRACE_SEIZE")
    done(function("ptrace", 0x4207, pid, 0, 0), "PTRACE_INTERRUPT")
    os.waitpid(pid, 0)
    return pid


@states("seccomp-checkpoint", "no filter: EINVAL; one filter: index 0 gives its length, index 1 ENOENT", by=[ROOT], since="v4.4")
def _():
    get = lambda pid, index: function("ptrace", 0x420C, pid, index, None)
    same(get(_tracee(0), 0), "EINVAL")
    tracee = _tracee(1)
    same(get(tracee, 0), 1)
    same(get(tracee, 1), "ENOENT")


@states("seccomp-checkpoint", "without privilege: EACCES", by=[USER], since="v4.4")
def _():
    same(function("ptrace", 0x420C, _tracee(1), 0, None), "EACCES")


@states("securebits", "PR_GET_SECUREBITS: 0; PR_SET_SECUREBITS without CAP_SETPCAP: EPERM", since="v2.6.26")
def _():
    same(prctl(27), 0)
    drop = os.geteuid() == 0
    if drop:
        drop_capability(8)
    same(prctl(28, 1 << 2), "EPERM")


@states("securebits", "a bit that is locked: EPERM", by=[ROOT], since="v2.6.26")
def _():
    same(prctl(28, 1 << 2 | 1 << 3), 0)
    same(prctl(28, 0), "EPERM")


@states("file-capabilities-always-on", "PR_GET_SECUREBITS is known", since="v2.6.33")
def _():
    same(prctl(27), "fd")


@states("split-cap-sys-admin", "capabilities 38, 39 and 40 are known, and cap_last_cap is at least 40", since="v5.9")
def _():
    for number in (38, 39, 40):
        same(prctl(23, number), 0, 1)
    same(int(read("/proc/sys/kernel/cap_last_cap")) >= 40, True)


@states("clone-pidfd", "CLONE_PIDFD stores a descriptor above 0", since="v5.2")
def _():
    place = ctypes.create_string_buffer(struct.pack("=i", 0), 4)
    pid = call("clone", 0x1000 | 17, 0, place, 0, 0)
    if pid == 0:
        os._exit(0)
    done(pid, "clone")
    os.waitpid(pid, 0)
    same(struct.unpack("=i", place.raw)[0] > 0, True)


@states("faccessat-capability-regression", "access(2) by root's real user ID with another effective one, on a file of mode 0: 0", by=[ROOT], since="v2.6.29")
def _():
    path = f"{directory()}/file"
    os.close(os.open(path, os.O_CREAT, 0))
    os.chmod(path, 0)
    os.chmod(os.path.dirname(path), 0o755)
    os.setresuid(0, 65534, 0)
    same(call("access", path, 4), 0)


@states("unprivileged-mounts-first-merge", "peeking at a program that one may run and not read: EIO; a readable one: no error", by=[ROOT], since="v4.10")
def _():
    place = directory()
    for mode in (0o711, 0o755):
        with open("/proc/self/exe", "rb") as program, open(f"{place}/{mode:o}", "wb") as copy:
            copy.write(program.read())
        os.chmod(f"{place}/{mode:o}", mode)

    def peek(path):
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
        pid = os.fork()
        if pid == 0:
            function("ptrace", 0, 0, 0, 0)
            os.execv(path, [path, "--version"])
        os.waitpid(pid, 0)
        registers = ctypes.create_string_buffer(27 * 8)
        done(function("ptrace", 12, pid, 0, registers), "PTRACE_GETREGS")
        counter = struct.unpack("=27Q", registers.raw)[16]
        ctypes.set_errno(0)
        libc.ptrace.restype = ctypes.c_long
        libc.ptrace(ctypes.c_long(1), ctypes.c_long(pid), ctypes.c_ulong(counter), None)
        number = ctypes.get_errno()
        os.kill(pid, 9)
        return name(number) if number else 0

    if os.uname().machine != "x86_64":
        raise Untried("the registers are those of x86-64")
    same(child(peek, f"{place}/711"), "EIO")
    same(child(peek, f"{place}/755"), 0)


def _securityfs():
    place = directory()
    done(mount("securityfs", place, "securityfs"), "mount securityfs")
    return place


def _modules(place):
    return read(needs(f"{place}/lsm")).strip().split(",")


for _record, _module in (("apparmor", "apparmor"), ("tomoyo", "tomoyo"), ("ima-measurement", "ima")):

    @states(_record, f"securityfs has {_module} exactly where the module is active", by=[ROOT], since="v6.8")
    def _(module=_module):
        place = _securityfs()
        same(os.path.exists(f"{place}/{module}"), module in _modules(place))


@states("apparmor", "/proc/self/attr/current: EINVAL where no active module answers", by=[ROOT], since="v2.6.36")
def _():
    if {"apparmor", "selinux", "smack"} & set(_modules(_securityfs())):
        raise Untried("a module answers")
    same(attempt(read, needs("/proc/self/attr/current")), "EINVAL")


@states("lsm-namespacing-stacking", "lsm_list_modules lists as many modules as the file lsm, capability aside", by=[ROOT], since="v6.8")
def _():
    place = _securityfs()
    ids, size = ctypes.create_string_buffer(256), ctypes.create_string_buffer(struct.pack("=I", 256), 4)
    found = done(call("lsm_list_modules", ids, size, 0), "lsm_list_modules")
    # Those that only the kernel itself uses have no number.
    numbered = [m for m in _modules(place) if m not in ("integrity",)]
    same(found, len(numbered))


@states("lsm-boot-parameter", "the active modules are in /sys/kernel/security/lsm", by=[ROOT], since="v4.17")
def _():
    same("capability" in _modules(_securityfs()), True)


@states("capability-bounding-set", "an ambient capability survives its removal from the bounding set, and execve(2)", by=[ROOT], since="v4.3")
def _():
    number = 10
    same(prctl(28, 1 << 0 | 1 << 2), 0)  # SECBIT_NOROOT and SECBIT_NO_SETUID_FIXUP: only sets count
    header = ctypes.create_string_buffer(struct.pack("=Ii", 0x20080522, 0))
    data = ctypes.create_string_buffer(24)
    done(call("capget", header, data), "capget")
    words = list(struct.unpack("=6I", data.raw[:24]))
    words[2] |= 1 << number
    done(call("capset", header, ctypes.create_string_buffer(struct.pack("=6I", *words))), "capset")
    same(prctl(47, 2, number), 0)
    same(prctl(24, number), 0)
    same(prctl(47, 1, number), 1)
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(writer, 1)
        os.execv("/bin/grep", ["grep", "CapEff", "/proc/self/status"])
    os.waitpid(pid, 0)
    same(int(os.read(reader, 200).split()[1], 16) >> number & 1, 1)
