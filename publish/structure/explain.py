"""Why each block became what it is: the evidence behind every decision, for `publish outline --explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.model import Place, Role
from publish.structure.items import Item
from publish.structure.side_file.reading import NAMES

PLAIN = "没有标题、称谓、落款等特征"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: where, what the block became (Chinese), its text, and why.

    `level`: of a heading, 0 for none; `run_in`: the characters a run-in heading has; `left_out`: the rule's code.
    """

    place: Place | None
    name: str
    text: str
    why: str
    role: Role = Role.BODY
    level: int = 0
    run_in: int = 0
    left_out: str = ""

    def __str__(self) -> str:
        where = f"{self.place.line}" if self.place else "-"
        return f"{where}\t{self.name}\t{self.text}\t{self.why}"


def decisions(items: Sequence[Item]) -> list[Decision]:
    """The decisions about the items, in order."""
    return [_decision(item) for item in items if item.text]


def _decision(item: Item) -> Decision:
    said = (item.place, _name(item), item.text, item.why or PLAIN)
    return Decision(*said, item.role, item.level, item.run_in, item.left_out)


def _name(item: Item) -> str:
    if item.left_out:
        return "未排入"
    if item.level:
        level = "条标" if item.level > 4 else f"{item.level} 级标题"
        return f"{level}（段首）" if item.run_in else level
    return NAMES[item.role]
