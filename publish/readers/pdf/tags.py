"""The structure tree of a PDF of another program (ISO 32000-1 14.7): which block, cell and table its characters are in.

Word, LibreOffice and browsers write one. It says what belongs together, never what the words are: those stand on the
pages, and where the tree does not reach, their places decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_ELEMENTS = 1_000_000
DEEPEST = 60
MOST_SPANNED = 100
MOST_ROLES = 8  # names that may stand for names
BLOCK = re.compile(r"/(?:P|H[1-6]?|Caption|Title|TOCI|LI|Note|FENote|BibEntry|Formula)")
HEADING = re.compile(r"/H([1-6])")
STANDARD = re.compile(
    r"/(?:Document|Part|Sect|Div|Art|L|LBody|Lbl|Table|T(?:R|H|D|Head|Body|Foot)|NonStruct|BlockQuote|Span|Link|Figure"
    r"|Reference|TOC|Private|Index|Quote|Code|Annot)"
)
CONTAINERS = ("/L", "/LBody", "/Table")
UNNAMED = ("/NonStruct", "/Div", "/LBody")  # what browsers and others call a block without a name
Mark = tuple[int, int]  # a page, from 1, and the number of marked content on it
Element = Any


@dataclass(frozen=True)
class TaggedCell:
    """A cell: the blocks in it, how many columns and rows it spans."""

    blocks: range
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class TaggedTable:
    """A table: its rows, and how many of them are heads."""

    rows: tuple[tuple[TaggedCell, ...], ...]
    heads: int


@dataclass
class Tags:
    """The number of the block that each mark is in, the level of blocks that are headings (1 to 6), the tables."""

    blocks: dict[Mark, int] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    tables: list[TaggedTable] = field(default_factory=list)

    def on_page(self, page: int) -> dict[int, int]:
        """The blocks of a page by the numbers of marked content."""
        return {mark: block for (at, mark), block in self.blocks.items() if at == page}


def read_tags(pdf: Any) -> Tags:
    """The tags of a PDF opened by pikepdf; none where the tree cannot be followed."""
    reader = _Reader(pdf)
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return Tags()
    try:
        reader.walk(root, None, 0)
    except _TreeError:
        return Tags()
    return reader.tags


class _TreeError(ValueError):
    """A tree too deep or too large."""


class _Reader:
    def __init__(self, pdf: Any) -> None:
        self.tags = Tags()
        self._roles = pdf.Root.get("/StructTreeRoot", {}).get("/RoleMap", {})
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._blocks = 0
        self._elements = 0

    def walk(self, element: Element, block: int | None, depth: int) -> None:
        """Number the blocks below an element; `block`: that it stands in itself."""
        if depth > DEEPEST:
            raise _TreeError
        is_item = block is not None and self._kind(element) == "/LI"
        for kid in self._kids(element):
            if is_item and not isinstance(kid, tuple) and self._kind(kid) == "/LBody":
                self._walk_item(kid, block, depth + 1)
            else:
                self._place(kid, block, depth + 1)

    def _place(self, kid: Mark | Element, block: int | None, depth: int) -> None:
        if isinstance(kid, tuple):
            if block is not None:
                self.tags.blocks.setdefault(kid, block)
            return
        kind = self._kind(kid)
        if kind == "/Table":
            self._read_table(kid, depth)
        elif BLOCK.fullmatch(kind) or (block is None and kind in UNNAMED and self._is_flat(kid, depth)):
            self.walk(kid, self._open(kind), depth)
        else:
            self.walk(kid, block, depth)

    def _walk_item(self, body: Element, block: int | None, depth: int) -> None:
        """What an item of a list says: its first paragraph goes on behind its label."""
        for number, kid in enumerate(self._kids(body)):
            if isinstance(kid, tuple):
                self._place(kid, block, depth)
            elif number or self._kind(kid) in CONTAINERS:
                self._place(kid, None, depth)
            else:
                self.walk(kid, block, depth)

    def _open(self, kind: str) -> int:
        self._blocks += 1
        if heading := HEADING.fullmatch(kind):
            self.tags.levels[self._blocks] = int(heading[1])
        return self._blocks

    def _is_flat(self, element: Element, depth: int) -> bool:
        """Whether an element holds words and no blocks: it is one itself, whatever it is called."""
        if depth > DEEPEST:
            raise _TreeError
        kids = list(self._kids(element))
        inner = [kid for kid in kids if not isinstance(kid, tuple)]
        if any(BLOCK.fullmatch(kind) or kind in CONTAINERS for kind in map(self._kind, inner)):
            return False
        return bool(kids) and all(self._is_flat(kid, depth + 1) for kid in inner)

    def _read_table(self, table: Element, depth: int) -> None:
        """A table, unless others stand in it: it only arranges them."""
        inner, rows, heads = len(self.tags.tables), list[tuple[TaggedCell, ...]](), 0
        for row in self._rows(table, depth):
            cells = [kid for kid in self._kids(row) if not isinstance(kid, tuple) and self._kind(kid) in ("/TD", "/TH")]
            if not cells:
                continue
            if len(rows) == heads and all(self._kind(cell) == "/TH" for cell in cells):
                heads += 1
            rows.append(tuple(self._cell(cell, depth + 1) for cell in cells))
        if len(self.tags.tables) == inner and max(map(len, rows), default=0) > 1:
            self.tags.tables.append(TaggedTable(tuple(rows), min(heads, len(rows) - 1)))

    def _rows(self, element: Element, depth: int) -> Iterator[Element]:
        if depth > DEEPEST:
            raise _TreeError
        for kid in self._kids(element):
            kind = "" if isinstance(kid, tuple) else self._kind(kid)
            if kind == "/TR":
                yield kid
            elif kind in ("/THead", "/TBody", "/TFoot"):
                yield from self._rows(kid, depth + 1)
            else:  # a caption
                self._place(kid, None, depth + 1)

    def _cell(self, cell: Element, depth: int) -> TaggedCell:
        first = self._blocks + 1
        self.walk(cell, self._open("") if self._is_flat(cell, depth) else None, depth)
        return TaggedCell(range(first, self._blocks + 1), *_spans(cell))

    def _kind(self, element: Element) -> str:
        kind = str(element.get("/S", ""))
        for _ in range(MOST_ROLES):
            if BLOCK.fullmatch(kind) or STANDARD.fullmatch(kind) or kind not in self._roles:
                break
            kind = str(self._roles[kind])
        return kind

    def _kids(self, element: Element) -> Iterator[Mark | Element]:
        """The marks and elements right below an element."""
        import pikepdf

        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
            self._elements += 1
            if self._elements > MOST_ELEMENTS:
                raise _TreeError
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
            elif isinstance(kid, pikepdf.Dictionary):
                if "/MCID" in kid and (page := self._page(kid.get("/Pg", element.get("/Pg")))):
                    yield page, int(kid.MCID)
            elif page := self._page(element.get("/Pg")):
                yield page, int(kid)

    def _page(self, page: Any) -> int:
        return self._pages.get(page.objgen, 0) if page is not None else 0


def _spans(cell: Element) -> tuple[int, int]:
    """How many columns and rows a cell spans, by its attributes."""
    import pikepdf

    said = cell.get("/A")
    found = {"/ColSpan": 1, "/RowSpan": 1}
    for each in said if isinstance(said, pikepdf.Array) else [said]:
        for name in found:
            if isinstance(each, pikepdf.Dictionary) and name in each:
                found[name] = max(1, min(int(each[name]), MOST_SPANNED))
    return found["/ColSpan"], found["/RowSpan"]
