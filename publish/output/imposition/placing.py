"""Placing: every page of a PDF becomes a form XObject on a side of a sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Page, Pdf

from publish.errors import InputError
from publish.output.imposition.navigation import Key, Placed, rectangle, retarget_destinations, retarget_structure
from publish.output.imposition.sheets import Cell, Edge, Imposition, Layout, Plan, Sheet, plan_sheets, shift_cells
from publish.style import POINTS_PER_MM

HEADER_SEARCH = 1024  # bytes in which readers look for %PDF- (ISO 32000-1 annex H, note 13)
# Claims of XMP about the whole file that no longer hold when annotations have become untagged ink.
CONFORMANCE = ("pdfaid:part", "pdfaid:conformance", "pdfaid:amd", "pdfaid:rev", "pdfuaid:part", "pdfuaid:rev")


@dataclass(frozen=True)
class MarkLook:
    """Fold marks, pt: `offset` keeps them off the strip office printers cannot print (4.2 mm at most)."""

    offset: float = 4.5 * POINTS_PER_MM
    length: float = 5 * POINTS_PER_MM
    width: float = 0.5
    dash: float = 2.0


EXPORT_AGAIN = "请用原来的程序重新导出 PDF 再试"
# RuntimeError is the parent of what qpdf raises while it decodes streams.
STUMBLES = (
    pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RuntimeError,
)  # fmt: skip


def impose(pdf: bytes, layout: Layout, sheet: Sheet, creep: float = 0.0, fold_marks: bool = False) -> Imposition:
    """The pages of `pdf` on sheets of paper.

    A booklet is one gathering: pages padded to a multiple of four, blank ones last. `creep` (pt, the thickness of
    folded paper) moves the pages of each sheet that much nearer to the spine than those of the sheet around it;
    `fold_marks` draws dashed marks where pages meet. Equal input gives equal bytes. Raises InputError if the PDF has
    a password or is damaged.
    """
    with _blamed_on_file(), _open(pdf) as document:
        count = len(document.pages)
        plan = _plan(document, layout, sheet)
        _flatten_annotations(document)
        placements = _place_all(document, plan, creep if layout is Layout.BOOKLET else 0.0)
        if fold_marks:
            for side in document.pages:
                side.contents_add(_fold_marks(plan))
        retarget_destinations(document, placements)
        retarget_structure(document.Root.get("/StructTreeRoot"), placements)
        _describe(document, plan.edge)
        blanks = -count % 4 if layout is Layout.BOOKLET else 0
        return Imposition(_save(document), layout, sheet, count, blanks, len(plan.sides), plan.edge)


@contextmanager
def _blamed_on_file() -> Iterator[None]:
    """What a PDF that does not hold what it must leads pikepdf, and us, to raise."""
    try:
        yield
    except STUMBLES as error:
        raise InputError(f"PDF 里有不合规定的内容，不能拼版（{type(error).__name__}）", EXPORT_AGAIN) from error


def _open(pdf: bytes) -> Pdf:
    if b"%PDF-" not in pdf[:HEADER_SEARCH]:
        raise InputError("这不是 PDF 文件", "请给出 PDF 文件，或给出源文稿由本程序先排成 PDF")
    try:
        document = Pdf.open(io.BytesIO(pdf), attempt_recovery=False)
    except pikepdf.PasswordError as error:
        raise InputError("PDF 有密码，不能拼版", "请先在阅读器里去掉密码，另存后再试") from error
    except pikepdf.PdfError as error:
        raise InputError("PDF 已损坏，读不完整", "请用原来的程序重新导出 PDF 再试") from error
    if document.is_encrypted:
        raise InputError("PDF 设有权限保护，不能拼版", "请向制作人索要没有保护的 PDF")
    try:
        usable = len(document.pages) > 0 and all(
            rectangle(page.trimbox).width > 0 < rectangle(page.trimbox).height for page in document.pages
        )
    except (pikepdf.PdfError, ValueError, TypeError, KeyError) as error:
        raise InputError("PDF 的页面已损坏", "请用原来的程序重新导出 PDF 再试") from error
    if not usable:
        raise InputError("PDF 里没有可以拼版的页面", "请检查文件，重新导出 PDF 再试")
    return document


def _plan(document: Pdf, layout: Layout, sheet: Sheet) -> Plan:
    first = document.pages[0]
    box = rectangle(first.trimbox)
    lies = int(first.obj.get("/Rotate", 0)) % 180 == 90
    return plan_sheets(len(document.pages), (box.width > box.height) != lies, layout, sheet)


def _flatten_annotations(document: Pdf) -> None:
    """Make ink of stamps and form fields; links have none and stay."""
    kinds = {str(note.get("/Subtype")) for page in document.pages for note in page.obj.get("/Annots", [])}
    if kinds <= {"/Link"}:
        return
    document.flatten_annotations("print")
    if "/Metadata" in document.Root:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for claim in CONFORMANCE:
                if claim in metadata:
                    del metadata[claim]


def _place_all(document: Pdf, plan: Plan, creep: float) -> Mapping[Key, Placed]:
    """Replace the pages by sides on which they stand as forms."""
    sources = [Page(page.obj) for page in document.pages]
    placements = {}
    for number, pages in enumerate(plan.sides):
        side = document.add_blank_page(page_size=(plan.width, plan.height))
        cells = shift_cells(plan.cells, creep * (number // 2))
        for cell, page in zip(cells, pages, strict=False):  # the last side may be short of pages
            if page is not None:
                placements[sources[page].obj.objgen] = _place(sources[page], side, cell, Name(f"/Page{page + 1}"))
    del document.pages[: len(sources)]
    return placements


def _place(source: Page, side: Page, cell: Cell, name: Name) -> Placed:
    """Draw a page into a cell, centred, scaled to fit, and move its links."""
    form = source.as_form_xobject()
    upright = Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    box = upright.transform(rectangle(form.BBox))
    scale = min(cell.width / box.width, cell.height / box.height)
    left = cell.left + (cell.width - box.width * scale) / 2
    bottom = cell.bottom + (cell.height - box.height * scale) / 2
    fit = Matrix(scale, 0, 0, scale, left - box.llx * scale, bottom - box.lly * scale)
    if "/StructParents" in source.obj:
        form.StructParents = source.obj.StructParents
    side.add_resource(form, Name.XObject, name)
    side.contents_add(b"q %s cm %s Do Q\n" % (fit.encode(), str(name).encode()))
    placed = Placed(side, form, upright @ fit)
    links = [_move_link(a, placed) for a in source.obj.get("/Annots", []) if a.get("/Subtype") == Name.Link]
    if links:
        side.obj.Annots = Array([*side.obj.get("/Annots", []), *links])
    return placed


def _move_link(link: Any, placed: Placed) -> Any:
    link.Rect = placed.matrix.transform(rectangle(link.Rect)).as_array()
    link.P = placed.side.obj
    if "/QuadPoints" in link:
        del link["/QuadPoints"]
    return link


def _fold_marks(plan: Plan) -> bytes:
    """Dashed marks at both ends of every line on which cells meet, as an artifact of the page."""
    look = MarkLook()
    near, far = look.offset, look.offset + look.length
    lines = []
    for x in sorted({cell.left for cell in plan.cells} - {0}):
        lines += [(x, near, x, far), (x, plan.height - near, x, plan.height - far)]
    for y in sorted({cell.bottom for cell in plan.cells} - {0}):
        lines += [(near, y, far, y), (plan.width - near, y, plan.width - far, y)]
    strokes = "".join(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S " for x1, y1, x2, y2 in lines)
    return f"/Artifact BMC q {look.width} w [{look.dash}] 0 d {strokes}Q EMC\n".encode()


def _describe(document: Pdf, edge: Edge) -> None:
    """Tell viewers how to print; take away what no longer holds: page labels, spreads, form fields."""
    root = document.Root
    preferences = root.get("/ViewerPreferences", Dictionary())
    preferences.Duplex = Name.DuplexFlipShortEdge if edge is Edge.SHORT else Name.DuplexFlipLongEdge
    preferences.PrintScaling = Name("/None")
    root.ViewerPreferences = preferences
    for key in ("/PageLabels", "/PageLayout", "/AcroForm"):
        if key in root:
            del root[key]


def _save(document: Pdf) -> bytes:
    output = io.BytesIO()
    document.save(output, deterministic_id=True)
    return output.getvalue()
