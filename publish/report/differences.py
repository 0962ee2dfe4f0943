"""The differences of drafts as Chinese lines, one place each, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from publish.model import Change
from publish.report.results import describe_place
from publish.text.display import one_line

KINDS = {
    "replaced": "改",
    "inserted": "增",
    "deleted": "删",
    "moved": "移",
    "table": "表",
    "role": "格式",
    "format": "格式",
}
LONGEST = 40  # characters of a text that are shown


def describe_changes(changes: Sequence[Change], named: bool = False) -> str:
    """A line for each difference and one that counts them; `named`: with the name of the draft."""
    lines = [describe_change(change, named) for change in changes]
    return "\n".join([*lines, count_changes(changes)])


def count_changes(changes: Sequence[Change]) -> str:
    """`共 5 处不同：改 2，增 1，删 1，移 1`."""
    counts = Counter(KINDS[change.kind] for change in changes)
    if not counts:
        return "两稿文字相同"
    listed = "，".join(f"{kind} {counts[kind]}" for kind in dict.fromkeys(KINDS.values()) if counts[kind])
    conflicts = sum(bool(change.conflict) for change in changes)
    return f"共 {len(changes)} 处不同：{listed}" + (f"；其中 {conflicts} 处几人改得不一样" if conflicts else "")


def describe_change(change: Change, named: bool = False) -> str:
    """`改  a.txt 第 3 行第 5 字：“认真”改为“切实”（乙）`."""
    author = f"（{change.author}）" if named else ""
    conflict = f"，与{'、'.join(change.conflict)}改得不一样" if change.conflict else ""
    return one_line(f"{KINDS[change.kind]}  {describe_place(change.place)}{_say(change)}{author}{conflict}")


def _say(change: Change) -> str:
    old, new = _shorten(change.old), _shorten(change.new)
    return {
        "replaced": f"“{old}”改为“{new}”",
        "inserted": f"加“{new}”",
        "deleted": f"删“{old}”",
        "moved": f"移到别处“{old}”",
        "table": "表格有改动",
        "role": f"“{change.context}…”由{change.old}改为{change.new}",
        "format": f"“{new}”的字体有改动",
    }[change.kind]


def _shorten(text: str) -> str:
    text = text.strip("¶") or text
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 4 :]}"


def write_changes(changes: Sequence[Change]) -> str:
    """The same as JSON: `places` counts differences of text, `changes` lists all."""
    return json.dumps({"changes": list(_values(changes)), "count": len(changes)}, ensure_ascii=False, indent=2)


def _values(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    for change in changes:
        place = change.place
        yield {
            "kind": change.kind,
            "old": change.old,
            "new": change.new,
            "place": {"file": place.file, "line": place.line, "column": place.column} if place else None,
            "author": change.author,
            "conflict": list(change.conflict),
        }
