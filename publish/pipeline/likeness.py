"""What a machine's outputs depend on besides the source: versions of program, libraries and fonts.

Compared before another machine's outputs are taken for this one's.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import sys
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from publish import __version__
from publish.errors import FontError
from publish.inputs import digest
from publish.style.locating import installed_folder, styles_folder

NAMED = 5  # differences that are enough to say
HEAD_BYTES = 1 << 16  # of a font: the directory of its tables, with their lengths and check sums (OpenType, sfnt)
REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "pango_version_string"),
    "HarfBuzz": ("libharfbuzz.so.0", "hb_version_string"),
}


def describe() -> dict[str, str]:
    """What decides how outputs look, as name -> version or digest. Loads what typesets."""
    return {
        "publish": f"{__version__}（{_digest_program()}）",
        "自带的版式": digest(styles_folder())[:8],
        "个人文件夹里的版式": digest(installed_folder())[:8],
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "Unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: _ask_version(*library) for name, library in LIBRARIES.items()},
        **dict(sorted(_list_packages())),
        **_describe_fonts(),
    }


def compare(mine: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What differs, in Chinese: `weasyprint 是 70.1（这台是 70.0），没有字体 simsun.ttc`."""
    names = [*mine, *(name for name in theirs if name not in mine)]
    found = [_tell(name, mine.get(name), theirs.get(name)) for name in names if mine.get(name) != theirs.get(name)]
    more = f"等 {len(found)} 处" if len(found) > NAMED else ""
    return "，".join(found[:NAMED]) + more


def _tell(name: str, mine: str | None, theirs: str | None) -> str:
    if theirs is None:
        return f"没有{name}" if name.startswith("字体") else f"没有 {name}"
    if mine is None:
        return f"多了{name}" if name.startswith("字体") else f"多了 {name}"
    return f"{name} 是 {theirs}（这台是 {mine}）"


def _digest_program() -> str:
    folder = Path(__file__).parents[1]
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".txt", ".toml") and path.is_file())
    lines = [f"{path.relative_to(folder)} {digest(path)}" for path in files if "_styles" not in path.parts]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _list_packages() -> Iterator[tuple[str, str]]:
    """Name and version of every package the program needs, and of those they need; extras aside."""
    waiting, seen = ["publish"], {"publish"}
    while waiting:
        with suppress(metadata.PackageNotFoundError):
            for line in metadata.requires(waiting.pop()) or ():
                match = REQUIREMENT.match(line)
                name = match[0].lower().replace("_", "-") if match else ""
                if name and "extra ==" not in line and name not in seen:
                    seen.add(name)
                    with suppress(metadata.PackageNotFoundError):
                        yield name, metadata.version(name)
                        waiting.append(name)


def _ask_version(library: str, function: str) -> str:
    try:
        ask = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return "（没有）"
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _describe_fonts() -> dict[str, str]:
    """Every font file fontconfig knows, by name: any of them may come in where another lacks a character."""
    from publish.fonts.roles import WESTERN, find_faces, list_files

    try:
        faces = find_faces()
        files = {face.path for chain in faces.values() for face in chain} | set(map(Path, list_files()))
    except FontError as error:
        return {"字体": error.message}
    chosen = {f"{role}字体": faces[role][0].path.name for role in faces if role != WESTERN and faces[role]}
    return chosen | {f"字体 {path.name}": _digest_font(path) for path in sorted(files, key=lambda path: path.name)}


def _digest_font(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        return f"{path.stat().st_size} 字节（{hashlib.sha256(head).hexdigest()[:8]}）"
    return "读不出来"
