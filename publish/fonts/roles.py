"""Font roles (仿宋 小标宋 黑体 楷体 宋体, 西文) -> the faces found on this machine, their coverage, a report.

Each role has a chain: what officials have installed first, then the free default, then what still works. fontconfig
answers through `fc-list` (`fc-match` would always answer something); Fandol files are also looked for by name, since
fontconfig cannot tell the weights of FandolSong apart and does not look into a TeX tree.
"""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from publish.errors import FontError
from publish.fonts import charmap
from publish.fonts.charmap import CharmapError, read_charmap
from publish.fonts.western import FAMILY, cut_western
from publish.recollection import recall
from publish.style import FaceName

REGULAR, BOLD = 400, 700
WESTERN: Literal["西文"] = "西文"  # letters and figures in every role; it may be missing, and has a bold face besides
FaceRole = FaceName | Literal["西文"]


@dataclass(frozen=True)
class Candidate:
    """A family that can play a role; `file` when it must be found by file name; `free`: not a commercial fount."""

    family: str
    weight: int = REGULAR
    file: str = ""
    free: bool = True


def _commercial(*families: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(family, free=False) for family in families)


_SERIF = Candidate("Noto Serif CJK SC")
_SERIF_BOLD = Candidate("Noto Serif CJK SC", BOLD)
_WENKAI = Candidate("LXGW WenKai")

CHAINS: Mapping[FaceRole, tuple[Candidate, ...]] = {
    "仿宋": (
        *_commercial("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong"),
        Candidate("FandolFang", file="FandolFang-Regular.otf"),
        Candidate("Zhuque Fangsong (technical preview)"),
        _WENKAI,
        _SERIF,
    ),
    "小标宋": (
        *_commercial("FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong"),
        _SERIF_BOLD,
        Candidate("FandolSong", BOLD, "FandolSong-Bold.otf"),
        _SERIF,
    ),
    "黑体": (
        *_commercial("SimHei", "黑体", "STHeiti"),
        Candidate("Noto Sans CJK SC"),
        Candidate("FandolHei", file="FandolHei-Regular.otf"),
        _SERIF,
    ),
    "楷体": (
        *_commercial("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti"),
        Candidate("FandolKai", file="FandolKai-Regular.otf"),
        _WENKAI,
        _SERIF,
    ),
    "宋体": (
        *_commercial("SimSun", "宋体", "STSong"),
        _SERIF,
        Candidate("FandolSong", file="FandolSong-Regular.otf"),
    ),
    WESTERN: (Candidate(FAMILY),),
}
# Families of the same advances from which that of 西文 is cut.
WESTERN_SOURCES = ("Liberation Serif", "TeX Gyre Termes", "Nimbus Roman", "Times New Roman")
# A role set in its last resort looks wrong on an official page; say so.
SUBSTITUTES: Mapping[FaceRole, set[str]] = {
    "仿宋": {"Noto Serif CJK SC", "LXGW WenKai"},
    "楷体": {"Noto Serif CJK SC"},
    "黑体": {"Noto Serif CJK SC"},
}

INSTALL_HINT = "运行 publish fonts install 安装免费字体；系统字体：sudo apt-get install fonts-noto-cjk fonts-liberation"


@dataclass(frozen=True)
class Face:
    """One font face in a role: CSS `family`, file and index in a collection; `linked`: loaded by @font-face."""

    name: FaceRole
    family: str
    path: Path
    index: int
    weight: int
    linked: bool = False
    free: bool = True


Faces = Mapping[FaceRole, tuple[Face, ...]]


def fonts_folder() -> Path:
    """The user's folder for the free fonts `publish fonts install` fetches."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(data) / "fonts" / "publish"


FILE_FOLDERS = (Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),)


@functools.cache
def find_faces() -> Faces:
    """The chain of faces found for every role, the chosen one first; of 西文 the regular and the bold one, or none.

    Raises FontError when a role has no face at all.
    """
    installed = _list_installed()
    faces: dict[FaceRole, tuple[Face, ...]] = {WESTERN: _find_western(installed)}
    for name, chain in CHAINS.items():
        if name == WESTERN:
            continue
        found = tuple(face for candidate in chain if (face := _find(name, candidate, installed)))
        if not found:
            raise FontError(f"这台电脑没有可用的{name}字体", INSTALL_HINT)
        faces[name] = found
    return faces


def _find_western(installed: _Installed) -> tuple[Face, ...]:
    """The regular and the bold face of Western letters and figures, cut now when they are not there yet, or none."""
    for family in (FAMILY, *WESTERN_SOURCES):
        pair = [_find(WESTERN, Candidate(family, weight), installed) for weight in (REGULAR, BOLD)]
        found = tuple(face if family == FAMILY else _cut(face) for face in pair if face)
        faces = tuple(face for face in found if face)
        if len(faces) == len(pair):
            return faces
    return ()


def _cut(face: Face) -> Face | None:
    path = cut_western((face.path, face.index, face.weight), fonts_folder())
    # Fontconfig may have looked around before the file was there.
    return None if path is None else replace(face, family=FAMILY, path=path, index=0, linked=True)


def find_missing(characters: Iterable[str], chain: tuple[Face, ...]) -> set[str]:
    """The characters that no face of the chain has, white space aside."""
    missing = {char for char in characters if not char.isspace()}
    for face in chain:
        if not missing:
            break
        missing -= (known := _known_characters(face.path, face.index))
        coverage = load_coverage(face.path, face.index)
        found = {char for char in missing if ord(char) in coverage}
        known |= found
        missing -= found
    return missing


@functools.cache
def _known_characters(_path: Path, _index: int) -> set[str]:
    """The characters a font file was found to have, which the next text asks for again."""
    return set()


@functools.cache
def load_coverage(path: Path, index: int) -> Collection[int]:
    """The code points a font file has glyphs for."""
    stamps = [(file.stat().st_mtime_ns, file.stat().st_size) for file in (path, Path(charmap.__file__))]
    with suppress(CharmapError):
        return recall("charmaps", repr((str(path), index, stamps)), lambda: read_charmap(path, index))
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def report_faces() -> list[tuple[FaceRole, Face | None, str]]:
    """For each role the face chosen (None: missing) and a remark in Chinese; empty when all is well."""
    installed = _list_installed()
    rows: list[tuple[FaceRole, Face | None, str]] = []
    for name, chain in CHAINS.items():
        face = next((face for candidate in chain if (face := _find(name, candidate, installed))), None)
        if face is None:
            rows.append((name, None, f"缺少；{INSTALL_HINT}"))
        elif face.family in SUBSTITUTES.get(name, ()):
            rows.append((name, face, f"代用字体；{INSTALL_HINT}"))
        else:
            rows.append((name, face, ""))
    return rows


def substitutes(faces: Faces) -> list[FaceRole]:
    """Roles that are played by a stand-in whose design is another."""
    return [
        name for name, chain in faces.items() if name in SUBSTITUTES and chain[0].family in SUBSTITUTES.get(name, ())
    ]


_Installed = dict[str, list[tuple[str, int, int]]]


def _find(name: FaceRole, candidate: Candidate, installed: _Installed) -> Face | None:
    known = installed.get(candidate.family, [])
    if known and candidate.family not in ("FandolSong", "FandolHei"):
        known_file, index, weight = min(known, key=lambda entry: (abs(entry[2] - candidate.weight), entry[0]))
        if abs(weight - candidate.weight) <= 150:
            file = Path(known_file)
            # Parentheses in a family name make a malformed PDF: load such a file under an alias of ours.
            linked = "(" in candidate.family
            family = f"Publish {file.stem}" if linked else candidate.family
            return Face(name, family, file, index, candidate.weight, linked, candidate.free)
    if candidate.file:
        for folder in (fonts_folder(), *FILE_FOLDERS):
            path = folder / candidate.file
            if path.is_file():
                return Face(name, f"Publish {path.stem}", path, 0, candidate.weight, linked=True, free=candidate.free)
    return None


def _list_installed() -> _Installed:
    """Family -> (file, index, CSS weight) of every upright font fontconfig knows."""
    installed: _Installed = {}
    for file, index, weight, slant, families in _ask_fontconfig():
        if slant != "0" or not index.isdigit() or int(index) > 0xFFFF:  # named instances of variable fonts
            continue
        for family in families.split(","):
            installed.setdefault(family, []).append((file, int(index), _css_weight(weight)))
    return installed


def list_files() -> set[str]:
    """The font files that fontconfig knows: text, since paths of hundreds take as long to make as to look at. Raises
    FontError."""
    return {file for file, *_ in _ask_fontconfig()}


@functools.cache
def _ask_fontconfig() -> list[list[str]]:
    """File, index, weight, slant and families of every face."""
    command = ["fc-list", ":", "--format", "%{file}\t%{index}\t%{weight}\t%{slant}\t%{family}\n"]
    try:
        run = subprocess.run(command, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise FontError("查不到系统字体（fc-list 不能运行）", "请安装：sudo apt-get install fontconfig") from error
    return [line.split("\t", 4) for line in os.fsdecode(run.stdout).splitlines()]


def _css_weight(fontconfig: str) -> int:
    """fontconfig's weight (80 regular, 200 bold; a range for variable fonts) on the CSS scale."""
    try:
        return BOLD if float(fontconfig) >= 180 else REGULAR if float(fontconfig) >= 75 else 300
    except ValueError:
        return REGULAR
