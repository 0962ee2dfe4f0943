"""The base with the edits of one or more drafts: one document in which every difference is marked."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import attrgetter

from publish.comparison.atoms import WHOLE_BLOCK, Atom, join_spans, mark, split_blocks
from publish.comparison.edits import Draft, Edit, find_edits, list_looks
from publish.comparison.tables import mark_block, merge_tables
from publish.model import Block, Change, Document, Heading, Inline, Paragraph, Revision, Table

Marked = tuple[Atom, Revision | None]


@dataclass(frozen=True)
class Comparison:
    """The marked document, and its differences in reading order."""

    document: Document
    changes: tuple[Change, ...]

    @property
    def places(self) -> int:
        """How many places of the text differ; another role or emphasis of the same words does not count."""
        return sum(1 for change in self.changes if change.kind not in ("role", "format"))


def compare(base: Document, drafts: Sequence[tuple[str, Document]]) -> Comparison:
    """The base with what each draft changes, by the drafts' names; with one draft, in that draft's look.

    What two drafts change alike is marked once, with both names; what they change differently at one place is marked
    for each and told as a conflict.
    """
    blocks = split_blocks(base)
    found = [find_edits(blocks, split_blocks(draft), name) for name, draft in drafts]
    row = [atom for block in blocks for atom in block]
    merged = _rebuild(_apply(row, found))
    changes = sorted(_list_changes(row, found), key=lambda change: change[0])
    pictures = {
        key: picture
        for document in (base, *(draft for _, draft in drafts))
        for key, picture in document.pictures.items()
    }
    metadata = drafts[0][1].metadata if len(drafts) == 1 else base.metadata
    document = Document(tuple(merged), metadata, (), pictures)
    return Comparison(document, tuple(change for _, change in changes))


def _apply(row: Sequence[Atom], drafts: Sequence[Draft]) -> Iterator[Marked]:
    """The row of the base with what was deleted marked where it stands and what was inserted behind that."""
    deleted: dict[int, list[tuple[Draft, Edit]]] = {}
    inserted: dict[int, list[tuple[Draft, Edit]]] = {}
    for draft in drafts:
        for edit in draft.edits:
            for index in range(edit.start, edit.end):
                deleted.setdefault(index, []).append((draft, edit))
            if edit.inserted:
                inserted.setdefault(edit.end, []).append((draft, edit))
    for index in range(len(row) + 1):
        yield from _insert(inserted.get(index, ()))
        if index < len(row):
            yield from _keep(index, row, drafts, deleted.get(index, ()))


def _insert(made: Sequence[tuple[Draft, Edit]]) -> Iterator[Marked]:
    seen: dict[tuple[tuple[str, ...], int], list[tuple[Draft, Edit]]] = {}
    repeats: Counter[tuple[int, tuple[int, int, tuple[str, ...]]]] = Counter()
    for draft, edit in made:
        keys = edit.keys
        seen.setdefault((keys[2], repeats[id(draft), keys]), []).append((draft, edit))
        repeats[id(draft), keys] += 1  # the same twice by one hand is twice
    for alike in seen.values():
        edit = alike[0][1]
        names = _names(draft for draft, _ in alike)
        revision = Revision("moved-to" if edit.move else "inserted", names, edit.move)
        yield from ((atom, revision) for atom in edit.inserted)


def _keep(
    index: int, row: Sequence[Atom], drafts: Sequence[Draft], gone: Sequence[tuple[Draft, Edit]]
) -> Iterator[Marked]:
    if gone:
        move = gone[0][1].move
        names = _names(draft for draft, _ in gone)
        yield row[index], Revision("moved-from" if move else "deleted", names, move)
        return
    other = [(draft, draft.tables[index]) for draft in drafts if index in draft.tables]
    if other:
        yield from _merge_table(row[index], *other[0])
        return
    yield (drafts[0].kept[index] if len(drafts) == 1 else row[index]), None


def _merge_table(old: Atom, draft: Draft, new: Atom) -> Iterator[Marked]:
    assert isinstance(old.block, Table)
    assert isinstance(new.block, Table)

    def merge_blocks(first: Sequence[Block], second: Sequence[Block]) -> tuple[Block, ...]:
        return compare(Document(tuple(first)), [(draft.author, Document(tuple(second)))]).document.blocks

    for table in merge_tables(old.block, new.block, draft.author, merge_blocks):
        yield Atom(WHOLE_BLOCK, block=table), None


def _names(drafts: Iterator[Draft]) -> str:
    return "、".join(dict.fromkeys(draft.author for draft in drafts))


def _rebuild(row: Iterator[Marked]) -> Iterator[Block]:
    """Blocks of a marked row: each end of a paragraph, kept, deleted or inserted, ends one."""
    pending: list[Marked] = []
    for atom, revision in row:
        if atom.is_end:
            assert atom.block
            yield _end_paragraph(atom.block, pending, revision)
            pending = []
        elif atom.block:
            yield mark_block(atom.block, revision) if revision else atom.block
        else:
            pending.append((atom, revision))
    assert not pending, "every row of atoms ends with the end of a block"


def _end_paragraph(block: Block, row: Sequence[Marked], revision: Revision | None) -> Block:
    content = [mark(atom.content, fate) if fate else atom.content for atom, fate in row]
    if isinstance(block, Heading):
        return replace(block, content=_join(content), revision=revision)
    assert isinstance(block, Paragraph)
    opening = max((index + 1 for index, (atom, _) in enumerate(row) if atom.in_heading), default=0)
    if not block.run_in or not opening:
        return replace(block, content=_join(content), run_in=None, revision=revision)
    heading = replace(block.run_in, content=_join(content[:opening]))
    return replace(block, content=_join(content[opening:]), run_in=heading, revision=revision)


def _join(content: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    return join_spans(inline for piece in content for inline in piece)


def _list_changes(row: Sequence[Atom], drafts: Sequence[Draft]) -> Iterator[tuple[int, Change]]:
    for draft in drafts:
        others = [other for other in drafts if other is not draft]
        for edit in draft.edits:
            if not (edit.move and edit.inserted):  # a move is told where it left
                yield edit.start, _describe(row, draft, edit, others)
        for index, new in draft.tables.items():
            yield index, Change("table", _text([row[index]]), _text([new]), row[index].place, draft.author)
        for change in list_looks(row, draft):
            yield len(row), change


def _describe(row: Sequence[Atom], draft: Draft, edit: Edit, others: Sequence[Draft]) -> Change:
    old, new = _text(row[edit.start : edit.end]), _text(edit.inserted)
    kind = "moved" if edit.move else "replaced" if edit.inserted and edit.start < edit.end else ""
    kind = kind or ("inserted" if edit.inserted else "deleted")
    place = row[edit.start].place if edit.start < edit.end else next((a.place for a in edit.inserted if a.place), None)
    conflict = dict.fromkeys(other.author for other in others if _collides(edit, other))
    return Change(kind, old, new, place, draft.author, tuple(conflict))  # type: ignore[arg-type]


def _collides(edit: Edit, other: Draft) -> bool:
    """Whether another draft changes the same place, and not alike."""
    first = bisect_left(other.edits, edit.start, key=attrgetter("end"))
    near = takewhile(lambda each: each.start <= edit.end, map(other.edits.__getitem__, range(first, len(other.edits))))
    return any(_collide(edit, each) for each in near)


def _collide(edit: Edit, other: Edit) -> bool:
    touch = edit.start < other.end and other.start < edit.end
    same_point = edit.end == other.end and bool(edit.inserted) and bool(other.inserted)
    return (touch or same_point) and edit.keys != other.keys


def _text(atoms: Sequence[Atom]) -> str:
    """The characters of atoms, as a person reads them; ends of paragraphs as ¶."""
    pieces = []
    for atom in atoms:
        if atom.is_end:
            pieces.append("¶")
        else:
            pieces.append(atom.key.lstrip("\u2028\ufffc").replace("\r", " ").replace("\t", " ").strip("\n"))
    return "".join(pieces)
