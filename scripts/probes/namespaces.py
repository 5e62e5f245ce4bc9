"""Statements about namespaces and processes."""

import os
import socket
import struct
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
