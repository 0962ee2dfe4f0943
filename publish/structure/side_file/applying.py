"""A person's decisions carried out: roles, headings and lines left out as the side file names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from publish.errors import InputError
from publish.model import TITLES, Place, Role
from publish.structure.correcting.blanks import Blanks
from publish.structure.items import Item, pieces_of
from publish.structure.side_file.reading import KEY, NAMES, Overrides
from publish.structure.slicing import offset_of, part


def cut_named(items: Sequence[Item], overrides: Overrides) -> list[Item]:
    """The items, cut where the side file gives a role to what stands in the middle of a line ("line:column")."""
    columns = [(int(match[1]), int(match[2])) for key in overrides.roles if (match := KEY.fullmatch(key)) and match[2]]
    return [piece for item in items for piece in _cut(item, columns)]


def _cut(item: Item, columns: Sequence[tuple[int, int]]) -> list[Item]:
    found = (offset_of(item.content, line, column) for line, column in columns)
    cuts = sorted(offset for offset in found if offset)
    if not cuts:
        return [item]
    return pieces_of(item, (part(item.content, *ends) for ends in pairwise((0, *cuts, len(item.text)))))


def apply_roles(items: Sequence[Item], overrides: Overrides) -> None:
    """Gives the lines the side file names their roles; lines of one title that follow each other are one title."""
    above: Item | None = None
    for item in items:
        key = _named(item, overrides.roles)
        if not key or not item.text:
            above = None
            continue
        if key in (overrides.headings or {}):
            message = f"旁注文件说第 {key} 行既是标题，又是“{NAMES[overrides.roles[key]]}”"
            raise InputError(message, "请只留一处", Place(overrides.file, 1))
        item.level, item.run_in, item.left_out = 0, 0, ""
        item.decide(overrides.roles[key], f"旁注文件 {overrides.file} 的决定")
        if above and above.role is item.role and item.role in TITLES:
            above.lines.append(item)
            item.follows = True
        else:
            above = item
    _refuse_missing(items, overrides.roles, overrides)


def apply_leave_out(items: Sequence[Item], overrides: Overrides) -> None:
    """Leaves out exactly the lines the side file names."""
    if overrides.leave_out is None:
        return
    for item in items:
        if _named(item, overrides.leave_out):
            item.leave_out("overruled", f"按旁注文件 {overrides.file} 未排入正文")
    _refuse_missing(items, overrides.leave_out, overrides)


def apply_headings(items: Sequence[Item], overrides: Overrides, blanks: Blanks) -> None:
    """Makes headings of exactly the lines the side file names. Raises InputError when run-in words do not agree."""
    if overrides.headings is None:
        return
    for item in items:
        key = _named(item, overrides.headings)
        if key and not item.left_out:
            choice = overrides.headings[key]
            run_in = _run_in_end(item.text, choice.run_in, blanks)
            if run_in is None:
                message = f"旁注文件说第 {key} 行以“{choice.run_in}”开头，原文不是"
                raise InputError(message, "请照原文改正，或删去旁注文件重新生成", item.place)
            item.role = Role.BODY
            item.head(choice.level, f"旁注文件 {overrides.file} 的决定", run_in if run_in < len(item.text) else 0)
    _refuse_missing(items, overrides.headings, overrides)


def _run_in_end(text: str, words: str, blanks: Blanks) -> int | None:
    """Where run-in words end in a paragraph whose blanks may have been filled since; None when it opens otherwise."""
    if text.startswith(words):
        return len(words)
    return next((end for end in range(1, min(len(text), 2 * len(words)) + 1) if blanks.text(text[:end]) == words), None)


def _named(item: Item, keys: Mapping[str, Any] | Sequence[str]) -> str:
    place = item.place
    if not place:
        return ""
    return next((key for key in (f"{place.line}:{place.column}", str(place.line)) if key in keys), "")


def _refuse_missing(items: Sequence[Item], keys: Mapping[str, Any] | Sequence[str], overrides: Overrides) -> None:
    lines = {item.place.line for item in items if item.place}
    for key in keys:
        if int(key.split(":")[0]) not in lines:
            raise InputError(f"旁注文件指的第 {key} 行在原文里没有文字", "请对照原文改正行号", Place(overrides.file, 1))
