"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out.

This is its door: what stands behind it is imported when somebody enters.
"""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run the command line and leave with the code of `publish.errors.ExitCode`."""
    _show_anything()
    from publish.cli.commands import run

    sys.exit(run())


def _show_anything() -> None:
    """A file name that is not text, or a character the terminal lacks, is shown escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
