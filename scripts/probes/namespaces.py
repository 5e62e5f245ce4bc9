"""Statements about namespaces and processes."""

import os
import socket
import struct
import threading
import time

from harness import ROOT, USER, states
from kernel import *


def _segment(size=4096):
    return done(function("shmget", 0, size, 0o600), "shmget")


def _exists(segment):
    return function("shmctl", segment, 2, ctypes.create_string_buffer(256)) == 0


@states("shm-rmid-forced", "switching it on keeps a segment whose creator lives and destroys an orphan", by=[ROOT], since="v3.1")
def _():
    done(unshare(CLONE_NEWIPC), "unshare(CLONE_NEWIPC)")
    same(read(needs("/proc/sys/kernel/shm_rmid_forced")).strip(), "0")
    own, orphan = _segment(), child(_segment)
    same(_exists(own) and _exists(orphan), True)
    done(write("/proc/sys/kernel/shm_rmid_forced", "1"), "write")
    same((_exists(own), _exists(orphan)), (True, False))


@states("shm-rmid-forced", "a segment that was never attached goes with its creator", by=[ROOT], since="v3.1")
def _():
    done(unshare(CLONE_NEWIPC), "unshare(CLONE_NEWIPC)")
    done(write("/proc/sys/kernel/shm_rmid_forced", "1"), "write")
    same(_exists(child(_segment)), False)
    same(function("shmctl", child(_segment), 2, ctypes.create_string_buffer(256)), "EINVAL")


def _clone(flags):
    pid = call("clone", flags, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    return pid


@states("clone-parent-init", "clone(2) with CLONE_PARENT and CLONE_NEWPID makes a child", by=[ROOT], since="v3.12")
def _():
    same(child(_clone, CLONE_PARENT | CLONE_NEWPID | 17), "fd")


@states("clone-parent-init", "clone(2) with CLONE_PARENT by the init of a PID namespace: EINVAL", by=[ROOT], since="v2.6.32")
def _():
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(_clone, CLONE_PARENT | 17), "EINVAL")


@states("clone-parent-init", "clone(2) with CLONE_PARENT after unshare(CLONE_NEWPID), not by its init: a child", by=[ROOT], since="v3.8")
def _():
    def action():
        done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
        return _clone(CLONE_PARENT | 17)

    same(child(action), "fd")


NS_GET_USERNS, NS_GET_PARENT, NS_GET_NSTYPE, NS_GET_OWNER_UID = 0xB701, 0xB702, 0xB703, 0xB704
NS_GET_PID_IN_PIDNS, NS_MNT_GET_INFO, NS_MNT_GET_NEXT = 0x8004B708, 0x8010B70A, 0x8010B70B


def own(kind):
    return os.open(needs(f"/proc/self/ns/{kind}"), os.O_RDONLY)


for _kind, _record, _since in (
    ("mnt", "mnt-pid-user-ns-files", "v3.8"),
    ("pid", "mnt-pid-user-ns-files", "v3.8"),
    ("user", "mnt-pid-user-ns-files", "v3.8"),
    ("uts", "uts-namespaces", "v3.0"),
    ("ipc", "ipc-namespaces", "v3.0"),
    ("net", "net-namespaces", "v3.0"),
    ("cgroup", "cgroup-namespaces", "v4.6"),
    ("time", "time-namespaces", "v5.6"),
    ("pid_for_children", "pid-for-children-link", "v4.12"),
):

    @states(_record, f"lstat(2) finds /proc/self/ns/{_kind}", since=_since)
    def _(kind=_kind):
        os.lstat(f"/proc/self/ns/{kind}")


@states("ns-files-symlinks", "readlink(2) on /proc/self/ns/net: net:[number]", since="v3.8")
def _():
    same(os.readlink("/proc/self/ns/net").startswith("net:["), True)


@states("nsfs-filesystem", "statfs(2) on /proc/self/ns/net gives NSFS_MAGIC", since="v3.19")
def _():
    buffer = ctypes.create_string_buffer(256)
    same(function("statfs", "/proc/self/ns/net", buffer), 0)
    same(struct.unpack("=q", buffer.raw[:8])[0], NSFS_MAGIC)


@states("nsfs-ioctls", "NS_GET_NSTYPE returns the CLONE_NEW constant, without privilege", since="v4.11")
def _():
    same(ioctl(own("user"), NS_GET_NSTYPE), CLONE_NEWUSER)
    same(ioctl(own("pid_for_children"), NS_GET_NSTYPE), CLONE_NEWPID)


@states("nsfs-ioctls", "NS_GET_OWNER_UID on another kind: EINVAL", since="v4.11")
def _():
    same(ioctl(own("uts"), NS_GET_OWNER_UID, ctypes.byref(ctypes.c_uint(0))), "EINVAL")


@states("nsfs-ioctls", "NS_GET_OWNER_UID inside a fresh namespace without a map: the overflow ID", since="v4.11")
def _():
    done(unshare(CLONE_NEWUSER), "unshare(CLONE_NEWUSER)")
    uid = ctypes.c_uint(0)
    same(ioctl(own("user"), NS_GET_OWNER_UID, ctypes.byref(uid)), 0)
    same(uid.value, int(read("/proc/sys/kernel/overflowuid")))


@states("nsfs-parent-userns-ioctls", "NS_GET_USERNS of a namespace of one's own: a descriptor", since="v4.9")
def _():
    done(unshare(CLONE_NEWUSER | CLONE_NEWUTS), "unshare")
    same(ioctl(own("uts"), NS_GET_USERNS), "fd")


@states("nsfs-parent-userns-ioctls", "NS_GET_PARENT of the initial user namespace: EPERM", by=[ROOT], since="v4.9")
def _():
    same(ioctl(own("user"), NS_GET_PARENT), "EPERM")


@states("nsfs-pid-translation", "NS_GET_PID_IN_PIDNS: one's own number; another kind EINVAL; nobody's number ESRCH", since="v6.11")
def _():
    same(ioctl(own("pid"), NS_GET_PID_IN_PIDNS, os.getpid()), os.getpid())
    same(ioctl(own("uts"), NS_GET_PID_IN_PIDNS, os.getpid()), "EINVAL")
    same(ioctl(own("pid"), NS_GET_PID_IN_PIDNS, 2**30), "ESRCH")


@states("nsfs-mount-namespaces", "NS_MNT_GET_INFO: 0 without privilege; another kind EINVAL", since="v6.12")
def _():
    info = ctypes.create_string_buffer(struct.pack("=IIQ", 16, 0, 0), 16)
    same(ioctl(own("mnt"), NS_MNT_GET_INFO, info), 0)
    same(ioctl(own("uts"), NS_MNT_GET_INFO, info), "EINVAL")


@states("nsfs-mount-namespaces", "the walk from the last namespace on ends with ENOENT", by=[ROOT], since="v6.12")
def _():
    fd = own("mnt")
    for _ in range(10000):
        fd = ioctl(fd, NS_MNT_GET_NEXT, 0)
        if isinstance(fd, str):
            break
    same(fd, "ENOENT")


@states("siocgskns", "a descriptor with the right over the namespace, EPERM without", since="v4.10")
def _():
    with socket.socket() as sock:
        same(ioctl(sock.fileno(), 0x894C, ctypes.create_string_buffer(64)), "fd" if os.geteuid() == 0 else "EPERM")


@states("setns-pidfd", "a pidfd with no flags: EINVAL; with CLONE_NEWUTS 0 as root", by=[ROOT], since="v5.8")
def _():
    fd = done(call("pidfd_open", os.getpid(), 0), "pidfd_open")
    same(setns(fd, 0), "EINVAL")
    same(setns(fd, CLONE_NEWUTS), 0)


for _flag, _name in ((CLONE_NEWNS, "NEWNS"), (CLONE_NEWUTS, "NEWUTS"), (CLONE_NEWIPC, "NEWIPC"), (CLONE_NEWNET, "NEWNET")):

    @states("unshare-syscall", f"unshare(CLONE_{_name}) without privilege: EPERM", by=[USER], since="v3.0")
    def _(flag=_flag):
        same(unshare(flag), "EPERM")


@states("cgroup-namespaces", "unshare(CLONE_NEWCGROUP) without CAP_SYS_ADMIN: EPERM", by=[USER], since="v4.6")
def _():
    same(unshare(CLONE_NEWCGROUP), "EPERM")


@states("time-namespaces", "unshare(CLONE_NEWTIME): 0 as root, EPERM without CAP_SYS_ADMIN", since="v5.6")
def _():
    needs("/proc/self/ns/time")
    same(unshare(CLONE_NEWTIME), 0 if os.geteuid() == 0 else "EPERM")


@states("time-namespaces", "after a child was born inside, timens_offsets gives EACCES", by=[ROOT], since="v5.6")
def _():
    done(unshare(CLONE_NEWTIME), "unshare(CLONE_NEWTIME)")
    same(write("/proc/self/timens_offsets", "monotonic 100 0"), "fd")
    child(lambda: 0)
    same(write("/proc/self/timens_offsets", "monotonic 200 0"), "EACCES")


@states("time-namespaces", "a multithreaded caller of setns(2): EUSERS", by=[ROOT], since="v5.6")
def _():
    done(unshare(CLONE_NEWTIME), "unshare(CLONE_NEWTIME)")
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    same(setns(own("time_for_children"), 0), "EUSERS")


@states("time-namespace-exec", "a program executed after unshare(CLONE_NEWTIME) is in the new namespace", by=[ROOT], since="v6.2")
def _():
    before = os.readlink("/proc/self/ns/time")

    def action():
        done(unshare(CLONE_NEWTIME), "unshare(CLONE_NEWTIME)")
        reader, writer = os.pipe()
        os.dup2(writer, 1)
        os.set_inheritable(1, True)
        # The parent waits for a child that was forked, so it execs in this process's place only after reading.
        pid = os.fork()
        if pid == 0:
            os.execv("/bin/readlink", ["readlink", "/proc/self/ns/time"])
        os.waitpid(pid, 0)
        return os.read(reader, 100).decode().strip()

    same(child(action) != before, True)


@states("unshare-newpid", "unshare(CLONE_NEWPID): 0 as root, EPERM without; with CLONE_NEWUSER 0", since="v3.8")
def _():
    same(child(unshare, CLONE_NEWPID), 0 if os.geteuid() == 0 else "EPERM")
    same(child(unshare, CLONE_NEWPID | CLONE_NEWUSER), 0)


@states("unprivileged-user-namespaces", "a caller with threads: EINVAL from unshare(CLONE_NEWUSER)", since="v3.8")
def _():
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    same(unshare(CLONE_NEWUSER), "EINVAL")


@states("userns-chroot", "in a chroot unshare(CLONE_NEWUSER) gives EPERM", by=[ROOT], since="v3.9")
def _():
    def action():
        os.chroot("/tmp")
        return unshare(CLONE_NEWUSER)

    same(child(action), "EPERM")


@states("userns-clone-fs", "clone(2) with CLONE_NEWUSER and CLONE_FS: EINVAL; CLONE_NEWUSER alone: a child", since="v3.9")
def _():
    same(child(_clone, CLONE_NEWUSER | 17), "fd")
    same(child(_clone, CLONE_NEWUSER | CLONE_FS | 17), "EINVAL")


@states("user-namespace-nesting-limit", "nesting ends with ENOSPC or EUSERS at 32 or 33 levels", since="v3.11")
def _():
    levels, found = 0, ""
    while not found:
        try:
            enter_user_namespace()
            levels += 1
        except Untried as untried:
            found = str(untried).split(": ")[1]
    same(found, "ENOSPC", "EUSERS")
    same(levels in (32, 33), True)


@states("pid-namespace-nesting-limit", "nesting PID namespaces ends with ENOSPC", by=[ROOT], since="v4.9")
def _():
    def deeper(level):
        found = unshare(CLONE_NEWPID)
        if found != 0 or level > 40:
            return f"{found} {level}"
        return child(deeper, level + 1)

    same(child(deeper, 0).split()[0], "ENOSPC")


@states("userns-340-mappings", "six lines are accepted, 340 too, 341 are not", by=[ROOT], since="v4.15")
def _():
    lines = lambda count: "".join(f"{n} {n} 1\n" for n in range(1, count + 1))
    same(write(f"/proc/{waiting_child(CLONE_NEWUSER)}/uid_map", lines(6)), len(lines(6)))
    same(write(f"/proc/{waiting_child(CLONE_NEWUSER)}/uid_map", lines(340)), len(lines(340)))
    same(write(f"/proc/{waiting_child(CLONE_NEWUSER)}/uid_map", lines(341)), "EINVAL")


@states("setgroups-file", "gid_map without privilege: EPERM until setgroups is deny", by=[USER], since="v3.19")
def _():
    gid = os.getegid()
    done(unshare(CLONE_NEWUSER), "unshare(CLONE_NEWUSER)")
    same(write("/proc/self/gid_map", f"0 {gid} 1"), "EPERM")
    same(write("/proc/self/setgroups", "deny"), 4)
    same(write("/proc/self/gid_map", f"0 {gid} 1"), "fd")
    same(attempt(os.setgroups, []), "EPERM")


@states("mm-user-ns-owner", "ptrace of an undumpable child in a user namespace of its own: EPERM", by=[USER], since="v4.10")
def _():
    def start(dumpable):
        ready, waiting = os.pipe()
        pid = os.fork()
        if pid == 0:
            prctl(4, dumpable)
            os.write(waiting, str(unshare(CLONE_NEWUSER)).encode())
            time.sleep(60)
        if os.read(ready, 10) != b"0":
            raise Untried("unshare(CLONE_NEWUSER)")
        return pid

    hidden, plain = start(0), start(1)
    same(function("ptrace", 0x4206, hidden, 0, 0), "EPERM")
    same(attempt(os.readlink, f"/proc/{hidden}/exe"), "EACCES")
    same(function("ptrace", 0x4206, plain, 0, 0), 0)


@states("pid-namespace-init-signals", "SIGKILL from inside does not end the init of a PID namespace", by=[ROOT], since="v2.6.30")
def _():
    def init():
        def kill():
            os.kill(1, 9)
            return 0

        child(kill)
        return os.getpid()

    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(init), 1)


@states("pid-namespace-reboot", "reboot(2) with CAD_ON by the init of a PID namespace: EINVAL", by=[ROOT], since="v3.4")
def _():
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(lambda: function("reboot", ctypes.c_int(0x89ABCDEF - (1 << 32)))), "EINVAL")


@states("ns-last-pid", "open(2) for writing succeeds for all; write(2) without the capability: EPERM", by=[USER], since="v3.3")
def _():
    needs("/proc/sys/kernel/ns_last_pid")
    same(opened("/proc/sys/kernel/ns_last_pid", os.O_WRONLY), "opened")
    same(write("/proc/sys/kernel/ns_last_pid", "300"), "EPERM")


@states("cap-checkpoint-restore", "ns_last_pid can be written in a PID namespace of one's own", by=[ROOT], since="v3.3")
def _():
    def action():
        done(mount("none", "/proc", "proc"), "proc")
        return write("/proc/sys/kernel/ns_last_pid", "300")

    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(action), 3)


@states("unix-sockets-across-network-namespaces", "connect(2) to a path from another network namespace works", by=[ROOT], since="v3.0")
def _():
    server = socket.socket(socket.AF_UNIX)
    server.bind("/tmp/socket")
    server.listen()

    def action():
        done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
        return attempt(socket.socket(socket.AF_UNIX).connect, "/tmp/socket") or 0

    same(child(action), 0)


@states("netlink-listen-all-nsid", "setsockopt(2) option 8: 0 with CAP_NET_BROADCAST, EPERM without", since="v4.2")
def _():
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        found = attempt(route.setsockopt, 270, 8, 1) or 0
        same(found, 0 if os.geteuid() == 0 else "EPERM")


@states("namespace-count-limits", "a limit of 0 in a user namespace: ENOSPC", since="v4.9")
def _():
    needs("/proc/sys/user/max_user_namespaces")
    enter_user_namespace()
    done(write("/proc/sys/user/max_uts_namespaces", "0"), "write")
    same(unshare(CLONE_NEWUTS), "ENOSPC")


@states("inotify-limits-per-userns", "/proc/sys/user/max_inotify_instances exists", since="v4.10")
def _():
    os.stat("/proc/sys/user/max_inotify_instances")


@states("network-namespace-sysctls", "in a fresh network namespace ip_forward is separate, and lo is the only device", by=[ROOT], since="v3.0")
def _():
    before = read("/proc/sys/net/ipv4/ip_forward")
    other = "1" if before.strip() == "0" else "0"

    def action():
        done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
        done(write("/proc/sys/net/ipv4/ip_forward", other), "write")
        names = [line.split(":")[0].strip() for line in read("/proc/self/net/dev").splitlines()[2:]]
        return f"{read('/proc/sys/net/ipv4/ip_forward').strip()} {' '.join(names)}"

    same(child(action), f"{other} lo")
    same(read("/proc/sys/net/ipv4/ip_forward"), before)


def netlink(kind, flags, message, attributes):
    """An rtnetlink request: 0, or the name of the error that the acknowledgement carries."""
    pack = lambda number, data: struct.pack("=HH", 4 + len(data), number) + data + b"\0" * (-len(data) % 4)
    body = message + b"".join(pack(number, data) for number, data in attributes)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        route.bind((0, 0))
        route.send(struct.pack("=IHHII", 16 + len(body), kind, flags | 1 | 4, 1, 0) + body)
        reply = route.recv(65536)
    if struct.unpack("=H", reply[4:6])[0] != 2:
        return 0
    number = -struct.unpack("=i", reply[16:20])[0]
    return name(number) if number else 0


def new_link(kind, *attributes, index=0):
    info = struct.pack("=HH", 5 + len(kind), 1) + kind.encode() + b"\0" * (4 - len(kind) % 4)
    return netlink(16, 0x600, struct.pack("=BxHiII", 0, 0, index, 0, 0), [(18, info), *attributes])


def link_name(text):
    return (3, text.encode() + b"\0")


@states("veth", "an unknown kind: EOPNOTSUPP; a name that is taken: EEXIST", by=[ROOT], since="v2.6.24")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    same(new_link("nokind", link_name("p0")), "EOPNOTSUPP")
    same(new_link("veth", link_name("p0")), 0)
    same(new_link("veth", link_name("p0")), "EEXIST")


@states("veth", "without CAP_NET_ADMIN: EPERM", by=[USER], since="v2.6.24")
def _():
    same(new_link("veth", link_name("p0")), "EPERM")


@states("macvlan", "without a device below: EINVAL; if that is not there: ENODEV; without CAP_NET_ADMIN: EPERM", since="v2.6.24")
def _():
    if os.geteuid() != 0:
        return same(new_link("macvlan", link_name("p0")), "EPERM")
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    same(new_link("macvlan", link_name("p0")), "EINVAL")
    same(new_link("macvlan", link_name("p0"), (5, struct.pack("=I", 4000))), "ENODEV")


@states("netns-peer-link-queries", "RTM_DELLINK with a namespace ID that nobody has: EINVAL", by=[ROOT], since="v4.16")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    message = struct.pack("=BxHiII", 0, 0, 0, 0, 0)
    same(netlink(17, 0, message, [link_name("nobody0"), (46, struct.pack("=i", 77))]), "EINVAL")
    same(netlink(17, 0, message, [link_name("nobody0")]), "ENODEV")


@states("netns-peer-address-queries", "a namespace ID that nobody has: EINVAL", by=[ROOT], since="v4.20")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as route:
        route.setsockopt(270, 12, 1)  # NETLINK_GET_STRICT_CHK
        body = struct.pack("=BBBBi", 2, 0, 0, 0, 0) + struct.pack("=HHi", 8, 10, 77)
        route.send(struct.pack("=IHHII", 16 + len(body), 22, 0x305, 1, 0) + body)
        reply = route.recv(65536)
    same(name(-struct.unpack("=i", reply[16:20])[0]), "EINVAL")


@states("unix-credentials-across-namespaces", "the sender of a byte from a PID namespace has the number that fork(2) returned", by=[ROOT], since="v3.0")
def _():
    receiver, sender = socket.socketpair(socket.AF_UNIX)
    receiver.setsockopt(socket.SOL_SOCKET, 16, 1)
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    pid = os.fork()
    if pid == 0:
        sender.send(b"x")
        time.sleep(60)
    _, ancillary, _, _ = receiver.recvmsg(1, 64)
    same(struct.unpack("=3i", ancillary[0][2][:12])[0], pid)


@states("posix-mqueue-namespaces", "a queue is not found after unshare(CLONE_NEWIPC): ENOENT", by=[ROOT], since="v2.6.30")
def _():
    done(unshare(CLONE_NEWIPC), "unshare(CLONE_NEWIPC)")
    done(call("mq_open", "probe", os.O_CREAT | os.O_RDWR, 0o600, None), "mq_open")
    same(call("mq_open", "probe", os.O_RDWR, 0, None), "fd")
    same(child(lambda: (unshare(CLONE_NEWIPC), call("mq_open", "probe", os.O_RDWR, 0, None))[1]), "ENOENT")


@states("uevent-injection", "an oversized text: EINVAL with CAP_SYS_ADMIN, EPERM without", since="v4.18")
def _():
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15) as uevents:
        uevents.bind((0, 0))
        body = b"add@/probe\0" + b"x" * 3000
        sent = attempt(uevents.send, struct.pack("=IHHII", 16 + len(body), 16, 5, 1, 0) + body)
        if sent == "ECONNREFUSED":
            raise Wrong(sent)
        reply = uevents.recv(65536)
    found = name(-struct.unpack("=i", reply[16:20])[0])
    same(found, "EINVAL" if os.geteuid() == 0 else "EPERM")


@states("newpid-with-shared-memory", "vfork(2) after unshare(CLONE_NEWPID) works", by=[ROOT], since="v3.10")
def _():
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    import subprocess

    same(subprocess.run(["/bin/true"]).returncode, 0)


KINDS = (("uts", "v3.0"), ("ipc", "v3.0"), ("net", "v3.0"), ("pid", "v3.8"), ("user", "v3.8"), ("mnt", "v3.8"))


@states("proc-ns-files", "/proc/self/ns has uts, ipc and net", since="v3.0")
def _():
    for kind, _ in KINDS[:3]:
        same(os.path.lexists(f"/proc/self/ns/{kind}"), True)


@states("namespace-config-options", "unshare(2) takes a kind exactly where /proc/self/ns has it", by=[ROOT], since="v3.8")
def _():
    flags = {"uts": CLONE_NEWUTS, "ipc": CLONE_NEWIPC, "net": CLONE_NEWNET, "pid": CLONE_NEWPID, "user": CLONE_NEWUSER}
    for kind, flag in flags.items():
        there = os.path.lexists(f"/proc/self/ns/{kind}")
        same(child(unshare, flag), 0 if there else "EINVAL")


@states("ima-namespaces", "/proc/self/ns has no file for IMA", since="v3.0")
def _():
    same([kind for kind in os.listdir("/proc/self/ns") if "ima" in kind.split("_")], [])


@states("pid-namespaces", "the first child after unshare(2) has the number 1; without CAP_SYS_ADMIN: EPERM", since="v3.8")
def _():
    if os.geteuid() != 0:
        return same(unshare(CLONE_NEWPID), "EPERM")
    done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
    same(child(os.getpid), 1)


@states("pid-max-per-namespace", "a value written in a PID namespace of its own leaves the outer one as it is", by=[ROOT], since="v6.14")
def _():
    before = read("/proc/sys/kernel/pid_max")

    def inside():
        done(mount("proc", "/proc", "proc"), "mount proc")
        written = write("/proc/sys/kernel/pid_max", "400")
        return f"{written} {read('/proc/sys/kernel/pid_max').strip()}"

    done(unshare(CLONE_NEWPID | CLONE_NEWNS), "unshare")
    same(child(inside), "3 400")
    same(read("/proc/sys/kernel/pid_max"), before)


@states("mountinfo", "/proc/self/mountinfo lists a new mount", by=[ROOT], since="v2.6.26")
def _():
    place = directory()
    done(mount("none", place, "tmpfs"), "mount")
    same(mountinfo(place)[4], place)


@states("user-namespaces-framework", "/proc/self/uid_map is there", since="v3.5")
@states("user-namespaces-by-credentials", "/proc/self/uid_map is there", since="v3.5")
@states("xfs-user-namespaces", "/proc/self/uid_map and /proc/self/ns/user are there, on a kernel with XFS too", since="v3.12")
def _():
    same(opened("/proc/self/uid_map"), "opened")


@states("userns-owner-capabilities", "the owner of a user namespace, outside of it, may enter it without further privilege", by=[USER], since="v3.9")
def _():
    pid = waiting_child(CLONE_NEWUSER)
    fd = os.open(f"/proc/{pid}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
    same(child(setns, fd, CLONE_NEWUSER), 0)


@states("userns-owner-capabilities", "a user who does not own it: EPERM", by=[ROOT], since="v3.9")
def _():
    pid = waiting_child(CLONE_NEWUSER)
    fd = os.open(f"/proc/{pid}/ns/user", os.O_RDONLY | os.O_CLOEXEC)

    def other():
        os.setresuid(65534, 65534, 65534)
        return setns(fd, CLONE_NEWUSER)

    same(child(other), "EPERM")


@states("ipv4-ipv6-network-namespaces", "socket(2) for IPv4 and IPv6 works in a new network namespace where it works outside", by=[ROOT], since="v2.6.26")
def _():
    families = (socket.AF_INET, socket.AF_INET6)

    def all_of():
        return str([str(attempt(lambda: socket.socket(f, socket.SOCK_DGRAM).close())) for f in families])

    outside = all_of()

    def inside():
        done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
        return all_of()

    same(child(inside), outside)


@states("netfilter-network-namespaces", "IPT_SO_GET_INFO for the table filter: 0, or ENOPROTOOPT without iptables", by=[ROOT], since="v2.6.25")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
        info, size = ctypes.create_string_buffer(b"filter", 84), ctypes.create_string_buffer(struct.pack("=I", 84), 4)
        same(function("getsockopt", raw.fileno(), 0, 64, info, size), 0, "ENOPROTOOPT")


@states("macvtap", "without a device below: EINVAL; without CAP_NET_ADMIN: EPERM", since="v2.6.34")
def _():
    if os.geteuid() != 0:
        return same(new_link("macvtap", link_name("p0")), "EPERM")
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    same(new_link("macvtap", link_name("p0")), "EINVAL")


@states("macvtap", "above a veth device it has a node: /sys/class/macvtap/tapN/dev", by=[ROOT], since="v2.6.34")
def _():
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    place = directory()
    done(mount("sysfs", place, "sysfs"), "mount sysfs")
    same(new_link("veth", link_name("p0")), 0)
    below = socket.if_nametoindex("p0")
    same(new_link("macvtap", link_name("p1"), (5, struct.pack("=I", below))), 0)
    same(opened(f"{place}/class/macvtap/tap{socket.if_nametoindex('p1')}/dev"), "opened")


@states("device-creation-in-namespaces", "IFLA_NET_NS_PID at creation: the device is in the other namespace; no such process: ESRCH", by=[ROOT], since="v2.6.33")
def _():
    pid = waiting_child(CLONE_NEWNET)
    done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
    same(new_link("veth", link_name("p0"), (19, struct.pack("=I", pid))), 0)
    same("p0" in read("/proc/self/net/dev"), False)
    same("p0" in read(f"/proc/{pid}/net/dev"), True)
    same(new_link("veth", link_name("q0"), (19, struct.pack("=I", 2**22 + 1))), "ESRCH")


def _tun(fd, title):
    request = ctypes.create_string_buffer(struct.pack("=16sH", title.encode(), 1), 40)
    return ioctl(fd, 0x400454CA, request)


@states("tun-network-namespaces", "TUNSETIFF acts in the namespace in which /dev/net/tun was opened", by=[ROOT], since="v2.6.30")
def _():
    fd = os.open(needs("/dev/net/tun"), os.O_RDWR | os.O_CLOEXEC)
    outer = os.getpid()

    def inside():
        done(unshare(CLONE_NEWNET), "unshare(CLONE_NEWNET)")
        done(_tun(fd, "probe9"), "TUNSETIFF")
        return f"{'probe9' in read('/proc/self/net/dev')} {'probe9' in read(f'/proc/{outer}/net/dev')}"

    same(child(inside), "False True")


@states("tun-network-namespaces", "TUNSETIFF without CAP_NET_ADMIN: EPERM", by=[ROOT], since="v2.6.30")
def _():
    fd = os.open(needs("/dev/net/tun"), os.O_RDWR | os.O_CLOEXEC)
    drop_capability(12)
    same(_tun(fd, "probe9"), "EPERM")


@states("uevent-namespacing", "the uevent of a link in a user and network namespace comes from user 0", since="v4.18")
def _():
    enter_user_namespace(CLONE_NEWNET)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        listener.settimeout(5)
        listener.bind((0, 1))
        same(new_link("veth", link_name("p0")), 0)
        received = attempt(listener.recvmsg, 8192, 256)
    if isinstance(received, str) or received is None:
        raise Wrong("no uevent")
    (_, _, credentials), *_ = received[1]
    same(struct.unpack("=3i", credentials)[1], 0)


@states("fuse-pid-namespaces", "a FUSE server in a PID namespace gets the number that the client has there, from outside 0", by=[ROOT], since="v4.12")
def _():
    place = directory()
    needs("/dev/fuse")

    def served(client_inside):
        def server():
            fuse = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
            done(mount("probe", place, "fuse", 0, f"fd={fuse},rootmode=40000,user_id=0,group_id=0"), "mount fuse")
            head = os.read(fuse, 65536)
            unique = struct.unpack("=Q", head[8:16])[0]
            major = struct.pack("=IIIIHHIIHHI7I", 7, 31, 0, 0, 1, 1, 4096, 1, 1, 0, 0, *[0] * 7)
            os.write(fuse, struct.pack("=IiQ", 16 + len(major), 0, unique) + major)
            client = os.fork() if client_inside else None
            if client == 0:
                attempt(os.stat, f"{place}/x")
                os._exit(0)
            os.write(ready, b"1")
            while True:
                head = os.read(fuse, 65536)
                opcode, unique = struct.unpack("=I", head[4:8])[0], struct.unpack("=Q", head[8:16])[0]
                if opcode in (1, 3):  # LOOKUP, GETATTR
                    pid = struct.unpack("=I", head[32:36])[0]
                    os.write(fuse, struct.pack("=IiQ", 16, -5, unique))
                    return f"{pid} {client}"

        return server

    ready = None
    read_end, ready = os.pipe()

    def in_namespace(client_inside):
        done(unshare(CLONE_NEWPID), "unshare(CLONE_NEWPID)")
        return child(served(client_inside))

    pid, client = child(in_namespace, True).split()
    same(pid, client)
    umount(place, 2)
    os.read(read_end, 1)
    outside = os.fork()
    if outside == 0:
        os.read(read_end, 1)
        attempt(os.stat, f"{place}/x")
        os._exit(0)
    same(child(in_namespace, False).split()[0], "0")
