"""Characters that stand apart: by spaces in the whole text (秋 收 在 即), as scans and some PDF files give it, closed
and told once; a character to a line on a cover (实 施 方 案 one below the other)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from publish.model import Block, Finding, FindingKind, Heading, Paragraph, Source, inlines, plain_text
from publish.structure.items import Item
from publish.structure.lines.titles import is_letter_spaced
from publish.structure.slicing import Content, part

LEAST = 4  # words of a line that may show it
LEAST_LINES = 3
SHARE = 0.6  # of the lines; a title alone is set apart for looks
# One space beside a Han character or a mark; between Western words it parts them.
GAP = re.compile("(?<=[^\\x00-\\x7f])[ \u3000](?=\\S)|(?<=[\\x21-\\x7e])[ \u3000](?=[^\\x00-\\x7f\\s])")


def close_letter_spacing(source: Source) -> Source:
    """The source, spaces between its characters taken out when most of its lines have one behind each."""
    texts = [plain_text(inlines(block)) for block in source.blocks if isinstance(block, Paragraph | Heading)]
    long = [text for text in texts if len(text.split()) >= LEAST]
    spaced = [text for text in long if is_letter_spaced(text)]
    if len(spaced) < LEAST_LINES or len(spaced) < SHARE * len(texts):
        return source
    blocks = tuple(_close(block) for block in source.blocks)
    first = next((block.place for block in source.blocks if block.place), None)
    message = f"全文每个字之间都有空格，已去掉，共 {len(spaced)} 段"
    told = Finding(FindingKind.NORMALISED, message, first, code="letter-spacing")
    return replace(source, blocks=blocks, findings=(*source.findings, told))


def _close(block: Block) -> Block:
    if not isinstance(block, Paragraph | Heading):
        return block
    return replace(block, content=_close_content(block.content))


def _close_content(content: Content) -> Content:
    text, start = plain_text(content), 0
    pieces: Content = ()
    for gap in GAP.finditer(text):
        pieces += part(content, start, gap.start())
        start = gap.end()
    return (*pieces, *part(content, start, len(text)))


HEAD = 20  # items from the top among which a cover's words stand


def join_letters(items: Sequence[Item]) -> list[Item]:
    """The items, runs of lines of one Han character each among the first joined into a line."""
    joined: list[Item] = []
    for upright, run in itertools.groupby(items[:HEAD], _is_letter):
        letters = list(run)
        joined += [_join(letters)] if upright and len(letters) > 1 else letters
    return joined + list(items[HEAD:])


def _is_letter(item: Item) -> bool:
    return len(item.text) == 1 and "\u4e00" <= item.text <= "\u9fff" and not item.decided and item.marker is None


def _join(letters: Sequence[Item]) -> Item:
    content = tuple(inline for letter in letters for inline in letter.content)
    return Item(letters[0].block, content, "".join(letter.text for letter in letters))
