"""The command line, the only room that imports click: options in, Chinese lines and a fixed exit code out.

This is its door: what stands behind it is imported when somebody enters.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.processes.press import Press

# Commands that write an output, known before they are loaded, and the format the press gets ready to write for them.
PRINTING = {"pdf": "pdf", "ofd": "ofd", "docx": "docx", "handout": "pdf", "mail": "pdf"}


def foresee(words: Sequence[str]) -> str | None:
    """The format that a command line will write first; None when it writes none."""
    return PRINTING.get(words[0]) if words else None


def main(press: Press | None = None) -> None:
    """Run the command line, beside the press if one stands by, and leave with the code of `publish.errors.ExitCode`."""
    _show_anything()
    from publish.cli.commands import run

    sys.exit(run(press))


def _show_anything() -> None:
    """A file name that is not text, or a character the terminal lacks, is shown escaped instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
