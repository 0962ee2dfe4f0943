"""Remembers what every output was made from, so that unchanged work is skipped.

One small JSON file per source and request in the user's cache folder: nothing is left between the clerk's files, and
two runs never write the same entry torn. An entry holds only while each input (source, side file, pictures, style
folders), the program, the fonts (where they decide the look) and the output itself are as they were; content counts,
not dates. Imports nothing heavy: a run that has nothing to do must not load the typesetter.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publish import __version__
from publish.errors import FontError
from publish.inputs import digest
from publish.paths import private_folder, read_private, write_private

KEPT_SECONDS = 180 * 24 * 3600  # entries nobody asked for so long are removed
ENGINE = ("weasyprint", "pydyf", "docx")  # whose version shows in the output


@dataclass(frozen=True)
class Key:
    """A source and a text that tells every option of the request: what an entry is found by."""

    source: Path
    request: str


@dataclass(frozen=True)
class Remembered:
    """An output that is still what it was: where it lies, the account (plain JSON values) given with it, and whether
    the fonts of this machine decided how it looks."""

    target: Path
    account: Any
    fonts: bool = True


def recall(key: Key, folders: dict[str, str] | None = None) -> Remembered | None:
    """The output made from this source by this request, if making it again would give the same bytes.

    `folders`: the digests of folders, style's, that were looked at for other sources just now; added to.
    """
    path = _entry_path(key)
    data = read_private(path, __version__) if path else None
    if path is None or data is None:
        return None
    looked_at = {} if folders is None else folders
    try:
        entry = json.loads(data)
        inputs, output, target = entry["inputs"], entry["output"], Path(entry["target"])
        fonts = bool(entry["fonts"])
        unchanged = entry["environment"] == _describe_environment(fonts) and digest(target) == output
        if not unchanged or any(_hash_once(name, looked_at) != found for name, found in inputs.items()):
            return None
        os.utime(path)
        return Remembered(target, entry["account"], fonts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # no entry, or a damaged one: the work is simply done again


def is_remembered(key: Key, target: Path) -> bool:
    """Whether what lies at `target` is what the last run of this request made, whatever has changed besides."""
    try:
        path = _entry_path(key)
        entry = json.loads((read_private(path, __version__) if path else None) or b"{}")
        return bool(Path(entry["target"]) == target.absolute() and entry["output"] == digest(target))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def remember(key: Key, inputs: Mapping[str, str], made: Remembered) -> None:
    """Note that an output was made from `inputs`: absolute path -> the digest of what was read there.

    `made` is what recall shall give back. A cache that cannot be written is no failure.
    """
    with suppress(OSError):
        entry = {
            "environment": _describe_environment(made.fonts),
            "fonts": made.fonts,
            "inputs": dict(inputs),
            "target": str(made.target.absolute()),
            "output": digest(made.target),
            "account": made.account,
        }
        path = _entry_path(key)
        if path:
            data = json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass")
            write_private(path, data, __version__)
            _forget_old(path.parent)


def survey(format_: str) -> None:
    """Look at the program and, for a PDF or OFD, at the machine's fonts, before an output is made of them: `remember`
    has to tell what they were."""
    _describe_environment(format_ != "docx")


def _entry_path(key: Key) -> Path | None:
    """Where the entry lies; None where others could read or write it (it holds text that was left out)."""
    name = hashlib.sha256(f"{key.source.absolute()}\0{key.request}".encode(errors="surrogateescape")).hexdigest()
    folder = private_folder(f"outputs/{name[:2]}")
    return folder / f"{name[2:40]}.json" if folder else None


def _hash_once(name: str, folders: dict[str, str]) -> str:
    if name in folders:
        return folders[name]
    path = Path(name)
    found = digest(path)
    if path.is_dir():
        folders[name] = found
    return found


@cache
def _describe_environment(fonts: bool) -> str:
    """Version and code of this program and its engine, the fonts if asked: whatever else decides an output's look."""
    stamps = [__version__, os.environ.get("SOURCE_DATE_EPOCH", ""), *_stamp_program(), *_stamp_engine()]
    return hashlib.sha256("\n".join(stamps + (_stamp_fonts() if fonts else [])).encode()).hexdigest()


def _stamp_program() -> list[str]:
    folder = Path(__file__).parents[1]
    # os.walk and strings: for two hundred modules ten times as fast as Path.rglob.
    files = (f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)
    modules = [path for path in files if path.endswith((".py", ".txt"))]  # the word lists count too
    return [_stamp(folder), *map(_stamp, sorted(modules))]


def _stamp_engine() -> list[str]:
    from importlib.util import find_spec

    specs = [find_spec(name) for name in ENGINE]
    return [_stamp(Path(spec.origin)) for spec in specs if spec and spec.origin]


def _stamp_fonts() -> list[str]:
    """Path, date and size of every Chinese font fontconfig knows; asking it takes 10 ms."""
    from publish.fonts.roles import list_files

    with suppress(FontError):
        return sorted(_stamp(path) for path in list_files())
    return []


def _stamp(path: Path | str) -> str:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return f"{path}"
    return f"{path} {status.st_mtime_ns} {status.st_size}"


def _forget_old(folder: Path) -> None:
    """Remove entries of this 256th part of the cache that were not asked for in half a year."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder.glob("*.json"):
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()
