"""Runs the statements of a table, each in a forked child with a time limit, and prints which held."""

import ctypes
import os
import platform
import re
import select
import signal
import sys
import time
import traceback

import kernel

NOBODY = 65534
SECONDS = 20
ROOT, USER = "root", "user"
TABLE = []


def states(record, text, *, by=(ROOT, USER), since=None):
    """Adds a function to the table: it returns where the statement of the record holds, and raises where it does not.

    by: as which users it is tried. since: the release from which on the record says it.
    """

    def add(function):
        for who in by:
            TABLE.append((record, text, who, since, function))
        return function

    return add


def older(since):
    """Whether the running kernel names a release before this one; a backport may still have what it lacks."""
    number = lambda release: tuple(int(n) for n in re.findall(r"\d+", release)[:2])
    return since is not None and number(platform.release()) < number(since)


def become_nobody():
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # A process that changed its IDs is not dumpable, and could not open its own files in /proc for writing.
    kernel.prctl(4, 1)


def attempt(who, function):
    """In the child: the word that the parent prints, and the reason."""
    try:
        os.chdir("/")
        if os.geteuid() == 0:
            # No mount of a probe reaches the machine, and no probe sees another's.
            kernel.done(kernel.unshare(kernel.CLONE_NEWNS), "unshare(CLONE_NEWNS)")
            kernel.done(kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE), "private mounts")
            kernel.done(kernel.mount("none", "/tmp", "tmpfs", 0, "mode=1777"), "a tmpfs on /tmp")
            if who == USER:
                become_nobody()
        elif who == ROOT:
            raise kernel.Untried("it is tried as root, and the caller is not")
        function()
        return "held", ""
    except kernel.Wrong as wrong:
        return "failed", str(wrong)
    except kernel.Untried as untried:
        return "untried", str(untried)
    except Exception as fault:  # a fault of the probe says nothing about the kernel
        where = traceback.extract_tb(fault.__traceback__)[-1]
        return "untried", f"fault of the probe, line {where.lineno}: {type(fault).__name__}: {fault}"


def run(who, function, seconds):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.close(reader)
        silence = os.open("/dev/null", os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(silence, fd)
        word, reason = attempt(who, function)
        os.write(writer, f"{word}\n{reason}".encode()[:4000])
        os._exit(0)
    os.close(writer)
    text, end = b"", time.monotonic() + seconds
    # The answer ends with a newline-separated reason; a descendant may hold the pipe open, so do not wait for its end.
    ready, _, _ = select.select([reader], [], [], max(0, end - time.monotonic()))
    if ready:
        text = os.read(reader, 4096)
    os.close(reader)
    for target in (lambda: os.killpg(pid, signal.SIGKILL), lambda: os.kill(pid, signal.SIGKILL)):
        try:
            target()
        except ProcessLookupError:
            pass
    while True:  # every descendant comes to us, the subreaper
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
            if ended == 0:
                time.sleep(0.01)
                if time.monotonic() > end + 5:
                    break
        except ChildProcessError:
            break
    if not ready:
        return "untried", f"no answer within {seconds} s"
    if not text:
        return "untried", "the probe was killed"
    word, _, reason = text.decode(errors="replace").partition("\n")
    return word, reason


USAGE = "usage: npm run probe -- [--list] [RECORD ...]"


def main(arguments, content):
    """Exit code: 0 if no statement failed, 1 if one did, 2 for a usage error. content: the folder of the records."""
    listing = "--list" in arguments
    wanted = [a for a in arguments if a != "--list"]
    known = {record for record, *_ in TABLE}
    unknown = [a for a in wanted if a not in known]
    if unknown:
        print(f"no statement of {', '.join(unknown)}\n{USAGE}", file=sys.stderr)
        return 2
    missing = sorted(r for r in known if not os.path.exists(os.path.join(content, f"{r}.md")))
    if missing:
        print(f"no such record: {', '.join(missing)}", file=sys.stderr)
        return 2
    chosen = [row for row in TABLE if not wanted or row[0] in wanted]
    if listing:
        for record, text, who, since, _ in chosen:
            print(f"{record}\t{who}\t{since or ''}\t{text}")
        return 0
    kernel.libc.prctl(36, *[ctypes.c_long(n) for n in (1, 0, 0, 0)])  # PR_SET_CHILD_SUBREAPER
    counts = {"held": 0, "failed": 0, "untried": 0}
    print(f"kernel {platform.release()} {platform.machine()}, caller {os.geteuid()}")
    for record, text, who, since, function in chosen:
        if older(since):
            word, reason = "untried", f"said of {since} and later"
        else:
            word, reason = run(who, function, SECONDS)
        counts[word] += 1
        print(f"{word:8}{record}, {who}: {text}{f' [{reason}]' if reason else ''}", flush=True)
    print(f"{counts['held']} held, {counts['failed']} failed, {counts['untried']} could not be tried")
    return 1 if counts["failed"] else 0
