"""What was gathered of a paragraph, as a block: its number before it, the spaces that open it as a hint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from publish.model import (
    Block,
    Footnote,
    Heading,
    Hints,
    Inline,
    Level,
    Paragraph,
    Place,
    Role,
    Span,
    plain_text,
)
from publish.readers.doc.formatting import Membership
from publish.readers.doc.numbering import STANDARD, Numbering
from publish.readers.headings import BODY_LEVEL, CONTENTS_STYLE, is_heading
from publish.readers.joining import join_spans
from publish.readers.rtf.plain import Group
from publish.readers.rtf.sheets import (
    Style,
    has_lost,
    read_lists,
    read_overrides,
    read_styles,
)
from publish.readers.rtf.words import LOST_NUMBER, Properties, Story

CLOSING = "、）)．"  # after which a number needs no space


@dataclass
class ParagraphMaker:
    """Makes blocks of stories, with the file's styles and lists."""

    styles: dict[int, Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    lost: list[str] = field(default_factory=list)  # numbers that could not be had, to be told
    _lists: dict[int, int] = field(default_factory=dict)

    def take_table(self, name: str, group: Group) -> None:
        """Take one of the tables at the head of a file."""
        if name == "stylesheet":
            self.styles = read_styles(group)
        elif name == "listtable":
            read_lists(group, self.numbering)
        elif name == "listoverridetable":
            self._lists = read_overrides(group, self.numbering)

    def style(self, said: Properties) -> Style:
        """The style of a paragraph."""
        return self.styles.get(said.style, Style())

    def is_contents(self, said: Properties) -> bool:
        """Whether a paragraph is of a table of contents."""
        return CONTENTS_STYLE.fullmatch(self.style(said).name) is not None

    def make(self, story: Story, said: Properties, place: Place) -> Iterator[Block]:
        """The paragraph or heading at a place, nothing when nothing was gathered; then what hangs on it."""
        marker = self._marker(story, said)
        indent, kept = part_indent(story.content)
        content = tuple(join_spans(kept))
        if content:
            yield self._block(content, marker, self._hints(story, said, marker, indent), place)
        yield from story.behind

    def _block(self, content: tuple[Inline, ...], marker: str, hints: Hints, place: Place) -> Block:
        first = content[0]
        if marker:
            gap = "" if marker[-1] in CLOSING or "\u4e00" <= marker[-1] <= "\u9fff" else " "
            content = (Span(marker + gap, place, isinstance(first, Span) and first.strong), *content)
        if hints.level and is_heading(plain_text(content)):
            return Heading(min(hints.level, max(Level)), content, place, hints)
        role = Role.CAPTION if hints.style.lower() == "caption" else Role.BODY
        return Paragraph(content, role, place, hints=hints)

    def _hints(self, story: Story, said: Properties, marker: str, indent: str) -> Hints:
        style = self.style(said)
        level = style.level
        if said.outline is not None:
            level = said.outline + 1 if 0 <= said.outline < BODY_LEVEL else level
        return Hints(
            level=level,
            style=style.name if said.style else "",
            align=said.align,
            bold=story.bold and bool(story.content),
            size=story.size or style.size,
            marker=marker,
            raw_indent=indent,
            list_depth=said.list_level + 1 if marker else 0,
        )

    def _marker(self, story: Story, said: Properties) -> str:
        """The number as the file has it; where that is missing or lost, counted by the file's lists."""
        shown = (char if char.isprintable() or char.isspace() else STANDARD for char in story.marker.strip())
        written = "".join(shown)
        style = self.style(said)
        number, level = (said.list, said.list_level) if said.list else (style.list, style.list_level)
        place = self._lists.get(number, 0)
        counted = self.numbering.next(Membership(place, level)).strip() if place else ""
        lost = bool(LOST_NUMBER.search(written))
        if (lost or not written) and counted and not has_lost(self.numbering, place):
            return counted
        if lost:
            self.lost.append(written)
        return written


def part_indent(content: list[Inline]) -> tuple[str, list[Inline]]:
    """The white space that opens content, and the rest, without breaks before it."""
    kept, indent = list(content), ""
    while kept and not isinstance(kept[0], Footnote):
        first = kept.pop(0)
        if not isinstance(first, Span):
            continue  # a break
        bare = first.text.lstrip(" \u3000\t")
        indent += first.text[: len(first.text) - len(bare)]
        if bare:
            return indent, [replace(first, text=bare), *kept]
    return indent, kept
