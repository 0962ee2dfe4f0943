"""What has to be deleted from and inserted into the base to make one draft of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publish.comparison.alignment import align, join_neighbours
from publish.comparison.atoms import WHOLE_BLOCK, Atom, describe_block
from publish.comparison.rows import find_differences
from publish.model import Block, Change, Paragraph, Role, Span

SHORTEST_MOVE = 8  # characters: shorter paragraphs may be equal by chance (散会。)


@dataclass(frozen=True, slots=True)
class Edit:
    """Base atoms `start` to `end` (in the row of all) go, `inserted` come in their place; `move`: its number or 0."""

    start: int
    end: int
    inserted: tuple[Atom, ...]
    move: int = 0

    @property
    def keys(self) -> tuple[int, int, tuple[str, ...]]:
        """What makes two drafts' edits the same."""
        return self.start, self.end, tuple(atom.key for atom in self.inserted)


@dataclass(frozen=True)
class Draft:
    """A draft as its author's edits of the base; `kept`: the draft's own atom for each base atom that stays; `tables`:
    pairs of differing tables by the index of the base's."""

    author: str
    edits: tuple[Edit, ...]
    kept: Mapping[int, Atom]
    tables: Mapping[int, Atom] = field(default_factory=dict)


def find_edits(base: Sequence[Sequence[Atom]], draft: Sequence[Sequence[Atom]], author: str) -> Draft:
    """The edits that make `draft` of `base`; both are the atoms of their blocks (`split_blocks`)."""
    old, new = ([_describe(atoms) for atoms in blocks] for blocks in (base, draft))
    starts = [0]
    for atoms in base:
        starts.append(starts[-1] + len(atoms))
    edits: list[Edit] = []
    kept: dict[int, Atom] = {}
    tables: dict[int, Atom] = {}
    for group in join_neighbours(align(old, new), old, new):
        atoms = [atom for block in draft[group.new_start : group.new_end] for atom in block]
        removed = [atom for block in base[group.old_start : group.old_end] for atom in block]
        start = starts[group.old_start]
        if _are_tables(removed, atoms):
            tables[start] = atoms[0]
        else:
            edits += _edit_group(removed, atoms, start, kept)
    return Draft(author, tuple(_number_moves(edits, base)), kept, tables)


def _describe(atoms: Sequence[Atom]) -> str:
    block = atoms[-1].block
    assert block is not None
    return (WHOLE_BLOCK if atoms[-1].key.startswith(WHOLE_BLOCK) else "") + describe_block(block)


def _are_tables(removed: Sequence[Atom], inserted: Sequence[Atom]) -> bool:
    """Whether one table stands against another that differs."""
    both = [*removed, *inserted]
    return (
        len(removed) == len(inserted) == 1
        and all(atom.key.startswith(WHOLE_BLOCK) and hasattr(atom.block, "rows") for atom in both)
        and removed[0].key != inserted[0].key
    )


def _edit_group(removed: Sequence[Atom], inserted: Sequence[Atom], start: int, kept: dict[int, Atom]) -> Iterator[Edit]:
    """The edits of one group of blocks, word by word; fills `kept`."""
    for same, old_start, old_end, new_start, new_end in find_differences(
        *([a.key for a in row] for row in (removed, inserted))
    ):
        if same:
            kept.update(zip(range(start + old_start, start + old_end), inserted[new_start:new_end], strict=True))
        else:
            yield Edit(start + old_start, start + old_end, tuple(inserted[new_start:new_end]))


def _number_moves(edits: Sequence[Edit], base: Sequence[Sequence[Atom]]) -> Iterator[Edit]:
    """The edits, a deletion and an insertion of the same whole paragraph numbered as one move."""
    row = [atom for block in base for atom in block]
    gone = {
        key: index
        for index, edit in enumerate(edits)
        if not edit.inserted and (key := _paragraph_key(row[edit.start : edit.end]))
    }
    numbers: dict[int, int] = {}
    for index, edit in enumerate(edits):
        key = _paragraph_key(edit.inserted) if edit.start == edit.end else ""
        if key in gone and gone[key] not in numbers:
            numbers[gone[key]] = numbers[index] = len(numbers) // 2 + 1
    return (replace(edit, move=numbers.get(index, 0)) for index, edit in enumerate(edits))


def _paragraph_key(atoms: Sequence[Atom]) -> str:
    """The text of atoms that are one whole paragraph, long enough to be known again; else empty."""
    text = "".join(atom.key for atom in atoms[:-1])
    whole = bool(atoms) and atoms[-1].is_end and not any(atom.is_end or atom.block for atom in atoms[:-1])
    return text if whole and len(text) >= SHORTEST_MOVE else ""


def list_looks(base: Sequence[Atom], draft: Draft) -> Iterator[Change]:
    """What changed of kept text but its words: the role of paragraphs, the emphasis of words."""
    for index, atom in draft.kept.items():
        old = base[index]
        if old.is_end and old.block and atom.block and _role(old.block) != _role(atom.block):
            text = describe_block(atom.block)
            yield Change("role", _role(old.block), _role(atom.block), old.block.place, draft.author, context=text[:16])
        elif _look(old) != _look(atom):
            yield Change("format", old.key, atom.key, old.place, draft.author)


def _role(block: Block) -> str:
    """What a block is, in the words of the model: a role, or heading-1 to heading-5."""
    if isinstance(block, Paragraph):
        return block.role.value
    return f"heading-{block.level}" if hasattr(block, "level") else Role.BODY.value


def _look(atom: Atom) -> tuple[tuple[object, ...], ...]:
    return tuple(dict.fromkeys(inline.look for inline in atom.content if isinstance(inline, Span)))
