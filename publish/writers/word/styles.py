"""The Word styles: every `w:style` of the file made from the tokens of the look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from publish.model import Level
from publish.style import FaceName, RoleLook, Style, TableLook
from publish.style.units import Length
from publish.style.word_styles import ALIASES, GALLERY, HEADING_LEVELS, ROLE_STYLES
from publish.writers.shared.faces import OFFICE_FACES, WESTERN_FACE
from publish.writers.word.ooxml import Element, W, eighths, half_points, hundredths, twips, w, whole_twips

LINKED_NAME = "标题 {level} 字符"  # what Word itself calls the character half of a heading style
LAST_PRIORITY = 99

BODY_STYLE = ROLE_STYLES["body"][0]
OWN_NEXT = {
    "TableText",
    "TableText2",
    "TableText3",
    *(f"TOC{level}" for level in Level),
}  # styles that follow themselves
# The roles with text at both ends of a line, and what fills the room between.
ENDS: dict[str, Literal["dot", "none"]] = {"imprint": "none", "contents-line": "dot"}
HEADING = "heading-"
Tab = tuple[float, Literal["dot", "none"]]
ALIGNMENTS = {"justify": "both", "left": "left", "center": "center", "right": "right"}


@dataclass(frozen=True)
class ParagraphStyle:
    """One paragraph style: `line` is the exact line height in pt, 0 automatic (pictures would be cropped otherwise);
    `level` the outline level from 1, 0 none; `tab` where what follows a tab ends (pt from the left), and what fills the
    room before it; `role` the one it belongs to, if any."""

    id: str
    name: str
    look: RoleLook
    line: float = 0.0
    level: int = 0
    tab: Tab | None = None
    role: str = ""


def outline_level(role: str) -> int:
    """The outline level of a role, 0 none: headings, and the titles of attached documents as in the PDF's outline."""
    return HEADING_LEVELS.get(role, int(role == "part-title"))


def heading_style(level: int) -> str:
    """The style id of a heading level, 1 to 5."""
    return ROLE_STYLES[f"heading-{level}"][0]


def linked_style(level: int) -> str:
    """The style id of the character half of a heading level: a run-in heading inside its paragraph."""
    return f"{heading_style(level)}Char"


def add_styles(root: Element, style: Style, language: str) -> None:
    """Complete `word/styles.xml` from the look: defaults, paragraph, character and table styles."""
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    normal = root.find(f"{W}style/{W}rPr")
    assert defaults is not None and normal is not None
    for place, element in enumerate([run_fonts(style.body.face, style), *sizes(style.body.size)]):
        defaults.insert(place, element)
    for lang in defaults.iter(f"{W}lang"):
        lang.set(f"{W}eastAsia", language)
    # The body size must sit in Normal: Word counts characters and lines of the page from it, not from docDefaults.
    normal.extend([cell_spacing(style), *sizes(style.body.size)])
    for control in root.iter(f"{W}widowControl"):
        control.set(f"{W}val", str(int(style.paragraph_lines > 1)))
    # LibreOffice 7.4 reads w:overflowPunct the wrong way round and does not draw the marks it hangs.
    for hanging in root.iter(f"{W}overflowPunct"):
        hanging.set(f"{W}val", str(int(style.word_hanging == "on")))
    # Word knows a gap of a quarter em or none: where the look has one, it stands in Word as well.
    for gap in root.iter(f"{W}autoSpaceDE", f"{W}autoSpaceDN"):
        gap.set(f"{W}val", str(int(style.western.gap > 0)))
    root.extend(paragraph_style(each, style) for each in paragraph_styles(style))
    root.extend(character_styles(style))
    root.extend(linked_styles(style))
    root.append(table_style(style))


def paragraph_styles(style: Style) -> Iterator[ParagraphStyle]:
    """Every paragraph style the writer uses, the roles' first."""
    pitch = style.page.pitch
    for role, (style_id, name) in ROLE_STYLES.items():
        look = style.role(role)
        end = style.page.measure - look.right * style.em(look.size)
        tab: Tab | None = (end, ENDS[role]) if role in ENDS else None
        yield ParagraphStyle(style_id, name, look, pitch * look.lines, outline_level(role), tab, role)
    table, note, folio = style.table, style.footnote, style.folio
    for step, size in enumerate(table_sizes(table)):
        (text, head), line = table_styles(step), table.line_height * size / table.size
        number = f" {step + 1}" if step else ""
        yield ParagraphStyle(text, f"表格文字{number}", RoleLook(table.face, size), line)
        yield ParagraphStyle(head, f"表头{number}", RoleLook(table.head, size, "center"), line)
    yield ParagraphStyle("Figure", "图片", RoleLook(style.body.face, style.body.size, "center", keep=True))
    yield ParagraphStyle("FootnoteText", "footnote text", RoleLook(note.face, note.size), note.line_height)
    yield ParagraphStyle("Footer", "footer", RoleLook(folio.face, folio.size, "left"), folio.size)
    title = replace(style.role("title"), page_break=False)
    yield ParagraphStyle("TOCHeading", "TOC Heading", title, pitch * title.lines)
    contents = style.contents_page
    # No right indent (contents.number): LibreOffice 7 loses page numbers set beyond it.
    entry = RoleLook(style.body.face, style.body.size, "left")
    for level in Level:
        look = replace(entry, left=(level - 1) * contents.indent)
        yield ParagraphStyle(f"TOC{level}", f"toc {level}", look, pitch, tab=(style.page.measure, "dot"))


def table_sizes(look: TableLook) -> tuple[Length, Length, Length]:
    """Sizes of table text by steps down, pt."""
    return look.size, look.smaller, look.smallest


def table_styles(step: int) -> tuple[str, str]:
    """The style ids of table text and of table heads, `step` sizes smaller than usual."""
    number = str(step + 1) if step else ""
    return f"TableText{number}", f"TableHead{number}"


def paragraph_style(each: ParagraphStyle, style: Style) -> Element:
    """The `w:style` of one paragraph style."""
    custom = {} if each.name.isascii() else {"customStyle": 1}
    next_style = each.id if each.id in OWN_NEXT else BODY_STYLE
    alias = ALIASES.get(each.role)
    return w(
        "style",
        w("name", val=each.name),
        w("aliases", val=alias) if alias else None,
        w("basedOn", val="Normal"),
        w("next", val=next_style),
        w("link", val=linked_style(each.level)) if each.role.startswith(HEADING) else None,
        *gallery_place(each.role),
        paragraph_properties(each, style),
        run_properties(each, style),
        type="paragraph",
        styleId=each.id,
        **custom,
    )


def gallery_place(role: str) -> Iterator[Element]:
    """Where Word's gallery and pane list a style: what clerks choose in the order of a speech, the rest not at all."""
    if role in GALLERY:
        yield w("uiPriority", val=GALLERY.index(role) + 1)
        yield w("qFormat")
    else:
        yield w("uiPriority", val=LAST_PRIORITY)


def paragraph_properties(each: ParagraphStyle, style: Style) -> Element:
    """The `w:pPr` of a style: keeps, tab, grid, spacing, indents, alignment, outline level, in the schema's order."""
    look = each.look
    # Only text of the body size sits in the character grid's cells: the grid would squeeze other sizes. On it, the
    # automatic height of a picture's line is whole lines of the grid, so that the text below stands on the grid again.
    on_grid = look.size == style.body.size
    return w(
        "pPr",
        w("keepNext") if look.keep else None,
        w("pageBreakBefore") if look.page_break else None,
        w("tabs", w("tab", val="right", leader=each.tab[1], pos=twips(each.tab[0]))) if each.tab else None,
        w("snapToGrid", val=int(on_grid)),
        spacing(each, style),
        indents(look, style),
        w("jc", val=ALIGNMENTS[look.align]),
        w("outlineLvl", val=each.level - 1) if each.level else None,
    )


def spacing(each: ParagraphStyle, style: Style) -> Element:
    """Space before and after in lines of the grid, and the exact line height."""
    attributes: dict[str, object] = {}
    for name, lines in (("before", each.look.before), ("after", each.look.after)):
        if lines:
            attributes |= {f"{name}Lines": hundredths(lines), name: lines * whole_twips(style.page.pitch)}
    if each.line:
        attributes |= {"line": whole_twips(each.line), "lineRule": "exact"}
    return w("spacing", **attributes)


def indents(look: RoleLook, style: Style) -> Element | None:
    """Indents in characters, with the same in twips for programs that do not know character units."""
    first = look.indent - look.hanging
    counts = {
        "left": look.left + look.hanging,
        "right": look.right,
        "firstLine": max(first, 0),
        "hanging": max(-first, 0),
    }
    attributes: dict[str, object] = {}
    for name, count in counts.items():
        if count:
            attributes |= {f"{name}Chars": hundredths(count), name: twips(count * style.em(look.size))}
    return w("ind", **attributes) if attributes else None


def run_properties(each: ParagraphStyle, style: Style) -> Element:
    """Face, weight and size of a paragraph style; page numbers take their digits from the same face (half-width)."""
    bold = (w("b"), w("bCs")) if each.look.bold else ()
    fonts = run_fonts(each.look.face, None if each.id == "Footer" else style)
    spacing = w("spacing", val=0) if each.look.size != style.body.size else None  # Normal's is for its size only
    return w("rPr", fonts, *bold, spacing, *sizes(each.look.size))


def cell_spacing(style: Style) -> Element:
    """What is added to each character of body text so that a line holds the grid's number of them, whole twips.

    A character grid (w:docGrid of type linesAndChars) would say the same, but LibreOffice gives every character two
    cells as soon as a cell is narrower than it (7.4 and 24.8: 14 characters a line). Rounded down, 28 × 15.75 pt fit
    into 442.2 pt and 29 do not; justification spreads the point that is left.
    """
    return w("spacing", val=twips(style.word_tracking))


def run_fonts(face: FaceName, style: Style | None) -> Element:
    """`w:rFonts` without theme fonts; hAnsi is the Chinese face, so that “ ” … stay full width.

    ascii is the Western face of the look, the Chinese one without a look.
    """
    name = OFFICE_FACES[face]
    western = WESTERN_FACE if style and style.western.face == "times" else name
    return w("rFonts", hint="eastAsia", ascii=western, hAnsi=name, eastAsia=name, cs=western)


def sizes(size: float) -> tuple[Element, Element]:
    """`w:sz` and `w:szCs`."""
    return w("sz", val=half_points(size)), w("szCs", val=half_points(size))


def character_styles(style: Style) -> Iterator[Element]:
    """Strong, Emphasis, and both at once; the faces mark them, no false bold or slant."""
    looks: tuple[tuple[str, str, FaceName, Element | None], ...] = (
        ("Strong", "Strong", style.emphasis.strong, None),
        ("Emphasis", "Emphasis", style.emphasis.emphasis, None),
        ("IntenseEmphasis", "Intense Emphasis", style.emphasis.emphasis, w("b")),
    )
    for style_id, name, face, bold in looks:
        properties = w("rPr", run_fonts(face, style), bold)
        priority = w("uiPriority", val=LAST_PRIORITY)
        yield w("style", w("name", val=name), priority, properties, type="character", styleId=style_id)


def linked_styles(style: Style) -> Iterator[Element]:
    """The character halves of the heading styles."""
    for level in Level:
        look = style.role(f"{HEADING}{int(level)}")
        bold = (w("b"), w("bCs")) if look.bold else ()
        yield w(
            "style",
            w("name", val=LINKED_NAME.format(level=int(level))),
            w("basedOn", val="DefaultParagraphFont"),
            w("link", val=heading_style(level)),
            w("uiPriority", val=LAST_PRIORITY),
            w("rPr", run_fonts(look.face, style), *bold),
            type="character",
            styleId=linked_style(level),
            customStyle=1,
        )


def table_style(style: Style) -> Element:
    """Table Grid: the outer frame, the inner rules, the padding of cells."""
    look = style.table
    sides = ("top", "left", "bottom", "right")
    weights = [(side, look.frame) for side in sides] + [("insideH", look.rule), ("insideV", look.rule)]
    borders = [w(side, val="single", sz=eighths(weight), space=0, color="auto") for side, weight in weights]
    margins = [w(side, w=twips(look.padding), type="dxa") for side in sides]
    return w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=LAST_PRIORITY),
        w("tblPr", w("tblBorders", *borders), w("tblCellMar", *margins)),
        type="table",
        styleId="TableGrid",
    )
