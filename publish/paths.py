"""What lies at a path a person typed: nothing, where `Path` of Python 3.11 raises (name too long, closed folder)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file lies there that we may look at."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder lies there that we may look at."""
    with suppress(OSError):
        return path.is_dir()
    return False
