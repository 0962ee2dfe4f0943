"""Generated sources as files of each kind, by the plainest bytes that say the same: what goes in must come out."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from html import escape

from publish.model import (
    Block,
    Cell,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Source,
    Table,
    inlines,
    paragraphs,
    plain_text,
)
from publish.readers.odt.reader import NS
from tests.faults.sound import compound
from tests.generated import picture
from tests.readers.doc import doc_files
from tests.readers.doc.doc_files import DocFile, sprm
from tests.readers.pdf.pdf_files import make_pdf, set_lines

PICTURE = picture().data
DATA = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"
LINE = 24  # characters in a line of a PDF
LINES = 25  # on a page


def list_texts(source: Source) -> Iterator[str]:
    """The characters of a source."""
    for block in paragraphs(source.blocks):
        yield plain_text(inlines(block), footnotes=True)


def _flat(content: Sequence[Inline]) -> str:
    return plain_text(tuple(content), footnotes=True)


# Web pages, archives, mails -----------------------------------------------------------------------------------------


class Page:
    """A web page, its notes at its end."""

    def __init__(self, picture: str) -> None:
        self.picture = picture
        self.notes: list[str] = []

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Blocks, one after the other."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """A block."""
        match block:
            case Table():
                caption = f"<caption>{self.inline(block.caption.content)}</caption>" if block.caption else ""
                rows = "".join(f"<tr>{''.join(map(self.cell, row))}</tr>" for row in block.rows)
                return f"<table>{caption}{rows}</table>"
            case Figure():
                return f"<p><img src='{self.picture}'></p>"
            case Heading():
                return f"<h{block.level}>{self.inline(block.content)}</h{block.level}>"
            case Paragraph():
                return f"<p>{self.inline(block.content)}</p>"

    def cell(self, cell: Cell) -> str:
        """A cell."""
        return f"<td colspan={cell.columns} rowspan={cell.rows}>{self.blocks(cell.blocks)}</td>"

    def inline(self, content: Sequence[Inline]) -> str:
        """Inline content."""
        made = ""
        for each in content:
            if isinstance(each, LineBreak):
                made += "<br>"
            elif isinstance(each, Footnote):
                number = len(self.notes) + 1
                self.notes.append(f"<li id=n{number}>{escape(_flat(each.content))}<a href='#c{number}'>↩</a></li>")
                made += f"<a href='#n{number}' id=c{number}>{number}</a>"
            else:
                text = escape(each.text)
                text = f"<b>{text}</b>" if each.strong else text
                tag = {"super": "sup", "sub": "sub"}.get(each.position)
                made += f"<{tag}>{text}</{tag}>" if tag else text
        return made

    def make(self, source: Source) -> str:
        """The page of a source."""
        body = self.blocks(source.blocks)
        return f"<html><body><!--StartFragment-->{body}<ol>{''.join(self.notes)}</ol><!--EndFragment--></body></html>"


def _as_mail(source: Source) -> bytes:
    mail = EmailMessage()
    mail["From"] = "a@example.cn"
    page = Page("cid:p").make(source)
    mail.set_content(page, subtype="html")
    if "cid:p" in page:
        mail.add_related(PICTURE, "image", "png", cid="<p>")
    return bytes(mail)


# OpenDocument -------------------------------------------------------------------------------------------------------


def _odf(block: Block) -> str:
    match block:
        case Table():
            rows = "".join(f"<table:table-row>{''.join(map(_odf_cell, row))}</table:table-row>" for row in block.rows)
            caption = _odf(block.caption) if block.caption else ""
            return f"<table:table>{rows}</table:table>{caption}"
        case Figure():
            return '<text:p><draw:frame><draw:image xlink:href="Pictures/p.png"/></draw:frame></text:p>'
        case Heading():
            return f'<text:h text:outline-level="{block.level}">{_odf_inline(block.content)}</text:h>'
        case Paragraph():
            return f"<text:p>{_odf_inline(block.content)}</text:p>"


def _odf_cell(cell: Cell) -> str:
    spans = f'table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
    return f"<table:table-cell {spans}>{''.join(map(_odf, cell.blocks))}</table:table-cell>"


def _odf_inline(content: Sequence[Inline]) -> str:
    made = ""
    for each in content:
        if isinstance(each, LineBreak):
            made += "<text:line-break/>"
        elif isinstance(each, Footnote):
            body = f"<text:note-body><text:p>{escape(_flat(each.content))}</text:p></text:note-body>"
            made += f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
        else:
            made += f"<text:span>{escape(each.text)}</text:span>"
    return made


def make_odt(source: Source) -> bytes:
    """An OpenDocument text."""
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NS.items())
    body = f"<office:body><office:text>{''.join(map(_odf, source.blocks))}</office:text></office:body>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        archive.writestr("Pictures/p.png", PICTURE)
    return made.getvalue()


# RTF ----------------------------------------------------------------------------------------------------------------


def _rtf_text(text: str) -> str:
    units = struct.iter_unpack("<h", text.encode("utf-16-le"))
    return "".join(f"\\u{unit}?" for (unit,) in units)


def _rtf_inline(content: Sequence[Inline]) -> str:
    made = ""
    for each in content:
        if isinstance(each, LineBreak):
            made += "\\line "
        elif isinstance(each, Footnote):
            made += f"{{\\super\\chftn}}{{\\footnote\\pard\\plain {_rtf_text(_flat(each.content))}}}"
        else:
            look = ("\\b" if each.strong else "") + {"super": "\\super", "sub": "\\sub"}.get(each.position, "")
            made += f"{{{look} {_rtf_text(each.text)}}}"
    return made


def _rtf(block: Block, depth: int) -> str:
    inside = f"\\intbl\\itap{depth}" if depth else ""
    match block:
        case Table():
            caption = _rtf(block.caption, depth) if block.caption else ""
            return caption + "".join(_rtf_row(row, depth + 1) for row in block.rows)
        case Figure():
            return f"\\pard{inside} {{\\pict\\pngblip {PICTURE.hex()}}}\\par "
        case Heading():
            return f"\\pard{inside}\\outlinelevel{block.level - 1} {_rtf_inline(block.content)}\\par "
        case Paragraph():
            return f"\\pard{inside} {_rtf_inline(block.content)}\\par "


def _rtf_row(row: Sequence[Cell], depth: int) -> str:
    edge, edges = 0, ""
    for cell in row:
        edge += 100 * cell.columns
        edges += f"\\cellx{edge}"
    end = "\\cell " if depth == 1 else "\\nestcell{\\nonesttables\\par}"
    cells = "".join(
        f"{''.join(_rtf(each, depth) for each in cell.blocks)}\\pard\\intbl\\itap{depth} {end}" for cell in row
    )
    if depth == 1:
        return f"{cells}\\trowd{edges}\\row "
    return f"{cells}{{\\*\\nesttableprops\\trowd{edges}\\nestrow}}"


def make_rtf(source: Source) -> bytes:
    """A Rich Text file."""
    return f"{{\\rtf1\\ansi {''.join(_rtf(block, 0) for block in source.blocks)}}}".encode("ascii")


# Word 97 ------------------------------------------------------------------------------------------------------------


class Doc:
    """A Word 97 document."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.paragraphs: list[doc_files.Paragraph] = []

    def put(self, block: Block, depth: int) -> None:
        """Append a block in so many tables."""
        match block:
            case Table():
                if block.caption:
                    self.put(block.caption, depth)
                for row in block.rows:
                    self._row(row, depth + 1)
            case Figure():
                self._paragraph([("\x01", sprm(doc_files.PICTURE, 0))], depth)
            case Heading():
                self._paragraph(self._runs(block.content), depth, style=block.level)
            case Paragraph():
                self._paragraph(self._runs(block.content), depth)

    def _runs(self, content: Sequence[Inline]) -> list[tuple[str, bytes]]:
        runs: list[tuple[str, bytes]] = []
        for each in content:
            if isinstance(each, LineBreak):
                runs.append(("\x0b", b""))
            elif isinstance(each, Footnote):
                self.notes.append("\x02 " + _flat(each.content))
                runs.append(("\x02", b""))
            else:
                raised = {"super": sprm(doc_files.RAISED, 1), "sub": sprm(doc_files.RAISED, 2)}.get(each.position, b"")
                runs.append((each.text, raised + (sprm(doc_files.BOLD, 1) if each.strong else b"")))
        return runs

    def _paragraph(self, runs: list[tuple[str, bytes]], depth: int, end: str = "", style: int = 0) -> None:
        said = sprm(doc_files.IN_TABLE, 1) + sprm(doc_files.DEPTH, depth) if depth else b""
        if end == "row":
            said += sprm(doc_files.ROW_END if depth == 1 else doc_files.INNER_ROW_END, 1)
        if end and depth > 1:
            said += sprm(doc_files.INNER_CELL, 1)
        mark = "\x07" if end and depth == 1 else "\r"
        self.paragraphs.append(doc_files.Paragraph(runs, said, style, mark))

    def _row(self, row: Sequence[Cell], depth: int) -> None:
        for cell in row:
            for block in cell.blocks:
                self.put(block, depth)
            self._paragraph([], depth, "cell")
        self._paragraph([], depth, "row")

    def make(self, source: Source) -> bytes:
        """The document of a source."""
        for block in source.blocks:
            self.put(block, 0)
        self._paragraph([], 0)
        styles = [(number, b"", b"") for number in range(6)]
        blip = doc_files.record(0xF01E, 0x6E0, bytes(17) + PICTURE)
        data = doc_files.picture_data(doc_files.record(0xF007, 0, bytes(36) + blip, 2))
        stream, table, more = DocFile(self.paragraphs, self.notes, styles=styles, data=data).streams()
        return compound(WordDocument=stream, **{"1Table": table}, Data=more)


# PDF ----------------------------------------------------------------------------------------------------------------


def make_plain_pdf(source: Source) -> bytes:
    """A PDF whose lines are as long as they come, its tables row by row."""
    lines = []
    for text in ("".join(each.split()) for each in list_texts(source)):
        lines += [text[at : at + LINE] for at in range(0, len(text), LINE)]
    return make_pdf([set_lines(lines[at : at + LINES]) for at in range(0, len(lines), LINES)] or [[]])


RENDERERS: dict[str, Callable[[Source], bytes]] = {
    "doc": lambda source: Doc().make(source),
    "rtf": make_rtf,
    "odt": make_odt,
    "html": lambda source: Page(DATA).make(source).encode(),
    "mht": _as_mail,
    "eml": _as_mail,
    "pdf": make_plain_pdf,
}
