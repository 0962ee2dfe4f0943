"""PDFs of our own, by their structure tree (ISO 32000-1 14.7): every paragraph whole, with the look it was set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from publish.model import (
    CONTENTS_LEFT_OUT,
    Block,
    Cell,
    Figure,
    Finding,
    FindingKind,
    Footnote,
    Heading,
    Hints,
    Inline,
    LineBreak,
    Paragraph,
    Picture,
    Place,
    Role,
    Span,
    Table,
    attach_captions,
)
from publish.readers.joining import join_spans
from publish.readers.pdf.marked_content import PageContents, Piece
from publish.readers.pdf.pages import place_on_page
from publish.readers.pdf.pictures import read_picture
from publish.readers.pdf.tags import HEADING
from publish.readers.pictures import PictureError

DEEPEST = 60
MOST_ELEMENTS = 300_000
NAMED = re.compile("heading ([1-5])")
TITLES = ("Title", "附件标题")  # which are tagged as headings too
WORD = re.compile(r"[A-Za-z0-9]")
Element = Any


class TreeError(ValueError):
    """A structure tree that cannot be followed."""


@dataclass
class TreeReader:
    """Reads the structure tree of an open PDF; `blocks`, what was left out and the pictures are its result."""

    file: str
    pdf: Any
    findings: list[Finding] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    _pages: dict[tuple[int, int], tuple[int, dict[int, Piece]]] = field(default_factory=dict)
    _elements: int = 0
    _above: Piece | None = None

    def read(self) -> tuple[Block, ...]:
        """The blocks of the tree. Raises TreeError."""
        fonts: dict[tuple[int, int], dict[int, str]] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            self._pages[page.objgen] = number, PageContents(page, fonts).read()
        root = self.pdf.Root.StructTreeRoot
        blocks = list(self._blocks(root, 0))
        return tuple(attach_captions(blocks))

    # Elements ---------------------------------------------------------------------------------------------------

    def _kids(self, element: Element) -> Iterator[Any]:
        import pikepdf

        kids = element.get("/K")
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TreeError("too many elements")
        yield from kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]

    def _below(self, element: Element, depth: int) -> Iterator[tuple[str, Element]]:
        """The child elements with their types."""
        import pikepdf

        if depth > DEEPEST:
            raise TreeError("too deep")
        for kid in self._kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield str(kid.S), kid

    def _blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        for kind, element in self._below(parent, depth):
            if kind == "/TOC":
                self._leave_out_contents(element)
            elif kind == "/Table":
                yield self._table(element, depth + 1)
            elif kind == "/Figure":
                yield from self._figure(element, depth)
            elif kind == "/Note":
                self._end_note(element, depth)
            elif kind in ("/P", "/Caption") or HEADING.fullmatch(kind):
                yield from self._paragraph(kind, element, depth)
            elif run_in := self._run_in(element, depth):
                yield run_in
            else:
                yield from self._blocks(element, depth + 1)

    def _run_in(self, element: Element, depth: int) -> Paragraph | None:
        """A paragraph that its heading opens: a division of a heading and the rest."""
        below = list(self._below(element, depth))
        kinds = [kind for kind, _ in below]
        if len(below) != 2 or kinds[1] != "/P" or not HEADING.fullmatch(kinds[0]):
            return None
        if "/T" in below[1][1]:
            return None  # two blocks that stand together
        level = _level(kinds[0], _title(below[0][1])) or 1
        head, rest = (tuple(self._content(each, depth + 1)) for _, each in below)
        place = _place(head)
        hints = Hints(style=_title(element))
        return Paragraph(rest, place=place, run_in=Heading(level, head, place), hints=hints)

    def _paragraph(self, kind: str, element: Element, depth: int) -> Iterator[Block]:
        content, title = tuple(join_spans(self._content(element, depth + 1))), _title(element)
        if not content:
            return
        place = _place(content)
        level = _level(kind, title)
        if level:
            yield Heading(level, content, place, Hints(level=level, style=title))
        elif kind == "/Caption" or title == "caption":
            yield Paragraph(content, Role.CAPTION, place, hints=Hints(style="caption"))
        else:
            yield Paragraph(content, place=place, hints=Hints(style=title))

    # What stands in a paragraph ---------------------------------------------------------------------------------

    def _content(self, element: Element, depth: int) -> list[Inline]:
        self._above = None
        return list(self._inlines(element, Span(""), depth))

    def _inlines(self, element: Element, look: Span, depth: int) -> Iterator[Inline]:
        import pikepdf

        if depth > DEEPEST:
            raise TreeError("too deep")
        for kid in self._kids(element):
            if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR":
                yield from self._words(kid, element, look)
            elif "/S" in kid:
                yield from self._inline(str(kid.S), kid, look, depth)

    def _inline(self, kind: str, element: Element, look: Span, depth: int) -> Iterator[Inline]:
        if kind == "/Note":
            yield Footnote(tuple(self._note(element, depth)))
        elif kind == "/NonStruct" and not self._has_words(element, depth):
            self._above = None
            yield LineBreak()
        elif kind not in ("/Reference", "/Lbl"):
            yield from self._inlines(element, _changed(look, _title(element)), depth + 1)

    def _note(self, element: Element, depth: int) -> Iterator[Inline]:
        above, self._above = self._above, None
        yield from join_spans(self._inlines(element, Span(""), depth + 1))
        self._above = above

    def _has_words(self, element: Element, depth: int) -> bool:
        return any(not isinstance(each, LineBreak) for each in self._inlines(element, Span(""), depth + 1))

    def _words(self, kid: Any, element: Element, look: Span) -> Iterator[Span]:
        page, piece = self._piece(kid, element)
        if piece is None or not piece.text:
            return
        text, above = piece.text, self._above
        if above and above.row != piece.row and WORD.match(above.text[-1]) and WORD.match(text[0]):
            text = f" {text}"  # the space at which the line was broken is not drawn
        self._above = piece
        yield Span(text, place_on_page(self.file, page, piece.row), look.strong, look.emphasis, look.position)

    def _piece(self, kid: Any, element: Element) -> tuple[int, Piece | None]:
        import pikepdf

        is_reference = isinstance(kid, pikepdf.Dictionary)
        page = kid.get("/Pg", element.get("/Pg")) if is_reference else element.get("/Pg")
        if page is None or page.objgen not in self._pages:
            return 1, None
        number, pieces = self._pages[page.objgen]
        return number, pieces.get(int(kid.MCID if is_reference else kid))

    # Tables, figures, notes, contents ---------------------------------------------------------------------------

    def _table(self, element: Element, depth: int) -> Table:
        caption, heads = None, 0
        rows: list[tuple[Cell, ...]] = []
        for kind, group in self._below(element, depth):
            if kind == "/Caption":
                caption = next((b for b in self._paragraph(kind, group, depth) if isinstance(b, Paragraph)), None)
            elif kind == "/TR":
                rows.append(self._row(group, depth))
            else:
                found = [self._row(row, depth) for inner, row in self._below(group, depth) if inner == "/TR"]
                heads += len(found) if kind == "/THead" else 0
                rows += found
        cells = (block.place for row in rows for cell in row for block in cell.blocks)
        place = next(filter(None, cells), None)
        return Table(tuple(rows), heads, caption, place=place)

    def _row(self, element: Element, depth: int) -> tuple[Cell, ...]:
        return tuple(self._cell(cell, depth) for kind, cell in self._below(element, depth) if kind in ("/TD", "/TH"))

    def _cell(self, element: Element, depth: int) -> Cell:
        blocks = tuple(attach_captions(self._blocks(element, depth + 1)))
        said = element.get("/A", {})
        columns, rows = (int(said.get(f"/{name}", 1)) for name in ("ColSpan", "RowSpan"))
        return Cell(blocks or (Paragraph(()),), columns, rows)

    def _figure(self, element: Element, depth: int) -> Iterator[Block]:
        pieces = [self._piece(kid, element) for kid in _marks(self._kids(element))]
        page, piece = next(((page, piece) for page, piece in pieces if piece and piece.picture is not None), (1, None))
        place = place_on_page(self.file, page, piece.row if piece else 1)
        alt = str(element.get("/Alt", ""))
        try:
            key, picture = read_picture(piece.picture if piece else None)
        except PictureError as error:
            message = f"图片没有排出：{error}"
            self.findings.append(Finding(FindingKind.LEFT_OUT, message, place, alt, code="picture"))
        else:
            self.pictures[key] = picture
            box = [float(side) for side in element.get("/A", {}).get("/BBox", ())]
            yield Figure(key, alt, box[2] - box[0] if len(box) == 4 else 0.0, place=place)
        yield from self._blocks(element, depth + 1)

    def _end_note(self, element: Element, depth: int) -> None:
        text = "".join(each.text for each in self._content(element, depth) if isinstance(each, Span))
        message = "这条注排在文末，没有排回正文"
        self.findings.append(Finding(FindingKind.LEFT_OUT, message, Place(self.file, 1), text, code="pdf-note"))

    def _leave_out_contents(self, element: Element) -> None:
        text = "".join(each.text for each in self._content(element, 0) if isinstance(each, Span))
        message = CONTENTS_LEFT_OUT
        self.findings.append(Finding(FindingKind.LEFT_OUT, message, Place(self.file, 1), text, code="pdf-contents"))


def _title(element: Element) -> str:
    return str(element.get("/T", ""))


def _level(kind: str, title: str) -> int:
    """The level of a heading by its name or, where that does not count (章标题), by its tag: /H1 is the title's."""
    tag = HEADING.fullmatch(kind)
    if tag is None or title in TITLES:
        return 0
    named = NAMED.fullmatch(title)
    return int(named[1] if named else max(1, int(tag[1]) - 1))


def _changed(look: Span, title: str) -> Span:
    looks = title.split()
    position = next((name for name in looks if name in ("super", "sub")), look.position)
    return replace(
        look,
        strong=look.strong or "strong" in looks,
        emphasis=look.emphasis or "emphasis" in looks,
        position=position,  # type: ignore[arg-type]
    )


def _place(content: tuple[Inline, ...]) -> Place | None:
    return next((each.place for each in content if isinstance(each, Span) and each.place), None)


def _marks(kids: Iterator[Any]) -> Iterator[Any]:
    import pikepdf

    for kid in kids:
        if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR":
            yield kid
