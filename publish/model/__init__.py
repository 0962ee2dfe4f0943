"""The document as every room of the house sees it: frozen values, no behaviour beyond reading.

account    what is told of a text: places, findings, differences of drafts
captions   with the figure or table they belong to
document   blocks and what they hold
traversal  walks over them, in reading order
"""

from publish.model.account import CONTENTS_LEFT_OUT, PAGE, Change, Finding, FindingKind, Place
from publish.model.captions import attach_captions
from publish.model.document import (
    ELEMENTS,
    NO_HINTS,
    TITLES,
    Align,
    Block,
    Cell,
    CellAlign,
    Document,
    Figure,
    Footnote,
    Heading,
    Hints,
    Inline,
    Level,
    LineBreak,
    Metadata,
    Paragraph,
    Picture,
    Position,
    Revision,
    Role,
    Source,
    Span,
    Table,
)
from publish.model.traversal import cell_text, has_role, inlines, own_blocks, paragraphs, plain_text, spans, texts

__all__ = [
    "CONTENTS_LEFT_OUT",
    "ELEMENTS",
    "NO_HINTS",
    "PAGE",
    "TITLES",
    "Align",
    "Block",
    "Cell",
    "CellAlign",
    "Change",
    "Document",
    "Figure",
    "Finding",
    "FindingKind",
    "Footnote",
    "Heading",
    "Hints",
    "Inline",
    "Level",
    "LineBreak",
    "Metadata",
    "Paragraph",
    "Picture",
    "Place",
    "Position",
    "Revision",
    "Role",
    "Source",
    "Span",
    "Table",
    "attach_captions",
    "cell_text",
    "has_role",
    "inlines",
    "own_blocks",
    "paragraphs",
    "plain_text",
    "spans",
    "texts",
]
