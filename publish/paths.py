"""What lies at a path a person typed, and which folders and files of the cache are the user's alone."""

from __future__ import annotations

import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path

CHECK_BYTES = 4
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def is_file(path: Path) -> bool:
    """Whether a file lies there that we may look at; no where `Path` of Python 3.11 raises."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder lies there that we may look at."""
    with suppress(OSError, ValueError):
        return path.is_dir()
    return False


def data_folder() -> Path:
    """The user's folder for what they installed, XDG_DATA_HOME or ~/.local/share."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"


def state_folder() -> Path:
    """The user's folder for what programs note, XDG_STATE_HOME or ~/.local/state."""
    named = os.environ.get("XDG_STATE_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"


def private_folder(name: str) -> Path | None:
    """The folder `name` of our cache, made if need be; None unless nobody else can have put a file there.

    That is: an absolute path; the folders from `publish` down are no links, belong to this user and to nobody else may
    be open (0700; ours that are wider are narrowed). A system without owners of files gives None.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for part in ("publish", *filter(None, name.split("/"))):
            folder /= part
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            if not _make_private(folder):
                return None
    except (OSError, RuntimeError, ValueError):  # RuntimeError: a user without a home
        return None
    return folder


def _make_private(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return False
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        return False
    if status.st_mode & OTHERS_WRITE:  # whoever may write may have written
        return False
    if stat.S_IMODE(status.st_mode) != 0o700:
        folder.chmod(0o700)
    return True


def read_private(path: Path, version: str) -> bytes | None:
    """What `write_private` put there for this `version`; None when it is not there, damaged, or could be another's."""
    with suppress(OSError, ValueError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            private = status.st_uid == os.getuid() and not status.st_mode & OTHERS_WRITE
            if not private or not stat.S_ISREG(status.st_mode):
                return None
            content = file.read()
        data = content[CHECK_BYTES:]
        if content[:CHECK_BYTES] == _check(data, version):
            return data
    return None


def write_private(path: Path, data: bytes, version: str) -> None:
    """Put data there for this `version`, whole, readable by this user only. Raises OSError."""
    write_whole(path, _check(data, version) + data, 0o600)


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Put data there in one step: whoever reads meanwhile finds what was there before. `mode`: of a new file, narrowed
    by the user's umask. For files of ours; what the user gets is delivered. Raises OSError."""
    partial = path.with_name(f".{path.name}-{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    partial.replace(path)


def _check(data: bytes, version: str) -> bytes:
    """The check sum before the data: guards against damage and another version's file, and loads no OpenSSL."""
    return zlib.crc32(data, zlib.crc32(version.encode())).to_bytes(CHECK_BYTES, "big")
