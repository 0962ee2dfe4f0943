"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out.

This is its door. What stands behind it is imported while patterns are remembered: click brings thirty of them.
"""

from __future__ import annotations

import gc
import io
import sys

from publish.quickstart import remembering

COLLECT_AFTER = (
    50_000  # new objects; Python's usual 700 has the collector walk a page's thousands of boxes again and again
)


def main() -> None:
    """Run the command line and leave with the code of `publish.errors.ExitCode`."""
    _show_anything()
    gc.set_threshold(COLLECT_AFTER)
    with remembering():
        from publish.cli.commands import run

        code = run()
    sys.exit(code)


def _show_anything() -> None:
    """A file name that is not text, or a character the terminal lacks, is shown escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
