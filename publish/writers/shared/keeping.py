"""Which blocks stay on the page of the next one, so that no page holds 署名, 成文日期 or 附注 without text or ends with
what an article is about, and which may be parted at any line for it."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import Block, Level, Paragraph, Role, inlines, plain_text
from publish.structure.lines.patterns import SENTENCE_MARK
from publish.style.tokens import Style
from publish.text.widths import estimate_width

LONGEST_TITLE = 20  # characters of what an article is about: less than a line behind its number
SIGNOFF = {Role.SIGNATURE, Role.DATE, Role.NOTE}


def find_kept(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether its end is kept with the next: the last of the text with the lines that close it, 附件说明
    between them included, and these with each other (GB/T 9704 7.3.5.5); an article's title with the article."""
    kept: list[bool] = []
    closing = False  # whether the block below is one of the closing lines, or leads to them
    for block in reversed(blocks):
        kept.append(closing or _is_article_title(block))
        role = block.role if isinstance(block, Paragraph) else None
        closing = role in SIGNOFF or (role is Role.ATTACHMENT and closing)
    return kept[::-1]


def find_loose(blocks: Sequence[Block], style: Style) -> list[bool]:
    """For each block whether it may be parted before its last line: the end of the text that is kept with the closing
    lines, and too short to be parted otherwise.

    A page needs one line of text with the signature; a whole paragraph moved there leaves as many lines empty at the
    foot of the page before, and its heading's.
    """
    kept = find_kept(blocks)
    return [
        kept[at] and isinstance(block, Paragraph) and block.role is Role.BODY and _is_short(block, style)
        for at, block in enumerate(blocks)
    ]


def _is_short(block: Paragraph, style: Style) -> bool:
    """Whether a paragraph has more than one line and too few to be parted by the look's `paragraph_lines`, the last of
    them no mere end."""
    look = style.role(Role.BODY)
    width = look.indent + estimate_width(plain_text(inlines(block)))
    full, rest = divmod(width, style.page.characters)
    return 1 <= full < 2 * style.paragraph_lines - 1 and rest >= style.closing.text


def _is_article_title(block: Block) -> bool:
    """Whether a paragraph says no more than what an article is about (第四条　其他); its text stands below."""
    if not isinstance(block, Paragraph) or not block.run_in or block.run_in.level != Level.ARTICLE:
        return False
    text = plain_text(block.content).strip()
    return len(text) <= LONGEST_TITLE and not SENTENCE_MARK.search(text) and not text.endswith(("：", "，"))
