"""The files an output is made from: each is read here, whole and within bounds, and what was read is noted.

What is noted is the digest of the very bytes that were read, not of what lies there later: a file that is replaced
while the work is done, by an older one or another of the same size, is noticed by whoever compares.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

MOST_BYTES = 256 << 20  # of one file
NOTHING = ""  # the digest of what is not there, or no regular file of bearable size
UNSTEADY = "read twice, different"

_noted: ContextVar[dict[str, str] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Within it, every input is noted in the given dict: absolute path -> SHA-256 of what was read."""
    noted: dict[str, str] = {}
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)


def read_input(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file. Raises OSError, with EFBIG for more than `most` bytes (a sparse file's too) and
    EINVAL for a FIFO, a device or a socket, of which nothing is read."""
    try:
        data = _read(path, most)
    except (OSError, ValueError) as error:
        _note(path, NOTHING)
        raise error if isinstance(error, OSError) else OSError(errno.EINVAL, str(error)) from error
    _note(path, hashlib.sha256(data).hexdigest())
    return data


def note_input(path: Path) -> None:
    """Note a file, or all files of a folder, as they are now; or that nothing is there."""
    if _noted.get() is not None:
        _note(path, digest(path))


def digest(path: Path) -> str:
    """SHA-256 of a file's content, or of all files in a folder with their names; NOTHING when nothing is there."""
    with suppress(OSError, ValueError):
        if not path.is_dir():
            return hashlib.sha256(_read(path, MOST_BYTES)).hexdigest()
        files = sorted(file for file in path.rglob("*") if file.is_file())
        lines = [f"{file.relative_to(path)}\0{digest(file)}" for file in files]
        return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()
    return NOTHING


def _read(path: Path, most: int) -> bytes:
    # A FIFO nobody writes to would keep the opening waiting.
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "不是普通文件", str(path))
        data = file.read(most + 1) if status.st_size <= most else b""
        if max(status.st_size, len(data)) > most:
            raise OSError(errno.EFBIG, "文件太大", str(path))
        return data


def _note(path: Path, found: str) -> None:
    noted = _noted.get()
    if noted is not None:
        name = str(path.absolute())
        noted[name] = found if noted.get(name, found) == found else UNSTEADY
