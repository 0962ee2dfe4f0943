"""The document as every room of the house sees it: frozen values, no behaviour beyond reading.

A `Document` is one flat sequence of blocks in reading order. What a paragraph *is* (title, body, signature …) is its
`role`; both writers map roles to looks, so that nothing else needs to know the kinds of text. Readers produce a
`Source` (blocks still `Role.BODY`, with `Hints`); `structure` turns it into a Document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal

from publish.model.account import Finding, Place


class Role(StrEnum):
    """What a paragraph is; the key of its look in style.toml ([roles.<role>])."""

    COPY_NUMBER = "copy-number"  # 份号 (GB/T 9704 7.2.1)
    MARKING = "marking"  # 密级和保密期限, 紧急程度 (7.2.2, 7.2.3)
    MASTHEAD = "masthead"  # 发文机关标志
    NUMBER = "number"  # 发文字号
    SIGNER = "signer"  # 签发人 (7.2.6)
    TITLE = "title"
    SUBTITLE = "subtitle"  # —— …, or the date in brackets under the title
    SPEAKER = "speaker"  # speaker or author under the title
    DATELINE = "dateline"  # date line of a speech, given by --date or front matter
    SALUTATION = "salutation"  # 称谓, 主送机关
    BODY = "body"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    ATTACHMENT = "attachment"  # 附件说明
    SIGNATURE = "signature"  # 署名
    DATE = "date"  # 成文日期
    NOTE = "note"  # 附注
    ATTENDANCE = "attendance"  # 出席, 请假, 列席 of 纪要 (10.3)
    COPY_TO = "copy-to"  # 抄送机关 (7.4.2)
    IMPRINT = "imprint"  # 印发机关和印发日期 (7.4.3)
    PART_LABEL = "part-label"  # 附件1, flush left, opens an attached document on a new page
    PART_TITLE = "part-title"  # title of an attached document
    CONTENTS_HEADING = "contents-heading"  # 目录 the author typed inside an attached document
    CONTENTS_LINE = "contents-line"  # what it lists
    CAPTION = "caption"


TITLES = (Role.TITLE, Role.PART_TITLE)  # of the text and of the documents attached to it
Align = Literal["", "left", "center", "right", "both"]  # of a paragraph, empty when nothing is said
CellAlign = Literal["", "left", "center", "right"]
Position = Literal["baseline", "super", "sub"]


class Level(IntEnum):
    """Heading levels: GB/T 9704 7.3.3 for 1 to 4; chapters are 1, sections 2, articles (第X条) 5."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4
    ARTICLE = 5


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of something between two drafts, and by whom: a mark of a comparison (花脸稿), never of a source."""

    kind: Literal["inserted", "deleted", "moved-from", "moved-to"]
    author: str = ""
    move: int = 0  # the number of a move, the same at both its ends


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one appearance, contiguous in the source from `place` on (None: not from the source)."""

    text: str
    place: Place | None = None
    strong: bool = False
    emphasis: bool = False
    position: Position = "baseline"
    revision: Revision | None = None

    @property
    def look(self) -> tuple[bool, bool, Position, Revision | None]:
        """What the characters look like, and what became of them: alike in spans that are one run on the page."""
        return self.strong, self.emphasis, self.position, self.revision


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break the author set on purpose inside a paragraph (Word's w:br, Markdown's hard break)."""

    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, called where it stands; numbered by the writers in reading order from 1."""

    content: tuple[Inline, ...]
    place: Place | None = None
    revision: Revision | None = None


Inline = Span | LineBreak | Footnote


@dataclass(frozen=True, slots=True)
class Hints:
    """What a reader saw of a paragraph's look; evidence for structure, never shown.

    `level`: of outline or heading, 0 none. `style`: its name in the source. `size`: pt, 0 unknown. `blank_before`: an
    empty line stood before. `marker`: an automatic number or bullet, part of the text. `raw_indent`: spaces before it.
    `lead`: characters at its start whose Han characters have another face or weight than all others, 0 none. `ruled`: a
    rule stood before.
    """

    level: int = 0
    style: str = ""
    align: Align = ""
    bold: bool = False
    size: float = 0.0
    blank_before: bool = False
    marker: str = ""
    raw_indent: str = ""
    quotation: bool = False
    list_depth: int = 0
    lead: int = 0
    ruled: bool = False


NO_HINTS = Hints()
ELEMENTS = ("issuer", "doc_number", "signer", "copy_number", "secrecy", "copy_to")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on its own line, or (as `Paragraph.run_in`) at the start of a paragraph.

    `revision` of a heading, paragraph or picture: what became of its end, the mark that parts it from the next.
    """

    level: int
    content: tuple[Inline, ...]
    place: Place | None = None
    hints: Hints = NO_HINTS
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with `run_in` its text is the run-in heading's followed by `content`'s."""

    content: tuple[Inline, ...]
    role: Role = Role.BODY
    place: Place | None = None
    run_in: Heading | None = None
    hints: Hints = NO_HINTS
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `columns` and `rows` are how many grid cells it spans (HTML colspan and rowspan)."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    align: CellAlign = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `header_rows` repeat on every page. `widths`: shares of the measure, may be empty."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0
    caption: Paragraph | None = None
    widths: tuple[float, ...] = ()
    place: Place | None = None
    revisions: tuple[Revision | None, ...] = ()  # of each row; empty: of none


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its key in `Document.pictures`; `width` in pt as in the source, 0 = natural size, never above the
    measure. `alt` is the text for those who cannot see it."""

    picture: str
    alt: str = ""
    width: float = 0.0
    caption: Paragraph | None = None
    place: Place | None = None
    revision: Revision | None = None


Block = Heading | Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and its media type (image/png or image/jpeg); size in pixels."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What front matter, a side file or the command line says about the whole; empty means: recognise it."""

    title: str = ""
    speaker: str = ""
    date: str = ""  # as it shall be printed
    style: str = ""
    elements: Mapping[str, str] = field(default_factory=dict)  # of an official document, by ELEMENTS
    language: str = "zh-CN"
    fill: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader found: blocks in order with places and hints, what it dropped, pictures by key."""

    name: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A recognised text, ready for every writer."""

    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title's text, lines joined, or what a head says in its place (…令, …纪要); may be empty."""
        return self._first(Role.TITLE) or self._first(Role.MASTHEAD).strip()

    @property
    def speaker(self) -> str:
        """Who speaks or wrote it, as given or as the text says; may be empty."""
        return self.metadata.speaker or self._first(Role.SPEAKER)

    @property
    def date(self) -> str:
        """Its date, as given or as the text says; may be empty."""
        return self.metadata.date or self._first(Role.DATELINE) or self._first(Role.DATE)

    def _first(self, role: Role) -> str:
        first = next((b for b in self.blocks if isinstance(b, Paragraph) and b.role is role), None)
        return "".join(inline.text for inline in first.content if isinstance(inline, Span)) if first else ""
