"""The command `publish` and `python -m publish`: a process of its own, left as soon as everything is written."""

from __future__ import annotations

import atexit
import os
import sys


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    from publish.cli import main

    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, int) and _finish():
            os._exit(ended.code)  # the system frees at once what Python would take apart piece by piece in 50 ms
        raise


def _finish() -> bool:
    """Do what Python does before it takes objects apart; False when an output did not get through."""
    atexit._run_exitfuncs()  # coverage, locks, temporary folders
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None: closed by whoever started us
            stream.flush()
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    main()
