"""Small PDFs from bytes of our own: characters at given places, rules, pictures; the font is named, not embedded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

import pikepdf

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 505.0  # a measure of 420 pt
SIZE, PITCH = 15.0, 28.0


class Words(NamedTuple):
    """Characters from a point on, in pt from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = SIZE
    face: str = "Song"


class Stroke(NamedTuple):
    """A rule between two points."""

    x: float
    y: float
    to_x: float
    to_y: float


Sheet = Sequence[Words | Stroke]


def set_lines(lines: Sequence[str], top: float = 760.0, left: float = LEFT) -> list[Words | Stroke]:
    """Lines one below the other; ideographic spaces before them are drawn as an indent."""
    words: list[Words | Stroke] = []
    for number, line in enumerate(lines):
        text = line.lstrip("\u3000")
        if text:
            words.append(Words(text, left + SIZE * (len(line) - len(text)), top - PITCH * number))
    return words


def make_pdf(sheets: Sequence[Sheet]) -> bytes:
    """A PDF with a page for each sheet."""
    pdf = pikepdf.new()
    for sheet in sheets:
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page = pdf.pages[-1]
        faces = sorted({item.face for item in sheet if isinstance(item, Words)})
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({f"/{face}": _font(pdf, face) for face in faces}))
        page.Contents = pikepdf.Stream(pdf, "\n".join(map(_draw, sheet)).encode())
    return save(pdf)


def save(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of a PDF."""
    made = io.BytesIO()
    pdf.save(made, **options)  # type: ignore[arg-type]
    return made.getvalue()


def _draw(item: Words | Stroke) -> str:
    if isinstance(item, Stroke):
        return f"{item.x} {item.y} m {item.to_x} {item.to_y} l S"
    codes = item.text.encode("utf-16-be").hex()
    return f"BT /{item.face} {item.size} Tf 1 0 0 1 {item.x} {item.y} Tm <{codes}> Tj ET"


def _font(pdf: pikepdf.Pdf, face: str) -> pikepdf.Object:
    """A font whose codes are characters; ASCII is half as wide."""
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /A def 1 begincodespacerange <0000> <FFFF> "
        "endcodespacerange 1 beginbfrange <0020> <FFFF> <0020> endbfrange endcmap end"
    )
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(f"/{face}"), Flags=4, FontBBox=[0, -200, 1000, 800],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip
    below = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name(f"/{face}"), DW=1000,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        W=[32, 126, 500], FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name(f"/{face}"),
            Encoding=pikepdf.Name("/Identity-H"), DescendantFonts=[pdf.make_indirect(below)],
            ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, cmap.encode())),
        )
    )  # fmt: skip
