"""What recognition works on: every block of the source with the decision taken about it so far, and why."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from publish.model import NO_HINTS, Block, Footnote, Heading, Hints, Paragraph, Place, Role, inlines, plain_text
from publish.structure.lines.numbering import Marker, read_marker
from publish.structure.slicing import Content, place_of, strip

TYPED_RULE = re.compile(r"[-—─━－_＿=＝\s]{4,200}(?:[★☆*][-—─━－_＿=＝\s]{0,200})?|[★☆]")  # ————★————


@dataclass(slots=True)
class Item:
    """A block and its decision: a `role`, or a heading of a `level`, perhaps run in up to `run_in` characters.

    `content` is the block's without outer white space; empty for tables and figures. `left_out` is the code of the
    rule that keeps it from the output. `lines` are further items that belong to it (lines of a title).
    """

    block: Block
    content: Content = ()
    text: str = ""
    role: Role = Role.BODY
    level: int = 0
    run_in: int = 0
    left_out: str = ""
    message: str = ""
    why: str = ""
    decided: bool = False
    leads: bool = False  # a table or picture comes next
    gap: bool = False  # an empty line stands before it, in a text where most paragraphs have none
    follows: bool = False  # it is one of another item's `lines`
    lines: list[Item] = field(default_factory=list)
    marker: Marker | None = None

    @property
    def hints(self) -> Hints:
        """What the reader saw of the block's look."""
        return self.block.hints if isinstance(self.block, Paragraph | Heading) else NO_HINTS

    @property
    def place(self) -> Place | None:
        """Where its text begins in the source."""
        return place_of(self.content) or self.block.place

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph or heading that takes part in recognition."""
        return bool(self.text) and not self.left_out

    @property
    def is_heading(self) -> bool:
        """Whether it was decided to be a heading on its own line."""
        return self.level > 0 and not self.run_in

    def decide(self, role: Role, why: str) -> None:
        """Takes a decision; a later one does not overrule it."""
        self.role, self.why, self.decided = role, why, True

    def leave_out(self, code: str, message: str) -> None:
        """Keeps the item from the output; `message` is what the clerk reads in the report."""
        self.left_out, self.message, self.why, self.decided = code, message, message, True

    def take_back(self) -> None:
        """Keeps an item after all that was left out."""
        if self.left_out:
            self.left_out, self.message, self.why, self.decided = "", "", "", False

    def head(self, level: int, why: str, run_in: int = 0) -> None:
        """Makes it a heading, on its own line or run in up to `run_in` characters."""
        self.level, self.run_in, self.why, self.decided = level, run_in, why, True


def items_of(blocks: tuple[Block, ...]) -> list[Item]:
    """The blocks as items, empty paragraphs dropped; one that only calls a footnote takes no part in recognition."""
    items = []
    for block in blocks:
        if not isinstance(block, Paragraph | Heading):
            items.append(Item(block))
        elif (item := item_of(block, inlines(block))).text.strip():
            items.append(_given_run_in(item) if isinstance(block, Paragraph) and block.run_in else item)
        elif any(isinstance(inline, Footnote) for inline in item.content):
            item.decide(item.role, "只有脚注")  # no words to recognise it by
            items.append(item)
    for item, below in itertools.pairwise(items):
        item.leads = not isinstance(below.block, Paragraph | Heading)
    spaced = sum(1 for item in items[1:] if item.hints.blank_before) * 2 > len(items)
    for item in items:
        item.gap = item.hints.blank_before and not spaced
    return items


def leave_out_typed_rules(items: Iterable[Item]) -> None:
    """Leaves out the lines somebody drew with characters where the style draws its own: in the head, in the imprint."""
    for item in items:
        if not item.decided and TYPED_RULE.fullmatch(item.text):
            item.leave_out("typed-rule", "用字符画的横线，未排入正文")


def item_of(block: Paragraph | Heading, content: Content) -> Item:
    """An item of a block, or of a part of it."""
    content = strip(content)
    text = plain_text(content)
    item = Item(block, content, text, marker=read_marker(text))
    if isinstance(block, Paragraph) and block.role is not Role.BODY:
        item.decide(block.role, "原文已标明")
    elif block.hints.quotation:
        item.decide(Role.QUOTATION, "原文已标明是引文")
    return item


def _given_run_in(item: Item) -> Item:
    """Keeps the run-in heading that the source itself marks (Word's style separator)."""
    heading = item.block.run_in if isinstance(item.block, Paragraph) else None
    if heading:
        end = len(plain_text(heading.content).lstrip())
        item.head(heading.level, "原文已标明是段首标题", run_in=end if end < len(item.text) else 0)
    return item


def pieces_of(item: Item, contents: Iterable[Content]) -> list[Item]:
    """A paragraph's item cut into several, one for each content."""
    assert isinstance(item.block, Paragraph | Heading)
    return [item_of(item.block, content) for content in contents]
