"""The control words of RTF that matter here, and what a group inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from publish.model import Inline

CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}
CHARSETS = {134: "gb18030", 136: "big5hkscs", 0: "", 1: ""}  # \\fcharset
# Groups whose text is no text of the document; \\* marks further ones that a reader may pass over.
SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf"
    b" listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata colorschememapping datastore"
    b" latentstyles annotation atnid atnauthor atndate fldinst bkmkstart bkmkend nonshppict filetbl ftnsep ftnsepc"
    b" aftnsep".split()
)
SHOWN = (b"shppict", b"pntext", b"listtext", b"footnote", b"ud", b"upr")  # kept though \\* stands before them
TOLD = {
    b"pict": ("picture", "图片没有排出"),
    b"object": ("object", "嵌入的对象没有排出"),
}
# Groups whose words are told, not only that they are there; what they are called.
ASIDE = {
    b"shptxt": "文本框", b"annotation": "批注",
    **dict.fromkeys((b"header", b"headerl", b"headerr", b"headerf"), "页眉"),
    **dict.fromkeys((b"footer", b"footerl", b"footerr", b"footerf"), "页脚"),
}  # fmt: skip
SYMBOLS = {
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"tab": "\t", b"emspace": "\u3000", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
ALIGNS: dict[bytes, Literal["left", "center", "right", "both"]]
ALIGNS = {b"ql": "left", b"qc": "center", b"qr": "right", b"qj": "both"}
LOOKS = {b"b": "strong", b"i": "emphasis", b"v": "hidden", b"deleted": "deleted"}
POSITIONS: dict[bytes, Literal["baseline", "super", "sub"]]
POSITIONS = {b"super": "super", b"sub": "sub", b"nosupersub": "baseline"}
LOST_NUMBER = re.compile(r"\?+(?=[、．.）)]?\s*$)|^\?")


@dataclass
class State:
    """What a group inherits: skipping, the code page, the look of its words."""

    skipped: bool = False
    aside: str = ""  # what its words are told as
    unsaid: bool = False  # no words, but instructions and pictures in what is told
    listed: bool = False
    note: bool = False
    encoding: str = ""
    unicode_skip: int = 1
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    deleted: bool = False
    position: Literal["baseline", "super", "sub"] = "baseline"


@dataclass
class Story:
    """Inline content that is being gathered: of a paragraph, or of a footnote."""

    content: list[Inline] = field(default_factory=list)
    marker: str = ""
