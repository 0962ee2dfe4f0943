"""署名 of 联合行文 side by side in Word: one paragraph for a row, every name centred on its tab stop."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model import Block, Paragraph, inlines, plain_text
from publish.style import Style
from publish.text.widths import estimate_width
from publish.writers.shared.indents import Indents
from publish.writers.word.ooxml import Element, W, twips, w


def join_row(row: Sequence[tuple[Block, Indents | None, Element]], style: Style) -> Element:
    """The paragraph of a row of 署名, given each with its indents (in characters) and the paragraph it were alone."""
    last = row[-1][2]
    runs = [[run for run in paragraph if run.tag != f"{W}pPr"] for _, _, paragraph in row]
    properties = last[0]
    for tag in ("tabs", "ind", "jc"):
        for found in properties.findall(f"{W}{tag}"):
            properties.remove(found)
    stops = (w("tab", val="center", pos=twips(_find_centre(block, indents, style))) for block, indents, _ in row)
    place = sum(1 for child in properties if child.tag.removeprefix(W) in ("pStyle", "keepNext"))
    properties.insert(place, w("tabs", *stops))
    properties.append(w("ind", left=0, right=0, firstLine=0))
    properties.append(w("jc", val="left"))
    return w("p", properties, *(run for each in runs for run in (w("r", w("tab")), *each)))


def _find_centre(block: Block, indents: Indents | None, style: Style) -> float:
    assert isinstance(block, Paragraph) and indents is not None
    em = style.em(style.role(block.role).size)
    width = estimate_width(plain_text(inlines(block)).strip())
    return style.page.measure - (indents.right + width / 2) * em
