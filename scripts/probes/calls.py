"""Statements about system calls, capabilities and seccomp."""

import os
import struct

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
