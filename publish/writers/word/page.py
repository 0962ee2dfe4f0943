"""The Word file's page: section, document grid, page numbers and settings, from the tokens of the look."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.document import Document as Package
from docx.shared import Pt

from publish.composition.classes import MEMBERS, NO_LINE_END, NO_LINE_START, Kind
from publish.style import Style
from publish.writers.word.ooxml import Element, W, field, hundredths, text, twips, w, whole_twips

FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}

# What the composition of the PDF does not know by name: vertical forms, accents and bars Word lists too.
RARE_LINE_START = "¨ˇˉ‖〃〞︶︺︾﹀﹄﹚﹜﹞＂＇｀｜￠"
RARE_LINE_END = "〝﹙﹛﹝"
# Full-width figures are Chinese characters to Word: so that none ends a line, numbers stay whole and with what follows.
FULL_WIDTH_FIGURES = "０１２３４５６７８９"
UNLISTED = {Kind.SPACE, Kind.FIRM, Kind.GLUE}


def set_page(package: Package, style: Style, language: str) -> None:
    """Set the section's size and margins, the grid, the page numbers on their sides, and the settings."""
    section, page, folio = package.sections[0], style.page, style.folio
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
    section.gutter = Pt(0)
    # GB/T 9704 7.5: the dash, half an em above the foot of its line, stands `distance` below the text area.
    section.footer_distance = Pt(max(page.bottom - folio.distance - folio.size / 2, 0))
    section.header_distance = section.footer_distance
    grid = package.element.find(f".//{W}docGrid")
    assert grid is not None
    grid.set(f"{W}linePitch", str(whole_twips(page.pitch)))
    set_folio(package, style)
    set_settings(package.settings.element, style, language)


def set_folio(package: Package, style: Style) -> None:
    """Write the footers; a centred page number needs only one."""
    section = package.sections[0]
    outside = style.folio.position == "outside"
    section.footer._element.append(folio_paragraph(style, "right" if outside else "center"))
    if outside:
        section.even_page_footer._element.append(folio_paragraph(style, "left"))
    else:
        section.even_page_footer.is_linked_to_previous = True
    package.settings.odd_and_even_pages_header_footer = outside
    if not style.folio.first:
        section.different_first_page_header_footer = True
        footer = section.first_page_footer._element
        footer[:] = [w("p", w("pPr", w("pStyle", val="Footer")))]  # python-docx makes one with a line of text's height


def folio_paragraph(style: Style, side: str) -> Element:
    """The paragraph of a footer: the folio's form with its fields, indented from its side of the page."""
    folio = style.folio
    indent = None
    if side != "center" and folio.indent:
        indent = w("ind", **{f"{side}Chars": hundredths(folio.indent), side: twips(folio.indent * folio.size)})
    properties = w("pPr", w("pStyle", val="Footer"), indent, w("jc", val=side))
    runs: list[Element] = []
    for piece in re.split(r"(\{pages?\})", folio.form):
        name = piece.strip("{}")
        if name in FIELDS and piece != name:
            runs.extend(field(FIELDS[name], "1"))
        elif piece:
            runs.append(w("r", text(piece)))
    return w("p", properties, *runs)


def set_settings(settings: Element, style: Style, language: str) -> None:
    """Line-break prohibitions, tab stops, and whether punctuation is compressed."""
    values = {
        "noLineBreaksAfter": list_characters(NO_LINE_END) + RARE_LINE_END + FULL_WIDTH_FIGURES,
        "noLineBreaksBefore": list_characters(NO_LINE_START) + RARE_LINE_START,
        "defaultTabStop": str(twips(style.page.cell)),
        "characterSpacingControl": "compressPunctuation" if style.composition == "compressed" else "doNotCompress",
    }
    for tag, value in values.items():
        element = settings.find(f"{W}{tag}")
        assert element is not None
        element.set(f"{W}val", value)
        if element.get(f"{W}lang"):
            element.set(f"{W}lang", language)


def list_characters(kinds: Iterable[Kind]) -> str:
    """The characters of those classes, so that Word and the PDF share their kinsoku."""
    return "".join(MEMBERS[kind] for kind in sorted(kinds) if kind not in UNLISTED)
