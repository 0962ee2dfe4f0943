"""Blocks of the document as WordprocessingML, with the grid lines left free between them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from publish.model import TITLES, Block, Figure, Heading, Paragraph, Role, Span, Table
from publish.style import Style
from publish.style.word_styles import HEADING_LEVELS, ROLE_STYLES
from publish.writers.official.signoff import find_beside
from publish.writers.shared.ends import part_ends
from publish.writers.shared.indents import Indents, indent_blocks
from publish.writers.shared.keeping import find_kept, find_loose
from publish.writers.shared.spacing import name_look, space_blocks
from publish.writers.shared.titles import break_title_lines
from publish.writers.shared.turned import find_turned
from publish.writers.word.breaks.cells import Frame
from publish.writers.word.breaks.line_ends import fit_lines
from publish.writers.word.figures import write_figure
from publish.writers.word.inlines import write_inlines
from publish.writers.word.official.signoff import join_row
from publish.writers.word.ooxml import Element, W, w
from publish.writers.word.revisions import mark_end
from publish.writers.word.spacing import set_gap, set_indents
from publish.writers.word.story import Story, keep_with_next, loosen, separate_tables, style_properties, write_paragraph
from publish.writers.word.styles import heading_style, linked_style, run_fonts
from publish.writers.word.tables import write_table


def write_blocks(blocks: Iterable[Block], story: Story, free: Container[int] = ()) -> Iterator[Element]:
    """The paragraphs and tables of the document's blocks, in order; `free`: the places of those that are not kept with
    what closes the text."""
    return separate_tables(_space(blocks, story, free))


def _space(blocks: Iterable[Block], story: Story, free: Container[int]) -> Iterator[Element]:
    blocks = list(blocks)
    upper: list[Element] = []
    for lower, gap, kept in _write_rows(blocks, story, free):
        if kept:
            keep_with_next(lower[-1])
        set_gap(upper, lower, gap, story.style)
        yield from upper
        upper = lower
    yield from upper


def _write_rows(
    blocks: Sequence[Block], story: Story, free: Container[int]
) -> Iterator[tuple[list[Element], int, bool]]:
    """The elements of each block, or of 署名 side by side together; the grid lines above; whether the next is kept."""
    style, beside = story.style, find_beside(blocks, story.style)
    row: list[tuple[Block, Indents | None, Element]] = []
    row_gap = 0
    parts = zip(space_blocks(blocks, style), indent_blocks(blocks, style), find_kept(blocks), strict=True)
    loose, turned = find_loose(blocks, style), find_turned(blocks, style)
    for index, ((block, look, gap), (_, indents), kept) in enumerate(parts):
        elements = list(write_block(block, story))
        if index in turned and index - 1 not in turned:
            above = elements[0]
        if isinstance(block, Table) and index - 1 in turned:
            story.turned[-1] = (above, story.turned[-1][1])
        if not isinstance(block, Table):
            mark_end(elements[-1], block.revision)
        if not row and index not in beside:
            if indents:
                set_indents(elements[-1], indents, style.role(look), style)
            elif isinstance(block, Paragraph | Heading):
                _fit_lines(elements[-1], block, style)
            if loose[index]:
                loosen(elements[-1])
            yield elements, gap, kept and index not in free
            continue
        row_gap = row_gap if row else gap
        row.append((block, indents, elements[-1]))
        if index not in beside:
            yield [join_row(row, style)], row_gap, kept and index not in free
            row = []


def _fit_lines(paragraph: Element, block: Paragraph | Heading, style: Style) -> None:
    """See to the lines of a paragraph in the size of body text."""
    role = name_look(block)
    look = style.role(role)
    parted = isinstance(block, Paragraph) and block.run_in and block.content and style.word_run_in == "separator"
    if look.size == style.body.size and look.align == "justify" and not parted:
        characters = style.page.characters - look.left - look.right - look.hanging
        fit_lines(paragraph, style, Frame(characters, look.indent - look.hanging, role == Role.ATTENDANCE))


def write_block(block: Block, story: Story) -> Iterator[Element]:
    """The elements of one block: paragraphs and, for a table, its `w:tbl`."""
    measure = story.style.page.measure
    match block:
        case Heading():
            yield write_heading(block, story)
        case Paragraph():
            yield from write_text(block, story)
        case Table():
            yield from write_table(block, story)
        case Figure():
            yield from write_figure(block, story, measure)


def write_heading(heading: Heading, story: Story) -> Element:
    """A heading on its own line."""
    runs = story.mark_heading(write_inlines(heading.content, story.footnotes))
    look = name_look(heading)
    # A chapter below a part is of another level than the style of chapters says.
    style_id = ROLE_STYLES[look][0] if HEADING_LEVELS[look] == heading.level else heading_style(heading.level)
    return w("p", style_properties(style_id), *runs)


def write_text(block: Paragraph, story: Story) -> Iterator[Element]:
    """A paragraph, with its run-in heading as the token `word_run_in` says; a heading alone is one on its own line."""
    style_id = ROLE_STYLES[block.role][0]
    if not block.run_in:
        ends = part_ends(block)
        content = (*ends[0], Span("\t"), *ends[1]) if ends else break_title_lines(block, story.style)
        if block.role in TITLES:
            yield w("p", style_properties(style_id), *story.mark_title(write_inlines(content, story.footnotes)))
        else:
            yield write_paragraph(style_id, content, story)
    elif not block.content:
        yield write_heading(block.run_in, story)
    elif story.style.word_run_in == "linked":
        yield write_linked(block.run_in, block, story)
    else:
        yield from write_separated(block.run_in, block, story)


def write_linked(heading: Heading, block: Paragraph, story: Story) -> Element:
    """One paragraph that opens with its heading in the character half of the heading style.

    Every program keeps it in its line. The outline level on the paragraph lists it in Word's navigation pane, by the
    words it begins with.
    """
    level = w("outlineLvl", val=heading.level - 1)
    runs = story.mark_heading(write_inlines(heading.content, story.footnotes, linked_style(heading.level)))
    rest = write_inlines(block.content, story.footnotes)
    return w("p", style_properties(ROLE_STYLES[block.role][0], level), *runs, *rest)


def write_separated(heading: Heading, block: Paragraph, story: Story) -> Iterator[Element]:
    """A heading paragraph joined to the next by a style separator: a mark hidden twice (ECMA-376 17.3.2.36).

    LibreOffice 24.8 gives the text behind it the heading's face, so each run says its own; and the heading is not kept
    with what is its own paragraph's rest.
    """
    first = write_heading(heading, story)
    first[0].extend([w("keepNext", val=0), w("rPr", w("vanish"), w("specVanish"))])
    yield first
    rest = write_paragraph(ROLE_STYLES[block.role][0], block.content, story)
    for run in rest.iter(f"{W}r"):
        if run.find(f"{W}rPr") is None:
            run.insert(0, w("rPr", run_fonts(story.style.role(block.role).face, story.style)))
    yield rest
