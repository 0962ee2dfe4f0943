"""版记 of an official document in Word: at the foot of the last page, where it survives (GB/T 9704 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from publish.model import Paragraph, Role, Span, plain_text
from publish.style import Style
from publish.style.word_styles import ROLE_STYLES
from publish.text.widths import title_width
from publish.writers.shared.ends import condense_name, part_ends
from publish.writers.word.inlines import write_inlines
from publish.writers.word.official.frames import border, exact, frame
from publish.writers.word.ooxml import Element, W, twips, w
from publish.writers.word.story import Story

BLACK = "#000000"
BASELINE = 0.8  # of an exact line
ASCENT, MIDDLE = 0.88, 0.5  # em: where the baseline of Han faces lies below the top of the em box, and its middle
WRAP = "notBeside"  # no text beside the 版记
HAIR = 1.0  # pt; height of a paragraph that bears a rule
LEAST = 0.1  # pt; height of the paragraph behind the frames, to whose page they belong


def write_imprint(blocks: Sequence[Paragraph], story: Story) -> list[Element]:
    """The 版记 in frames at the foot of the page that holds the paragraph behind them, the last rule on the edge of
    the text area (7.4.1). The rules are paragraphs of their own, since the text is indented and they are not, and since
    LibreOffice 7.4 dissolves a frame whose paragraphs have different borders."""
    if not blocks:
        return []
    page, look = story.style.page, story.style.imprint
    elements, bottom = [], page.height - page.bottom
    for number in reversed(range(len(blocks))):
        last = number == len(blocks) - 1
        elements.append(_write_rule(bottom, look.outer if last else look.inner, story.style))
        bottom -= _count_lines(blocks[number], story.style) * page.pitch
        top = bottom - _sink(blocks[number], story.style)
        elements.append(_write_line(blocks[number], frame(page.left, top, page.measure, WRAP), story))
    elements.append(_write_rule(bottom, look.outer, story.style))
    end = w("p", w("pPr", w("snapToGrid", val=0), exact(LEAST, 0.0)))
    return [*(element for element in reversed(elements) if element is not None), end]


def _sink(block: Paragraph, style: Style) -> float:
    """By how much programs set the text of an exact line lower than its middle, pt: its baseline at 4/5 of the line."""
    pitch, em = style.page.pitch, style.em(style.role(block.role).size)
    return BASELINE * pitch - (pitch / 2 + (ASCENT - MIDDLE) * em)


def _write_rule(bottom: float, thickness: float, style: Style) -> Element | None:
    """A rule whose lower edge stands at `bottom` of the paper, pt."""
    if not thickness:
        return None
    place = frame(style.page.left, bottom - thickness - HAIR, style.page.measure, WRAP)
    below = w("pBdr", w("bottom", **border(thickness, BLACK, 0)))
    return w("p", w("pPr", place, below, w("snapToGrid", val=0), exact(HAIR, 0.0)))


def _write_line(block: Paragraph, place: Element, story: Story) -> Element:
    """A paragraph of the 版记; 印发机关 and date at both ends of a line."""
    ends = part_ends(block)
    content = (*ends[0], Span("\t"), *ends[1]) if ends else block.content
    properties = w(
        "pPr",
        w("pStyle", val=ROLE_STYLES[block.role][0]),
        place,
        w("snapToGrid", val=0),
        exact(story.style.page.pitch, 0.0),
    )
    runs = list(write_inlines(content, story.footnotes))
    if ends:
        _condense(runs, (plain_text(ends[0]), plain_text(ends[1])), story.style)
    return w("p", properties, *runs)


def _condense(runs: Sequence[Element], texts: tuple[str, str], style: Style) -> None:
    """Narrow the name at the left end of the last line, so that it does not fold."""
    name, date = texts
    look = style.role(Role.IMPRINT)
    em = style.em(look.size)
    room = style.page.measure / em - look.left - look.right
    taken = condense_name(title_width(name), title_width(date), room, len(name), style)
    for run in (run for element in runs for run in element.iter(f"{W}r")):
        if run.find(f"{W}tab") is not None:
            break
        if taken:
            run.insert(0, w("rPr", w("spacing", val=-twips(taken * em))))


def _count_lines(block: Paragraph, style: Style) -> int:
    """Lines of a paragraph of the 版记, the turned ones hanging."""
    look = style.role(block.role)
    if part_ends(block):
        return 1
    room = style.page.measure / style.em(look.size) - look.left - look.right - look.hanging
    return max(1, ceil((title_width(plain_text(block.content)) - look.hanging) / int(room)))
