"""Tries statements of the records on the running kernel: npm run probe -- [--list] [RECORD ...]"""

import os
import sys

import harness
import calls  # noqa: F401 (fills the table)
import cgroups  # noqa: F401
import landlock  # noqa: F401
import mountapi  # noqa: F401
import mounts  # noqa: F401
import namespaces  # noqa: F401
import pidfds  # noqa: F401

if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    content = os.path.join(here, "..", "..", "content", "changes")
    sys.exit(harness.main(sys.argv[1:], content))
