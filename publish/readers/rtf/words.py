"""The control words of RTF that matter here, and what a group inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.model import Align, Block, Inline, Position

CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}
CHARSETS = {134: "gb18030", 136: "big5hkscs", 0: "", 1: ""}  # \\fcharset
# Groups whose text is no text of the document; \\* marks further ones that a reader may pass over.
SKIPPED = frozenset(
    b"fonttbl colortbl info object header footer headerl headerr headerf footerl footerr footerf"
    b" revtbl rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles annotation atnid"
    b" atnauthor atndate bkmkstart bkmkend nonshppict filetbl ftnsep ftnsepc aftnsep shprslt nonesttables"
    b" listpicture".split()
)
# Groups that are taken whole before they are read.
WHOLE = (b"stylesheet", b"listtable", b"listoverridetable", b"fldinst", b"pict")
SHOWN = (b"shppict", b"pntext", b"listtext", b"footnote", b"ud", b"upr", b"nesttableprops")  # though \\* is before them
TOLD = {b"object": ("object", "嵌入的对象没有排出")}
# Groups whose words are told, not only that they are there; what they are called.
ASIDE = {
    b"annotation": "批注",
    **dict.fromkeys((b"header", b"headerl", b"headerr", b"headerf"), "页眉"),
    **dict.fromkeys((b"footer", b"footerl", b"footerr", b"footerf"), "页脚"),
}  # fmt: skip
CONTENTS = "目录"
BOX = b"shptxt"
SYMBOLS = {
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"tab": "\t", b"emspace": "\u3000", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
ALIGNS: dict[bytes, Align] = {b"ql": "left", b"qc": "center", b"qr": "right", b"qj": "both"}
LOOKS = {b"b": "strong", b"i": "emphasis", b"v": "hidden", b"deleted": "deleted", b"revised": "revised"}
POSITIONS: dict[bytes, Position] = {b"super": "super", b"sub": "sub", b"nosupersub": "baseline"}
NUMBERS = {b"s": "style", b"ls": "list", b"ilvl": "list_level", b"itap": "depth", b"outlinelevel": "outline"}
LOST_NUMBER = re.compile(r"\?+(?=[、．.）)]?\s*$)|^[（(]?\?")


@dataclass(frozen=True)
class Properties:
    """What is said of a paragraph; it holds until the group ends in which it is said."""

    align: Align = ""
    in_table: bool = False
    depth: int | None = None
    style: int = 0
    list: int = 0
    list_level: int = 0
    outline: int | None = None


@dataclass
class State:
    """What a group inherits: skipping, the code page, the look of its words."""

    skipped: bool = False
    aside: str = ""  # what its words are told as
    unsaid: bool = False  # no words, but instructions and pictures in what is told
    listed: bool = False
    nested: bool = False  # it says how the cells of a table in a table lie
    encoding: str = ""
    unicode_skip: int = 1
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    size: float = 0.0
    position: Position = "baseline"
    said: Properties = Properties()


@dataclass
class Story:
    """Inline content that is being gathered, of a paragraph or of a footnote, and the pictures that hang on it."""

    content: list[Inline] = field(default_factory=list)
    marker: str = ""
    behind: list[Block] = field(default_factory=list)
    bold: bool = True
    size: float = 0.0
