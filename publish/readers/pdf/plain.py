"""PDFs of other programs: lines by where the characters stand, paragraphs by measure, indent and line ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from publish.errors import InputError
from publish.model import Block, Finding, FindingKind, Place, Source, plain_text
from publish.readers.pdf.furniture import find_furniture
from publish.readers.pdf.measures import find_measures
from publish.readers.pdf.notes import Caller, Notes, find_notes
from publish.readers.pdf.page_contents import Page, read_pages
from publish.readers.pdf.pages import Line, place_on_page
from publish.readers.pdf.paragraphs import APART, INDENT, Joiner
from publish.readers.pdf.pictures import Gallery
from publish.readers.pdf.placed import Drawn
from publish.readers.pdf.tables import Ruled, join_parts
from publish.readers.pdf.tags import read_tags

INDENTED = 0.05  # share of lines that open an indented paragraph, in a text that indents them
STANDING = 2.0  # pt that a picture may lie above or below the base of its line
SILENT = ("/Link", "/Popup", "/TrapNet", "/PrinterMark")


def read_plain(pdf: Any, data: bytes, name: str) -> Source:
    """The paragraphs of a PDF; `pdf` is the same file opened by pikepdf. Raises InputError for a scan."""
    findings: list[Finding] = []
    tags = read_tags(pdf)
    pages = read_pages(pdf, data, name, tags, findings)
    drawn = [page.pictures for page in pages]
    has_text = [bool(page.lines or page.tables) for page in pages]
    if not any(has_text):
        why = "PDF 是扫描件或图片，里面没有文字" if any(drawn) else "PDF 里没有文字"
        raise InputError(why, "请找到它的原稿；只有扫描件的，先用文字识别软件转成 Word 文件", Place(name, 1))
    gallery = Gallery(name, drawn, [(page.width, page.height) for page in pages])
    blocks, told = _assemble(pages, name, gallery, tags.levels)
    losses = _find_losses(pdf, name, has_text, list(map(bool, drawn)))
    findings = [*findings, *told, *gallery.findings, *losses]
    return Source(name, blocks, findings=tuple(findings), pictures=gallery.found)


def _assemble(
    pages: Sequence[Page], name: str, gallery: Gallery, levels: Mapping[int, int]
) -> tuple[tuple[Block, ...], list[Finding]]:
    furniture = find_furniture(pages)
    told = list(_tell_furniture(pages, furniture, name))
    texts = {
        number: [line for line in page.lines if (line.page, line.row) not in furniture]
        for number, page in enumerate(pages, 1)
    }
    size = _body_size([line for each in texts.values() for line in each])
    tables = {number: [each.table for each in page.tables] for number, page in enumerate(pages, 1)}
    notes = find_notes(texts, tables, {number: page.separators for number, page in enumerate(pages, 1)}, size)
    texts = notes.texts
    lines = [line for each in texts.values() for line in each]
    measures = find_measures(texts, size, pages[0].width)
    indents = sum(INDENT < (line.left - measures[line.region].left) / line.size < 3 for line in lines)
    joiner = Joiner(name, measures, size, indents >= INDENTED * len(lines), levels=levels)
    blocks: list[Block] = []
    groups: list[Sequence[Line]] = []
    for part in _flow(pages, texts):
        if isinstance(part, Ruled):
            blocks.append(part.table)
        elif isinstance(part, Shown):
            blocks += [figure] if (figure := gallery.show(part.drawn, part.page)) else []
        else:
            found = list(joiner.join(part))
            gaps = _gaps(found, joiner)
            blocks += [joiner.paragraph(group, gap) for group, gap in zip(found, gaps, strict=True)]
            groups += found
    caller = Caller(notes.found, joiner)
    called = tuple(caller.put(blocks))
    return called, [*told, *_tell_notes(notes, caller, name), *_tell_doubts(groups, joiner, name)]


@dataclass(frozen=True)
class Shown:
    """A picture on a page."""

    drawn: Drawn
    page: int

    @property
    def top(self) -> float:
        """Above which lines stand before it: its foot, for one in a line stands on the line's base."""
        return self.drawn.bottom - STANDING


def _flow(pages: Sequence[Page], texts: dict[int, list[Line]]) -> Iterator[list[Line] | Ruled | Shown]:
    """The lines of all pages, parted by the tables and pictures between them; a table over several pages as one."""
    pending: list[Line] = []
    table: Ruled | None = None
    for number, page in enumerate(pages, 1):
        lines = texts[number]
        parts: list[Ruled | Shown] = [*page.tables, *(Shown(drawn, number) for drawn in page.pictures)]
        for each in sorted(parts, key=lambda part: -part.top):
            above, lines = _part_lines(lines, each.top)
            ruled = isinstance(each, Ruled)
            whole = join_parts(table, each) if table and isinstance(each, Ruled) and not above and not pending else None
            if whole is None and (above or pending or ruled):
                yield from [table] if table else []
                table = None
                pending += above
                yield from [pending] if pending else []
                pending = []
            if isinstance(each, Ruled):
                table = whole or each
            else:
                yield each
        if lines and table:
            yield table
            table = None
        pending += lines
    yield from [table] if table else []
    yield from [pending] if pending else []


def _tell_furniture(pages: Sequence[Page], furniture: dict[tuple[int, int], str], name: str) -> Iterator[Finding]:
    for page in pages:
        for line in page.lines:
            if kind := furniture.get((line.page, line.row)):
                message = "页码没有排出" if kind == "folio" else "页眉、页脚没有排出"
                place = place_on_page(name, line.page, line.row)
                yield Finding(FindingKind.LEFT_OUT, message, place, line.text, code=f"pdf-{kind}")


def _tell_notes(notes: Notes, caller: Caller, name: str) -> Iterator[Finding]:
    for line in notes.headings:
        place = place_on_page(name, line.page, line.row)
        yield Finding(FindingKind.LEFT_OUT, "注排成了脚注，注上面的这一行没有排出", place, line.text, code="pdf-note")
    for note in caller.left():
        text = plain_text(note.content)
        yield Finding(FindingKind.LEFT_OUT, "这条注没有排回正文", Place(name, 1), text, code="pdf-note")


def _part_lines(lines: list[Line], top: float) -> tuple[list[Line], list[Line]]:
    """The lines before what stands at a height of the page, and those after; columns are not parted."""
    if any(line.column for line in lines):
        end = max((at + 1 for at, line in enumerate(lines) if line.base > top), default=0)
        return lines[:end], lines[end:]
    above = [line for line in lines if line.base > top]
    return above, lines[len(above) :]


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _gaps(groups: Sequence[Sequence[Line]], joiner: Joiner) -> Iterator[bool]:
    """Whether an empty line stands before each paragraph."""
    yield False
    for above, below in pairwise(groups):
        last, first = above[-1], below[0]
        pitch = joiner.measures[first.region].pitch
        yield last.region == first.region and last.base - first.base > APART * max(pitch, first.size)


def _tell_doubts(groups: Sequence[Sequence[Line]], joiner: Joiner, name: str) -> Iterator[Finding]:
    for line in joiner.doubtful:
        message = "看不出这里是不是另起一段，按接着上一行排，请核对"
        yield Finding(FindingKind.WARNING, message, place_on_page(name, line.page, line.row), code="pdf-doubt")
    for group in groups:
        if len(group[0].segments) > 1:
            message = "这里几段字并排（像表格或分栏），各行按原样一行一段，请核对"
            place = place_on_page(name, group[0].page, group[0].row)
            yield Finding(FindingKind.WARNING, message, place, code="pdf-table")
    if any(line.block <= 0 for group in groups for line in group):
        message = "PDF 里不分段落，已按行宽、缩进和行距合成段落，请核对分段"
        yield Finding(FindingKind.WARNING, message, Place(name, 1), code="pdf-plain")


def _find_losses(pdf: Any, name: str, has_text: Sequence[bool], has_pictures: Sequence[bool]) -> Iterator[Finding]:
    """A finding for every page without text, and annotation with words, in the order of the pages."""
    if pdf.get_warnings():
        message = "PDF 有残缺，能读的都读了，文字可能不全，请逐字核对"
        yield Finding(FindingKind.WARNING, message, place_on_page(name, 1, 1), code="pdf-damaged")
    for number, (page, text, pictures) in enumerate(zip(pdf.pages, has_text, has_pictures, strict=False), 1):
        place = place_on_page(name, number, 1)
        if not text:
            message = "这一页没有文字（可能是扫描件）" if pictures else "这一页没有文字"
            yield Finding(FindingKind.WARNING, message, place, code="pdf-empty")
        for words in _annotations(page):
            message = "PDF 上的批注、表单里填的字没有排出"
            yield Finding(FindingKind.LEFT_OUT, message, place, words, code="pdf-annotation")


def _annotations(page: Any) -> Iterator[str]:
    for annotation in page.obj.get("/Annots", ()):
        if annotation.get("/Subtype") in SILENT:
            continue
        words = annotation.get("/Contents") or (annotation.get("/V") if annotation.get("/FT") == "/Tx" else None)
        if words is not None and str(words).strip():
            yield str(words)
