#!/bin/sh
# Tries statements of the records on the running kernel. Exit code: 0 none failed, 1 one failed, 2 usage error.
command -v python3 >/dev/null || { echo "probe: python3 is missing; the probes call the kernel through its ctypes" >&2; exit 2; }
exec python3 -B "$(dirname "$0")/probe.py" "$@"
