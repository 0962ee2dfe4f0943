"""Why each block became what it is: the evidence behind every decision, for `publish outline --explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.model import Place
from publish.structure.items import Item
from publish.structure.side_file.reading import NAMES

PLAIN = "没有标题、称谓、落款等特征"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: where, what the block became (Chinese), its text, and why."""

    place: Place | None
    name: str
    text: str
    why: str

    def __str__(self) -> str:
        where = f"{self.place.line}" if self.place else "-"
        return f"{where}\t{self.name}\t{self.text}\t{self.why}"


def decisions(items: Sequence[Item]) -> list[Decision]:
    """The decisions about the items, in order."""
    return [Decision(item.place, _name(item), item.text, item.why or PLAIN) for item in items if item.text]


def _name(item: Item) -> str:
    if item.left_out:
        return "未排入"
    if item.level:
        level = "条标" if item.level > 4 else f"{item.level} 级标题"
        return f"{level}（段首）" if item.run_in else level
    return NAMES[item.role]
