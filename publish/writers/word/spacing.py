"""Space between paragraphs of the Word file: as many grid lines as the PDF leaves; indents of single paragraphs, where
they are not simply those of their style (署名, 附件说明)."""

from __future__ import annotations

from collections.abc import Sequence

from publish.style import RoleLook, Style
from publish.style.word_styles import ROLE_STYLES
from publish.writers.shared.indents import Indents
from publish.writers.word.ooxml import Element, W, hundredths, twips, w, whole_twips
from publish.writers.word.story import empty_paragraph

TABLE = f"{W}tbl"
ROLE_OF = {style_id: role for role, (style_id, _name) in ROLE_STYLES.items()}
BEFORE_PAGE_BREAK = ("pStyle", "keepNext")  # the schema's order (ECMA-376 17.3.1.26)
BEFORE_SPACING = (*BEFORE_PAGE_BREAK, "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "snapToGrid")


def set_gap(upper: Sequence[Element], lower: Sequence[Element], gap: float, style: Style) -> None:
    """Let `gap` grid lines stand between two blocks, each given as its elements; a table takes half a line or so more.

    Programs differ on whether space after and space before add up; so that they all leave the same, a pair that has
    both, or wants neither (one group), gets its space directly, above the lower paragraph.
    """
    if not upper or not lower:
        return
    above, below = upper[-1], lower[0]
    if look_of(above, style).page_break and look_of(below, style).page_break:
        _insert_page_break(below, w("pageBreakBefore", val=0))  # they begin one page, not two
    if TABLE in (above.tag, below.tag):
        gap = max(gap, style.table.space)
    after, before = look_of(above, style).after, look_of(below, style).before
    if below.tag == TABLE:
        if above.tag != TABLE and after != gap:
            set_space(above, "after", gap, style)
    elif (after and before) or after + before != gap:
        if after:
            set_space(above, "after", 0, style)
        if before != gap:
            set_space(below, "before", gap, style)


def look_of(element: Element, style: Style) -> RoleLook:
    """The look of a paragraph by its style; a plain one for paragraphs that have no role, and for tables."""
    name = element.find(f"{W}pPr/{W}pStyle")
    role = ROLE_OF.get(name.get(f"{W}val", "")) if name is not None else None
    return style.role(role) if role else RoleLook()


def break_page(elements: Sequence[Element]) -> list[Element]:
    """The elements with the first of them on a new page."""
    if not elements or elements[0].tag == TABLE:
        elements = [empty_paragraph(), *elements]
    _insert_page_break(elements[0], w("pageBreakBefore"))
    return list(elements)


def _insert_page_break(paragraph: Element, page_break: Element) -> None:
    properties = paragraph[0]
    place = sum(1 for child in properties if child.tag.removeprefix(W) in BEFORE_PAGE_BREAK)
    properties.insert(place, page_break)


def set_space(paragraph: Element, side: str, lines: float, style: Style) -> None:
    """Set the space before or after one paragraph, in lines of the grid."""
    properties = paragraph[0]
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = w("spacing")
        place = sum(1 for child in properties if child.tag.removeprefix(W) in BEFORE_SPACING)
        properties.insert(place, spacing)
    spacing.set(f"{W}{side}Lines", str(hundredths(lines)))
    spacing.set(f"{W}{side}", str(round(lines * whole_twips(style.page.pitch))))  # no twip over the grid


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
