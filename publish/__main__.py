"""The command `publish` and `python -m publish`: a process of its own, left as soon as everything is written."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.processes.press import Press

COLLECT_AFTER = (
    50_000  # new objects; Python's usual 700 has the collector walk a page's thousands of boxes again and again
)


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    from publish.plain import is_plain
    from publish.processes.quickstart import remembering

    quick = not is_plain()
    if quick:
        gc.set_threshold(COLLECT_AFTER)
    try:
        with remembering() if quick else nullcontext(), _press() if quick else nullcontext() as press:
            from publish.cli import main

            main(press)
    except SystemExit as ended:
        code = ended.code or 0
        if isinstance(code, int) and _finish():
            os._exit(code)  # the system frees at once what Python would take apart piece by piece in 50 ms
        raise


def _press() -> AbstractContextManager[Press | None]:
    """The press, if the command will need it; loaded beside the command line, which takes as long."""
    from publish.cli import foresee

    format_ = foresee(sys.argv[1:])
    if format_ is None:
        return nullcontext()
    from publish.processes.press import standing_by
    from publish.writers import find_writer

    writer = find_writer(format_)
    writer.load_common()
    return standing_by(writer.load)


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
