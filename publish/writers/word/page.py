"""The Word file's page: section, document grid, page numbers and settings, from the tokens of the look."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.composition.classes import MEMBERS, NO_LINE_END, NO_LINE_START, Kind
from publish.style import Style
from publish.writers.word.ooxml import RELATIONSHIPS, Element, W, field, hundredths, text, twips, w, whole_twips
from publish.writers.word.package import SETTINGS, Package

FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}

# What the composition of the PDF does not know by name: vertical forms, accents and bars Word lists too.
RARE_LINE_START = "¨ˇˉ‖〃〞︶︺︾﹀﹄﹚﹜﹞＂＇｀｜￠"
RARE_LINE_END = "〝﹙﹛﹝"
# Full-width figures are Chinese characters to Word: so that none ends a line, numbers stay whole and with what follows.
FULL_WIDTH_FIGURES = "０１２３４５６７８９"
UNLISTED = {Kind.SPACE, Kind.GLUE}


def set_page(package: Package, style: Style, language: str) -> None:
    """Set the section's size and margins, the grid, the page numbers on their sides, and the settings."""
    page, folio = style.page, style.folio
    # GB/T 9704 7.5: the dash, half an em above the foot of its line, stands `distance` below the text area.
    distance = max(page.bottom - folio.distance - folio.size / 2, 0)
    margins = {"top": page.top, "bottom": page.bottom, "left": page.left, "right": page.right}
    _measure(package.section, "pgSz", w=page.width, h=page.height)
    _measure(package.section, "pgMar", **margins, gutter=0, footer=distance, header=distance)
    _find(package.section, "docGrid").set(f"{W}linePitch", str(whole_twips(page.pitch)))
    set_folio(package, style)
    set_settings(package.root(SETTINGS), style, language)


def _find(parent: Element, tag: str) -> Element:
    """A child the template has."""
    child = parent.find(W + tag)
    assert child is not None, tag
    return child


def _measure(section: Element, tag: str, **lengths: float) -> None:
    element = _find(section, tag)
    for name, length in lengths.items():
        element.set(W + name, str(twips(length)))


def set_folio(package: Package, style: Style) -> None:
    """Write the footers; a centred page number needs only one."""
    section = package.section
    outside = style.folio.position == "outside"
    package.root("word/footer1.xml").append(folio_paragraph(style, "right" if outside else "center"))
    if outside:
        package.root("word/footer2.xml").append(folio_paragraph(style, "left"))
    else:
        package.remove("word/footer2.xml")
        section.remove(section[1])  # the reference to it
        settings = package.root(SETTINGS)
        settings.remove(_find(settings, "evenAndOddHeaders"))
    if not style.folio.first:
        empty = w("ftr", w("p", w("pPr", w("pStyle", val="Footer"))))
        reference = w("footerReference", type="first")
        reference.set(f"{{{RELATIONSHIPS}}}id", package.add("word/footer3.xml", empty, "footer"))
        _find(section, "pgSz").addprevious(reference)
        _find(section, "docGrid").addprevious(w("titlePg"))


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
        element = _find(settings, tag)
        element.set(f"{W}val", value)
        if element.get(f"{W}lang"):
            element.set(f"{W}lang", language)


def list_characters(kinds: Iterable[Kind]) -> str:
    """The characters of those classes, so that Word and the PDF share their kinsoku."""
    return "".join(MEMBERS[kind] for kind in sorted(kinds) if kind not in UNLISTED)
