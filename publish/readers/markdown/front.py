"""Front matter: what a Markdown file says of itself before its text, `key: value` between --- or TOML between +++."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.errors import InputError, toml_fault
from publish.model import ELEMENTS, Finding, FindingKind, Metadata, Place

KEYS = ("title", "speaker", "date", "style", *ELEMENTS, "fill")
ALIKE = 0.8  # share of equal letters: titel, speakr
MEANT = {"标题": "title", "题目": "title", "讲话人": "speaker", "日期": "date", "版式": "style", "填空": "fill"}
LONGEST = 200  # lines
PAIR = re.compile(r"\A(\s*)([^\s:#\"'\-][^:]*):(?:\s+(.*))?")
FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass
class _Front:
    """Values met so far, and the file for the places of errors."""

    file: str
    values: dict[str, str] = field(default_factory=dict)
    fill: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def skip(self, key: str, place: Place) -> None:
        """A key that is none of ours (tags, categories, layout …): other programs' business, named and left out.

        Raises InputError for one that was surely meant for us: misspelt, or in Chinese.
        """
        close = [MEANT[key]] if key in MEANT else difflib.get_close_matches(key, KEYS, 1, ALIKE)
        if close:
            hint = f"是不是“{close[0]}”？可用：{'、'.join(KEYS)}"
            raise InputError(f"front matter 里没有“{key}”这一项", hint, place)
        message = f"front matter 里的“{key}”不是本程序的项，没有用到"
        self.findings.append(Finding(FindingKind.LEFT_OUT, message, place, key, code="md-front"))


def read_front(lines: list[str], file: str) -> tuple[Metadata, int, list[Finding]]:
    """The front matter of a file's lines, how many lines it takes (0 without one), and the keys that are not ours.

    A rule (---) at the top that is not followed by `key: value` lines and closed is text, not front matter.
    Raises InputError for misspelt keys, keys said twice and TOML that does not parse.
    """
    fence = lines[0].rstrip() if lines else ""
    if fence not in FENCES:
        return Metadata(), 0, []
    end = next((n for n, line in enumerate(lines[1:LONGEST], 1) if line.rstrip() in FENCES[fence]), 0)
    inner = lines[1:end]
    if not end or (fence == "---" and not all(_is_entry(line) for line in inner)):
        return Metadata(), 0, []
    front = _Front(file)
    _read_toml("\n".join(inner), front) if fence == "+++" else _read_pairs(inner, front)
    elements = {name: front.values.pop(name) for name in ELEMENTS if name in front.values}
    return Metadata(**front.values, elements=elements, fill=front.fill), end + 1, front.findings


def _is_entry(line: str) -> bool:
    bare = line.strip()
    return not bare or bare.startswith(("#", "- ")) or PAIR.fullmatch(line.rstrip()) is not None


def _read_pairs(lines: list[str], front: _Front) -> None:
    """`key: value`; what is indented under `fill:` are the blanks to fill."""
    filling = False
    for number, key, value, indented in _pairs(lines):
        place = Place(front.file, number)
        if indented and filling:
            _set(front.fill, key, value, place)
            continue
        if indented or key not in KEYS:
            if not indented:
                front.skip(key, place)
            filling = False
            continue
        filling = key == "fill"
        if filling and value:
            raise InputError(
                "front matter 里 fill 的内容要另起行、缩进书写", "例如：fill: 换行后写两个空格和“单位: 市政协”", place
            )
        if not filling:
            _set(front.values, key, value, place)


def _pairs(lines: list[str]) -> Iterator[tuple[int, str, str, bool]]:
    for number, line in enumerate(lines, 2):
        match = PAIR.fullmatch(line.rstrip())
        if match and not line.lstrip().startswith("#"):
            yield number, match[2].rstrip(), _bare(match[3] or ""), bool(match[1])


def _bare(value: str) -> str:
    """A value without its quotes, or without a comment after it."""
    quoted = re.fullmatch(r"""("[^"]*"|'[^']*')\s*(?:#.*)?""", value)
    return quoted[1][1:-1] if quoted else re.sub(r"(^|\s)#.*", "", value).strip()


def _set(values: dict[str, str], key: str, value: str, place: Place) -> None:
    if key in values:
        raise InputError(f"front matter 里“{key}”写了两次", "请只留一处", place)
    values[key] = value


def _read_toml(text: str, front: _Front) -> None:
    place = Place(front.file, 1)
    try:
        tokens = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = '请按 TOML 格式改正：一行一项，文字写在英文引号里，如 title = "讲话"'
        raise InputError(f"front matter 读不懂：{toml_fault(error)}", hint, place) from error
    for key, value in tokens.items():
        if key not in KEYS:
            front.skip(key, place)
        elif key != "fill":
            front.values[key] = _word(key, value, place)
        elif isinstance(value, dict):
            front.fill = {name: _word(name, each, place) for name, each in value.items()}
        else:
            raise InputError("front matter 里 fill 应当是一组项目", "请写成 [fill] 的形式", place)


def _word(key: str, value: object, place: Place) -> str:
    if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"front matter 里“{key}”的值应当是文字", "请写在引号里", place)
