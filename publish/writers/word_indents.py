"""Indents of single paragraphs in the Word file, where they are not simply those of their style: 署名, 附件说明."""

from __future__ import annotations

from publish.style import RoleLook, Style
from publish.writers.shared.indents import Indents
from publish.writers.word.ooxml import Element, hundredths, twips, w


def set_indents(paragraph: Element, indents: Indents, look: RoleLook, style: Style) -> None:
    """Give a paragraph its own `w:ind`, in hundredths of a character and, for programs without them, in twips."""
    em = style.em(look.size)
    lengths = {"left": indents.left, "right": indents.right}
    # The first line's indent must be said even when it is none, or the style's own would stay.
    lengths |= {"hanging": -indents.first} if indents.first < 0 else {"firstLine": indents.first}
    values = {f"{side}Chars": hundredths(length) for side, length in lengths.items()}
    values |= {side: twips(length * em) for side, length in lengths.items()}
    properties = paragraph[0]
    properties.insert(1, w("ind", **values))  # behind pStyle; spacing, which comes first, is inserted there later
