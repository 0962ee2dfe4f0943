"""The tokens of a style, typed: every number of a look, lengths in pt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from publish.style.official import ClosingLook, HeadLook, ImprintLook, SealLook
from publish.style.units import Align, Color, FaceName, Length

TWIPS_PER_POINT = 20
ROUNDING = 1e-6  # lengths given in mm are a hair off in pt


@dataclass(frozen=True)
class Page:
    """The sheet and its text area (版心); lengths in pt, `lines` × `characters` is the grid (GB/T 9704 5.2)."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    lines: int
    characters: int

    @property
    def measure(self) -> float:
        """Width of the text area, pt."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the text area, pt."""
        return self.height - self.top - self.bottom

    @property
    def pitch(self) -> float:
        """Distance of two baselines of the grid, pt."""
        return self.text_height / self.lines

    @property
    def cell(self) -> float:
        """Advance of one character of the grid, pt."""
        return self.measure / self.characters


@dataclass(frozen=True)
class Folio:
    """The page number (GB/T 9704 7.5); `form` holds {page} and may hold {pages}; `first`: page 1 has one too."""

    face: FaceName
    size: Length
    form: str
    position: Literal["outside", "center"]
    distance: Length
    indent: float
    first: bool


@dataclass(frozen=True)
class ReadingLook:
    """Reading time at the page's foot, left and right of a centred page number; {time} is the page's, {elapsed} up to
    its end, {total} the whole text's."""

    shown: bool
    face: FaceName
    size: Length
    left: str
    right: str


@dataclass(frozen=True)
class ContentsPage:
    """The contents page: headings down to level `levels`, each lower level `indent` characters further in, turned
    lines `hanging` characters, `number` characters at the right that only page numbers use."""

    title: str
    levels: int
    indent: float
    hanging: float
    number: float


@dataclass(frozen=True)
class Emphasis:
    """Faces that mark strong and emphasised words inside a paragraph."""

    strong: FaceName
    emphasis: FaceName


@dataclass(frozen=True)
class WesternLook:
    """Western letters and figures: their face (Times New Roman's metrics, or the line's Chinese one), and how far from
    Han they stand, in characters."""

    face: Literal["times", "han"]
    gap: float


@dataclass(frozen=True)
class StretchLook:
    """What every joint of a line may take before it is helped, in characters: a number parted from its measure, a name,
    an address, the line left `short` of the measure; how much `wider` or `closer` the characters of a line stand in
    Word, so that it ends where the PDF's does, with `spare` characters of room where it can."""

    number: float
    name: float
    address: float
    short: float
    wider: float
    closer: float
    spare: float


@dataclass(frozen=True)
class TableLook:
    """Tables: text size, those for columns that would be too narrow (after them, "auto", the page is turned sideways),
    line height, cell padding, inner rule and outer frame, pt; `space` in lines of the grid.

    Columns of figures and of texts with at most `center` characters are centred; others are justified where `justify`
    characters or more fit into a line, else set left. Tables of at most `keep` rows and `together` high are not parted,
    nor is a row, or rows joined by a merged cell, at most `whole` high; heads at most `repeated` high stand on every
    page: shares of the text area's height.
    """

    face: FaceName
    head: FaceName
    size: Length
    smaller: Length
    smallest: Length
    wide: Literal["auto", "always", "never"]
    line_height: Length
    padding: Length
    rule: Length
    frame: Length
    space: float
    center: int
    justify: int
    keep: int
    together: float
    whole: float
    repeated: float


@dataclass(frozen=True)
class FootnoteLook:
    """Footnotes at the page's foot, pt; `rule_width` as a share of the measure, `call` of the text's size."""

    face: FaceName
    size: Length
    line_height: Length
    rule: Length
    rule_width: float
    space: Length
    call: float


@dataclass(frozen=True)
class RevisionLook:
    """Drafts compared (花脸稿): colours of what came and went; the bar beside changed paragraphs, its width and its
    distance from the text, pt."""

    inserted: Color
    deleted: Color
    bar: Length
    distance: Length


@dataclass(frozen=True)
class FigureLook:
    """Pictures; `resolution` in pixels per inch gives the natural size."""

    resolution: int


@dataclass(frozen=True)
class MailLook:
    """Mail drafts: `limit` is the size in megabytes above which the sender is warned."""

    limit: int


@dataclass(frozen=True)
class RoleLook:
    """The look of one role of paragraph: size in pt, indents in characters of it, spaces in lines of the grid."""

    face: FaceName = "仿宋"
    size: Length = Length(16.0)
    align: Align = "justify"
    indent: float = 0.0
    hanging: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: int = 0
    after: int = 0
    lines: int = 1
    bold: bool = False
    keep: bool = False
    page_break: bool = False
    group: str = ""  # neighbours of the same group stand without a gap


@dataclass(frozen=True)
class Style:
    """Every token of a look, `name` of its folder, and the folders in which templates are sought, nearest first."""

    name: str
    label: str
    description: str
    composition: Literal["grid", "compressed"]
    run_in: Literal["inline", "own-line"]
    word_run_in: Literal["linked", "separator"]
    word_hanging: Literal["on", "off"]
    contents: Literal["off", "auto", "on"]
    contents_pages: int
    paragraph_lines: int
    last_line: int
    tight_lines: int
    tight_over: int
    characters_per_minute: int
    page_turn: Literal["free", "sentence"]
    page_turn_lines: int
    words: Literal["break", "keep"]
    quantities: Literal["keep", "part"]
    sides: Literal["double", "single"]
    signoff: Literal["seal", "none", "stamp"]
    page: Page
    folio: Folio
    reading: ReadingLook
    contents_page: ContentsPage
    emphasis: Emphasis
    western: WesternLook
    stretch: StretchLook
    table: TableLook
    footnote: FootnoteLook
    revision: RevisionLook
    head: HeadLook
    imprint: ImprintLook
    closing: ClosingLook
    seal: SealLook
    figure: FigureLook
    mail: MailLook
    roles: Mapping[str, RoleLook]
    folders: tuple[Path, ...] = field(compare=False)

    def role(self, name: str) -> RoleLook:
        """The look of a role ("body", "heading-1" …)."""
        return self.roles[name]

    @property
    def body(self) -> RoleLook:
        """The look of body text, whose size the character grid is made for."""
        return self.roles["body"]

    def tighten(self, lines: int) -> Style:
        """The same with so many lines more on a page, those of tables as much closer (GB/T 9704 7.3.5.5)."""
        page = replace(self.page, lines=self.page.lines + lines)
        share = page.pitch / self.page.pitch
        table = replace(
            self.table,
            line_height=Length(self.table.line_height * share),
            padding=Length(self.table.padding * share),
        )
        return replace(self, page=page, table=table) if lines else self

    @property
    def margin_forms(self) -> tuple[str, ...]:
        """The forms of what stands in the margins of every page."""
        timed = self.reading.shown and self.folio.position == "center"
        return (self.folio.form, self.reading.left, self.reading.right) if timed else (self.folio.form,)

    @property
    def word_tracking(self) -> float:
        """What is added to each character of body text in Word so that a line holds the grid's number of them, pt.

        Whole twips, rounded down: 28 × 15.75 pt fit into 442.2 pt and 29 do not.
        """
        return math.floor((self.page.cell - self.body.size) * TWIPS_PER_POINT + ROUNDING) / TWIPS_PER_POINT

    def em(self, size: float) -> float:
        """The em at which text of a nominal `size` (pt) is set: body size fills the grid's cell exactly.

        28 characters of 16 pt are 158.04 mm, wider than the 156 mm of GB/T 9704 5.2.1; so 三号 is set at 15.79 pt.
        """
        return self.page.cell if size == self.body.size else float(size)


ROLE_NAMES = (
    "copy-number", "marking", "masthead", "number", "signer", "title", "subtitle", "speaker", "dateline", "salutation",
    "body", "quotation", "list-item", "attachment", "signature", "date", "note", "attendance", "copy-to", "imprint",
    "part-label", "part-title", "contents-heading", "contents-line", "caption", "chapter", "section",
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-5",
)  # fmt: skip
