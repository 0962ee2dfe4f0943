"""Styles: the looks as data, read from styles/<name>/style.toml into typed tokens.

Users write the units they think in (`"三号"`, `"37mm"`, `"28pt"`); tokens hold lengths in pt. A key nobody knows is
an error that lists the known ones; `extends = "speech"` inherits every token and template of another style.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from publish.errors import StyleError

POINTS_PER_MM = 72 / 25.4

# 号 to pt: the customary table shared by Word, WPS and CTeX (clreq calls it non-normative).
CHINESE_SIZES = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
}  # fmt: skip
UNITS = {"mm": POINTS_PER_MM, "cm": POINTS_PER_MM * 10, "pt": 1.0}

FACES = ("仿宋", "小标宋", "黑体", "楷体", "宋体")
FaceName = Literal["仿宋", "小标宋", "黑体", "楷体", "宋体"]
Align = Literal["justify", "left", "center", "right"]


class Length(float):
    """A length in pt; in style.toml a string with unit (mm, cm, pt) or a Chinese size name."""


@dataclass(frozen=True)
class Page:
    """The sheet and its text area (版心); lengths in pt, `lines` × `characters` is the grid (GB/T 9704 5.2)."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    lines: int
    characters: int

    @property
    def measure(self) -> float:
        """Width of the text area, pt."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the text area, pt."""
        return self.height - self.top - self.bottom

    @property
    def pitch(self) -> float:
        """Distance of two baselines of the grid, pt."""
        return self.text_height / self.lines

    @property
    def cell(self) -> float:
        """Advance of one character of the grid, pt."""
        return self.measure / self.characters


@dataclass(frozen=True)
class Folio:
    """The page number (GB/T 9704 7.5); `form` holds {page} and may hold {pages}."""

    face: FaceName
    size: Length
    form: str
    position: Literal["outside", "center"]
    distance: Length
    indent: float


@dataclass(frozen=True)
class Emphasis:
    """Faces that mark strong and emphasised words inside a paragraph."""

    strong: FaceName
    emphasis: FaceName


@dataclass(frozen=True)
class TableLook:
    """Tables: text size and line height, cell padding, inner rule and outer frame, pt."""

    face: FaceName
    size: Length
    line_height: Length
    padding: Length
    rule: Length
    frame: Length


@dataclass(frozen=True)
class FootnoteLook:
    """Footnotes at the page's foot, pt."""

    face: FaceName
    size: Length
    line_height: Length
    rule: Length


@dataclass(frozen=True)
class FigureLook:
    """Pictures; `resolution` in pixels per inch gives the natural size."""

    resolution: int


@dataclass(frozen=True)
class RoleLook:
    """The look of one role of paragraph: size in pt, indents in characters of it, spaces in lines of the grid."""

    face: FaceName = "仿宋"
    size: Length = Length(16.0)
    align: Align = "justify"
    indent: float = 0.0
    hanging: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: int = 0
    after: int = 0
    lines: int = 1
    bold: bool = False
    keep: bool = False
    page_break: bool = False
    group: str = ""  # neighbours of the same group stand without a gap


@dataclass(frozen=True)
class Style:
    """Every token of a look, `name` of its folder, and the folders in which templates are sought, nearest first."""

    name: str
    label: str
    description: str
    composition: Literal["grid", "compressed"]
    run_in: Literal["inline", "own-line"]
    contents: Literal["off", "auto", "on"]
    contents_pages: int
    paragraph_lines: int
    characters_per_minute: int
    page: Page
    folio: Folio
    emphasis: Emphasis
    table: TableLook
    footnote: FootnoteLook
    figure: FigureLook
    roles: Mapping[str, RoleLook]
    folders: tuple[Path, ...] = field(compare=False)

    def role(self, name: str) -> RoleLook:
        """The look of a role ("body", "heading-1" …)."""
        return self.roles[name]

    @property
    def body(self) -> RoleLook:
        """The look of body text, whose size the character grid is made for."""
        return self.roles["body"]

    def em(self, size: float) -> float:
        """The em at which text of a nominal `size` (pt) is set: body size fills the grid's cell exactly.

        28 characters of 16 pt are 158.04 mm, wider than the 156 mm of GB/T 9704 5.2.1; so 三号 is set at 15.79 pt.
        """
        return self.page.cell if size == self.body.size else float(size)


ROLE_NAMES = (
    "masthead", "number", "title", "subtitle", "speaker", "dateline", "salutation", "body", "quotation", "list-item",
    "attachment", "signature", "date", "note", "part-label", "part-title", "caption",
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-5",
)  # fmt: skip


def styles_folder() -> Path:
    """The folder of the built-in styles: inside the wheel, else at the top of the checkout."""
    packaged = Path(__file__).parent / "_styles"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "styles"


def list_styles() -> list[str]:
    """Names of the built-in styles."""
    return sorted(path.parent.name for path in styles_folder().glob("*/style.toml"))


def load_style(name: str = "speech", overrides: Mapping[str, str] | None = None) -> Style:
    """The style of that name or folder, `overrides` (dotted key -> value as typed after --set) applied.

    Raises StyleError for an unknown style, key or value.
    """
    folders, tokens = _inherit(_find_folder(name), ())
    for key, value in (overrides or {}).items():
        _override(tokens, key, value)
    unknown = set(tokens.get("roles", {})) - set(ROLE_NAMES)
    if unknown:
        raise StyleError(f"版式“{name}”里没有这种段落：{'、'.join(sorted(unknown))}", _known(sorted(unknown)[0], ROLE_NAMES))
    tokens["roles"] = {role: tokens.get("roles", {}).get(role, {}) for role in ROLE_NAMES}
    tokens["name"] = folders[0].name
    style = _build(Style, tokens, "", skip={"folders"}, folders=folders)
    assert isinstance(style, Style)
    _validate(style)
    return style


def _find_folder(name: str) -> Path:
    for folder in (Path(name), styles_folder() / name):
        if (folder / "style.toml").is_file():
            return folder
    raise StyleError(f"没有版式“{name}”", f"可用的版式：{'、'.join(list_styles())}；也可以给出含 style.toml 的文件夹")


def _inherit(folder: Path, seen: tuple[Path, ...]) -> tuple[tuple[Path, ...], dict[str, Any]]:
    path = folder / "style.toml"
    if folder.resolve() in seen:
        raise StyleError(f"版式的 extends 绕成了圈：{path}", "请改 extends")
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StyleError(f"版式文件读不懂：{path}（{error}）", "请按 TOML 格式改正") from error
    parent = own.pop("extends", None)
    if parent is None:
        return (folder,), own
    folders, tokens = _inherit(_find_folder(str(parent)), (*seen, folder.resolve()))
    return (folder, *folders), _merge(tokens, own)


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inner = merged.get(key)
        merged[key] = _merge(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


def _override(tokens: dict[str, Any], key: str, value: str) -> None:
    *path, last = key.split(".")
    place = tokens
    for step in path:
        place = place.setdefault(step, {})
        if not isinstance(place, dict):
            raise StyleError(f"--set 的“{key}”不是版式里的项目", "用 publish styles 查看各项")
    place[last] = value


def _build(kind: type[Any], tokens: Mapping[str, Any], path: str, skip: frozenset[str] | set[str] = frozenset(), **extra: Any) -> Any:
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind) if f.name not in skip]
    for key in tokens:
        if key not in names:
            raise StyleError(f"版式里没有“{path}{key}”这一项", _known(key, names))
    values: dict[str, Any] = dict(extra)
    for f in dataclasses.fields(kind):
        if f.name in skip:
            continue
        if f.name in tokens:
            values[f.name] = _convert(tokens[f.name], hints[f.name], path + f.name)
        elif f.default is dataclasses.MISSING:
            raise StyleError(f"版式缺少“{path}{f.name}”这一项", "请在 style.toml 里补上")
    return kind(**values)


def _convert(value: Any, kind: Any, path: str) -> Any:
    if typing.get_origin(kind) is Literal:
        choices = typing.get_args(kind)
        if value not in choices:
            raise StyleError(f"版式“{path}”不能是“{value}”", f"可选：{'、'.join(choices)}")
        return value
    if dataclasses.is_dataclass(kind):
        assert isinstance(kind, type)
        return _build(kind, _table(value, path), path + ".")
    if typing.get_origin(kind) is Mapping:
        return {key: _build(RoleLook, _table(v, path), f"{path}.{key}.") for key, v in _table(value, path).items()}
    try:
        return _scalar(value, kind)
    except (ValueError, TypeError) as error:
        expected = {Length: "带单位的长度，如 37mm、28pt 或 三号", int: "整数", float: "数字", bool: "true 或 false", str: "文字"}
        raise StyleError(f"版式“{path}”的值“{value}”不对", f"应当是{expected[kind]}") from error


def _table(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise StyleError(f"版式“{path}”应当是一组项目，不是单个值", "请写成 [表] 的形式")
    return value


def _scalar(value: Any, kind: type[Any]) -> Any:
    if kind is Length:
        return parse_length(value)
    if kind is bool:
        if isinstance(value, bool):
            return value
        return {"true": True, "false": False}[str(value)] if str(value) in ("true", "false") else _reject(value)
    if kind is str:
        return value if isinstance(value, str) else _reject(value)
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        _reject(value)
    number = kind(value)
    return number if 0 <= number < 10_000 else _reject(value)


def _reject(value: Any) -> Any:
    raise ValueError(value)


def parse_length(text: Any) -> Length:
    """`"37mm"`, `"2cm"`, `"28pt"` or `"三号"` as pt. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)
    if text in CHINESE_SIZES:
        return Length(CHINESE_SIZES[text])
    match = re.fullmatch(r"\s*(\d{1,4}(?:\.\d{1,6})?)\s*(mm|cm|pt)\s*", text)
    if not match:
        raise ValueError(text)
    return Length(float(match[1]) * UNITS[match[2]])


def _known(wrong: str, names: typing.Iterable[str]) -> str:
    names = list(names)
    close = difflib.get_close_matches(wrong, names, 1)
    guess = f"是不是“{close[0]}”？" if close else ""
    return f"{guess}可用：{'、'.join(names)}"


def _validate(style: Style) -> None:
    page = style.page
    if page.measure < 4 * style.body.size or page.text_height < 2 * style.body.size:
        raise StyleError(f"版式“{style.name}”的页边距太大，版心放不下文字", "请改小 page.top、right、bottom、left")
    if page.lines < 1 or page.characters < 4:
        raise StyleError(f"版式“{style.name}”的行数或字数太少", "page.lines 至少 1，page.characters 至少 4")
    if "{page}" not in style.folio.form:
        raise StyleError("版式“folio.form”里没有 {page}", "例如 form = \"— {page} —\"")
