"""Reads styles/<name>/style.toml into tokens: inheritance, overrides, and errors that say what is known."""

from __future__ import annotations

import dataclasses
import functools
import os
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from publish.errors import StyleError, toml_fault
from publish.recollection import recall
from publish.style.locating import find_folder, find_named, find_parent, read_tokens, refuse_templates
from publish.style.tokens import ROLE_NAMES, RoleLook, Style
from publish.style.units import Color, Length, parse_color, parse_length

FITTING = 0.05  # how far, in em, the grid's cell may lie from the body size and still be set as that size
EXPECTED = {
    Color: "红、黑，或 #rrggbb 的颜色",
    Length: "带单位的长度，如 37mm、28pt 或 三号",
    int: "整数",
    float: "数字",
    bool: "true 或 false",
    str: "文字",
}


def load_style(name: str = "speech", overrides: Mapping[str, str] | None = None, by_name: bool = False) -> Style:
    """The style of that name, or in that folder, `overrides` (dotted key -> value as typed after --set) applied.

    `by_name`: what the text itself may ask for, a built-in look or one the user installed, never a folder.
    Raises StyleError for an unknown style, key or value.
    """
    folder = find_named(name) if by_name else find_folder(name)
    return _load(_read(folder, ()), tuple((overrides or {}).items()))


Files = tuple[tuple[Path, str], ...]  # the folders of a style and their style.toml, nearest first


@functools.lru_cache(maxsize=8)
def _load(files: Files, overrides: tuple[tuple[str, str], ...]) -> Style:
    """The style of these texts; kept, since a run asks for its style before it reads the source and again after, and
    the next run again."""
    return recall("styles", repr((files, overrides, _stamp_modules())), lambda: _make(files, overrides))


def _stamp_modules() -> list[tuple[str, int, int]]:
    """Name, date and size of the modules that say what a style is."""
    entries = [(entry.name, entry.stat()) for entry in os.scandir(Path(__file__).parent) if entry.name.endswith(".py")]
    return sorted((name, status.st_mtime_ns, status.st_size) for name, status in entries)


def _make(files: Files, overrides: tuple[tuple[str, str], ...]) -> Style:
    folders, tokens = tuple(folder for folder, _text in files), _inherit(files)
    name = folders[0].name
    for key, value in overrides:
        tokens = _override(tokens, key, value)
    unknown = set(tokens.get("roles", {})) - set(ROLE_NAMES)
    if unknown:
        names = "、".join(sorted(unknown))
        raise StyleError(f"版式“{name}”里没有这种段落：{names}", _known(min(unknown), ROLE_NAMES))
    tokens["roles"] = {role: tokens.get("roles", {}).get(role, {}) for role in ROLE_NAMES}
    tokens["name"] = name
    style = _build(Style, tokens, "", folders=folders)
    assert isinstance(style, Style)
    _validate(style)
    return style


def _read(folder: Path, seen: tuple[Path, ...]) -> Files:
    path = folder / "style.toml"
    if folder.resolve() in seen:
        raise StyleError(f"版式的 extends 绕成了圈：{path}", "请改 extends")
    try:
        text = read_tokens(path)
        parent = _parse(text).get("extends")
    except (OSError, ValueError, RecursionError) as error:  # ValueError: not UTF-8, not TOML
        hint = '请按 TOML 格式改正：一行一项，文字写在英文引号里，如 top = "37mm"'
        raise StyleError(f"版式文件读不懂：{path}，{toml_fault(error)}", hint) from error
    refuse_templates(folder)
    inherited = () if parent is None else _read(find_parent(folder, parent), (*seen, folder.resolve()))
    return ((folder, text), *inherited)


@functools.lru_cache(maxsize=8)
def _parse(text: str) -> Mapping[str, Any]:
    def parse() -> Mapping[str, Any]:
        import tomllib  # who only passes styles on, as the press does, need not read any

        return tomllib.loads(text)

    return recall("tokens", text, parse)


def _inherit(files: Files) -> dict[str, Any]:
    tokens: dict[str, Any] = {}
    for _folder, text in reversed(files):
        tokens = _merge(tokens, _parse(text))
    tokens.pop("extends", None)
    return tokens


def _merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inner = merged.get(key)
        merged[key] = _merge(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return merged


def _override(tokens: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    """The tokens with the one of a dotted key set."""
    *path, last = key.split(".")
    own: dict[str, Any] = {last: value}
    for step in reversed(path):
        own = {step: own}
    place: Any = tokens
    for depth, step in enumerate(path, 1):
        place = place.get(step, {})
        if not isinstance(place, dict):
            whole = ".".join(path[:depth])
            raise StyleError(f"版式里没有“{key}”这一项", f"“{whole}”下面没有别的项目，请写成 --set {whole}=值")
    return _merge(tokens, own)


class Field(NamedTuple):
    """A token of a table: its name, its type, whether it may be left out."""

    name: str
    kind: Any
    optional: bool


LEAST_SIZE = 4  # pt; the smallest of the customary sizes, 八号, has 5
SIZED = (".size", "line_height", "head.height", "head.joint_height")
# Numbers that cannot be none.
LEAST = {
    "paragraph_lines": 1, "characters_per_minute": 20, "contents_page.levels": 1, "figure.resolution": 30,
    "footnote.call": 0.2, "head.narrow": 0.1, "head.names": 1,
}  # fmt: skip


_FIELDS: dict[type[Any], tuple[Field, ...]] = {}


def _fields(kind: type[Any]) -> tuple[Field, ...]:
    """The tokens of a table; their types are evaluated once, since for all roles of a style that takes 10 ms."""
    if kind not in _FIELDS:
        hints, fields = typing.get_type_hints(kind), dataclasses.fields(kind)
        _FIELDS[kind] = tuple(Field(f.name, hints[f.name], f.default is not dataclasses.MISSING) for f in fields)
    return _FIELDS[kind]


def _build(kind: type[Any], tokens: Mapping[str, Any], path: str, **extra: Any) -> Any:
    fields = [f for f in _fields(kind) if f.name not in extra]
    names = [f.name for f in fields]
    for key in tokens:
        if key not in names:
            raise StyleError(f"版式里没有“{path}{key}”这一项", _known(key, names))
    values: dict[str, Any] = dict(extra)
    for f in fields:
        if f.name in tokens:
            values[f.name] = _convert(tokens[f.name], f.kind, path + f.name)
        elif not f.optional:
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
        found = _scalar(value, kind)
    except (ValueError, TypeError) as error:
        raise StyleError(f"版式“{path}”的值“{value}”不对", f"应当是{EXPECTED[kind]}") from error
    least, unit = (LEAST_SIZE, " pt") if path.endswith(SIZED) else (LEAST.get(path, 0), "")
    if least and found < least:
        raise StyleError(f"版式“{path}”的值“{value}”太小", f"至少是 {least}{unit}")
    return found


def _table(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise StyleError(
            f"版式“{path}”应当是一组项目，不是单个值",
            f"请写明是哪一项，如 --set {path}.项目=值；在 style.toml 里是 [{path}] 下面的各行",
        )
    return value


def _scalar(value: Any, kind: type[Any]) -> Any:
    if kind is Length:
        return parse_length(value)
    if kind is Color:
        return parse_color(value)
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


def _known(wrong: str, names: typing.Iterable[str]) -> str:
    import difflib

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
    size, cell = style.body.size, page.cell
    if abs(cell - size) > FITTING * size:
        fitting = round(page.measure / size)
        raise StyleError(
            f"版式“{style.name}”的正文 {size:g} pt 排不成每行 {page.characters} 字（每字 {cell:.1f} pt）",
            f"请把 page.characters 改为 {fitting}，行数 page.lines 也相应调整；或改 roles.body.size",
        )
    if "{page}" not in style.folio.form:
        raise StyleError("版式“folio.form”里没有 {page}", '例如 form = "— {page} —"')
