"""A reader's Source to a Document: every decision made over the whole text, with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from publish.model import (
    CONTENTS_LEFT_OUT,
    TITLES,
    Block,
    Document,
    Finding,
    FindingKind,
    Heading,
    Metadata,
    Paragraph,
    Role,
    Source,
    attach_captions,
    plain_text,
)
from publish.structure.back.parts import Section, divide_parts
from publish.structure.back.recognise import part_broken, part_lines, recognise_back
from publish.structure.body.bare import recognise_bare, recognise_below
from publish.structure.body.headings import recognise_headings
from publish.structure.body.marked_up import open_sections
from publish.structure.body.ordinals import recognise_ordinals
from publish.structure.body.regions import recognise_regions
from publish.structure.body.styled import decide_styled
from publish.structure.correcting.blanks import Blanks
from publish.structure.correcting.letterspacing import close_letter_spacing, join_letters
from publish.structure.explain import Decision, decisions
from publish.structure.front.recognise import recognise_front
from publish.structure.front.run_together import part_byline, part_number, part_salutation, part_subtitle, part_title
from publish.structure.items import Item, items_of
from publish.structure.layout import unfold_layout
from publish.structure.lines.dates import print_date
from publish.structure.lines.patterns import ATTENDANCE, CONTENTS
from publish.structure.lines.titles import title_lines
from publish.structure.side_file.applying import apply_headings, apply_leave_out, apply_roles, cut_named
from publish.structure.side_file.given import add_given, decide_given_title, merge, replace_title
from publish.structure.side_file.official import give_elements
from publish.structure.side_file.reading import NO_OVERRIDES, Overrides
from publish.structure.slicing import divide, join_lines, place_of, strengthen
from publish.structure.surroundings.furniture import leave_out, part_source_lines
from publish.structure.surroundings.labels import part_labels
from publish.structure.surroundings.pages import join_parted

CALLED = 20  # among the first lines, a page's own with them, somebody speaks and is addressed
FRONT = 3  # a name and a date on one of the first lines stand under the title


def recognise(source: Source, metadata: Metadata, overrides: Overrides = NO_OVERRIDES) -> Document:
    """The source's structure: roles of paragraphs, headings, what is left out (reported, never silent).

    `metadata` (command line) goes before `overrides` (side file), both before the source's own front matter and
    before what the text says of itself. Raises InputError when a side file does not fit the text, or a given date is
    none.
    """
    source = unfold_layout(close_letter_spacing(source))
    metadata = _whole(source, metadata, overrides)
    items = _decide(_items(source), metadata, overrides, source.metadata.title)
    blocks, findings = _assemble(items)
    blanks = Blanks(metadata.fill)
    blocks, given = add_given(blanks.blocks(blocks), metadata)
    account = (*source.findings, *findings, *blanks.findings, *blanks.unused(source.name), *given)
    return give_elements(Document(blocks, metadata, account, source.pictures))


def explain(source: Source, metadata: Metadata, overrides: Overrides = NO_OVERRIDES) -> list[Decision]:
    """Every decision `recognise` takes about the same arguments, with its reason."""
    source = unfold_layout(close_letter_spacing(source))
    whole = _whole(source, metadata, overrides)
    return decisions(_decide(_items(source), whole, overrides, source.metadata.title))


def _items(source: Source) -> list[Item]:
    """The blocks as items; the heading 目录 right above the contents that the reader left out goes with them."""
    items = items_of(source.blocks)
    listed = next((f.place.line for f in source.findings if f.code.endswith("-contents") and f.place), 0)
    if listed:
        above = [item for item in items if item.place and item.place.line <= listed]
        for item in above[-1:]:
            if CONTENTS.fullmatch(item.text):
                item.leave_out("word-contents", CONTENTS_LEFT_OUT)
    return items


def _whole(source: Source, metadata: Metadata, overrides: Overrides) -> Metadata:
    said = Metadata(
        title=overrides.title,
        speaker=overrides.speaker,
        date=overrides.date,
        style=overrides.style,
        elements=overrides.elements,
        fill=overrides.fill,
    )
    whole = merge(merge(metadata, said), source.metadata)
    return replace(whole, date=print_date(whole.date))


def _decide(items: list[Item], metadata: Metadata, overrides: Overrides, own_title: str) -> list[Item]:
    """Takes every decision about the items; an item may come back as two. `own_title`: of the source's front matter."""
    blanks = Blanks(metadata.fill)
    whole = decide_styled(items)
    items = [piece for item in part_source_lines(join_letters(items)) for piece in part_number(item)]
    if not whole:
        items = join_parted(part_labels(items))
    if overrides.leave_out is None and not whole:
        leave_out(items)
    elif not whole:  # the side file says what is left out
        for item in items:
            item.take_back()
    items = cut_named(_part(items), overrides)
    apply_roles(items, overrides)
    apply_leave_out(items, overrides)
    decide_given_title(items, metadata.title, blanks)
    apply_headings(items, overrides, blanks)
    if metadata.title:
        open_sections(items)
    sections = divide_parts(items)
    for section in sections:
        _decide_section(section, headings=overrides.headings is None)
    replace_title(sections[0].items, metadata.title, by_user=metadata.title != own_title)
    return [item for section in sections for item in section.items]


def _part(items: Sequence[Item]) -> list[Item]:
    """The items, lines that hold a title and its speaker, or a signature and its date, cut in two."""
    front = [piece for item in items[:FRONT] for part in part_title(item) for piece in part_broken(part)]
    head = front[:1] + [piece for above, item in pairwise(front) for piece in part_byline(above, item)]
    broken = [line for item in items[FRONT:] for line in part_broken(item)]
    lines = head + [piece for item in broken for piece in part_lines(item)]
    called = [piece for item in lines[:CALLED] for part in part_subtitle(item) for piece in part_salutation(part)]
    return called + lines[CALLED:]


def _decide_section(section: Section, headings: bool) -> None:
    texts = [item for item in section.items if not item.left_out]
    front = [item for item in texts if item is not section.label]
    recognise_front(front, Role.PART_TITLE if section.attached else Role.TITLE, section.names)
    recognise_back(texts)
    recognise_regions(texts, section.attached)
    if headings:
        recognise_headings(texts)
        if not section.attached:
            recognise_bare(texts)
        recognise_below(texts)
        recognise_ordinals(texts)


def _assemble(items: Sequence[Item]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of the Document in order, and a finding for every block left out."""
    blocks = (_block(item) for item in items if not item.left_out and not item.follows)
    return tuple(attach_captions(blocks)), tuple(_findings(items))


def _block(item: Item) -> Block:
    if not isinstance(item.block, Paragraph | Heading):
        return item.block
    hints, place = item.hints, item.place
    if item.role in TITLES and not item.level:
        lines = [line for part in (item, *item.lines) for line in title_lines(part.content)]
        return Paragraph(join_lines(lines), item.role, place, hints=hints)
    if item.is_heading:
        return Heading(item.level, item.content, place, hints)
    if item.level:
        head, rest = divide(item.content, item.run_in)
        return Paragraph(rest, item.role, place, Heading(item.level, head, place_of(head) or place, hints), hints)
    if item.role is Role.ATTENDANCE and (label := ATTENDANCE.match(item.text)):
        return Paragraph(strengthen(item.content, label.end()), item.role, place, hints=hints)
    is_listed = item.role is Role.BODY and hints.list_depth > 0
    return Paragraph(item.content, Role.LIST_ITEM if is_listed else item.role, place, hints=hints)


def _findings(items: Sequence[Item]) -> Iterator[Finding]:
    for item in items:
        if item.left_out:
            text = plain_text(item.content, footnotes=True)  # its notes go with it
            yield Finding(FindingKind.LEFT_OUT, item.message, item.place, text, code=item.left_out)
