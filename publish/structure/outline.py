"""The recognised structure as plain data, for `publish outline`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from publish.model import Block, Document, FindingKind, Heading, Level, Paragraph, Role, inlines, paragraphs, plain_text
from publish.structure.lines.patterns import SIGNED_FOR, SIGNER_OF_ISSUE, is_organ, is_person
from publish.structure.slicing import lines_of

ATTACHMENT_MARK = re.compile(
    r"^(?:附\s*件?\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:.．]\s*)?(?:[0-9０-９]{1,2}\s*[.．、]\s*)?"
)
SPOKEN = (Role.SALUTATION, Role.BODY, Role.QUOTATION, Role.LIST_ITEM)
BODY_ROLES = (Role.BODY, Role.QUOTATION, Role.LIST_ITEM)
SOURCE_LINES = ("source-line", "wire-line", "doubled-title")


def outline(document: Document) -> dict[str, Any]:
    """The document's structure: title, number, salutation, headings (level 1 to 4 or "article"), attached documents.

    Every line (in Word files: paragraph) is counted from 1 in the source; `run_in` headings open a paragraph that
    counts once as body.
    """
    main, *parts = _sections(document.blocks)
    return {
        "markings": [*_texts(main, Role.COPY_NUMBER), *_texts(main, Role.MARKING)],
        "title": _first(main, Role.TITLE),
        "title_lines": [line for block in _of(main, Role.TITLE) for line in lines_of(block.content)],
        "masthead": _texts(main, Role.MASTHEAD),
        "doc_number": next((SIGNED_FOR.sub("", text) for text in _texts(main, Role.NUMBER) if _is_number(text)), None),
        "subtitle": "".join(_texts(main, Role.SUBTITLE)) or None,
        "author": "、".join(_texts(main, Role.SPEAKER)) or None,
        "source_lines": [
            f.text for f in document.findings if f.kind is FindingKind.LEFT_OUT and f.code in SOURCE_LINES
        ],
        "salutation": "".join(_texts(main, Role.SALUTATION)) or None,
        **_body(main),
        "parts": [_part(section) for section in parts],
    }


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """The document itself, then each attached document, which opens with its label or title."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        role = block.role if isinstance(block, Paragraph) else None
        above = sections[-1][-1] if sections[-1] else None
        labelled = isinstance(above, Paragraph) and above.role is Role.PART_LABEL
        if role is Role.PART_LABEL or (role is Role.PART_TITLE and not labelled):
            sections.append([])
        sections[-1].append(block)
    return sections


def _part(section: Sequence[Block]) -> dict[str, Any]:
    label = _first(section, Role.PART_LABEL)
    return {
        "kind": "attachment" if label else "attached document",
        "label": label,
        "title": _first(section, Role.PART_TITLE),
        **_body(section),
    }


def _body(section: Sequence[Block]) -> dict[str, Any]:
    return {
        "headings": list(_headings(section)),
        "characters": count_characters(section),
        "body_paragraphs": sum(1 for block in section if isinstance(block, Paragraph) and block.role in BODY_ROLES),
        "signature": [name for text in _texts(section, Role.SIGNATURE) for name in _signers(text)],
        "date": _first(section, Role.DATE),
        "notes": [text for text in _texts(section, Role.NOTE) if text[0] in "（("],
        "attachments": list(_attachments(section)),
        "attendance": _texts(section, Role.ATTENDANCE),
        "imprint": [*_texts(section, Role.COPY_TO), *_texts(section, Role.IMPRINT)],
    }


def _is_number(text: str) -> bool:
    return not SIGNER_OF_ISSUE.fullmatch(text)


def _signers(text: str) -> list[str]:
    """The names of a signature line: several organs or persons side by side are several signatures."""
    names = text.split()
    return names if all(is_organ(name) or is_person(name) for name in names) else [text]


def _attachments(section: Sequence[Block]) -> Iterator[str]:
    """The names listed after 附件：, without their numbers."""
    for text in _texts(section, Role.ATTACHMENT):
        name = ATTACHMENT_MARK.sub("", text)
        if name:
            yield name


def count_characters(blocks: Sequence[Block]) -> int:
    """How many characters are read aloud: Han, letters and digits of headings, body, lists and tables; no marks."""
    spoken = (block for block in paragraphs(tuple(blocks)) if isinstance(block, Heading) or block.role in SPOKEN)
    return sum(character.isalnum() for block in spoken for character in plain_text(inlines(block)))


def _sizes(section: Sequence[Block]) -> dict[int, int]:
    """For each block that holds a heading, the characters from it to the next of its level or above."""
    levels = [(index, heading.level) for index, block in enumerate(section) if (heading := _heading_of(block))]
    ends = (
        next((later for later, deeper in levels if later > index and deeper <= level), len(section))
        for index, level in levels
    )
    return {index: count_characters(section[index:end]) for (index, _), end in zip(levels, ends, strict=True)}


def _heading_of(block: Block) -> Heading | None:
    heading = block.run_in if isinstance(block, Paragraph) else block
    return heading if isinstance(heading, Heading) else None


def _headings(section: Sequence[Block]) -> Iterator[dict[str, Any]]:
    sizes = _sizes(section)
    for index, block in enumerate(section):
        heading = _heading_of(block)
        if heading:
            place = heading.place or block.place  # an automatic number, which may open the heading, stands nowhere
            yield {
                "characters": sizes[index],
                "level": "article" if heading.level == Level.ARTICLE else int(heading.level),
                "text": plain_text(heading.content),
                "run_in": isinstance(block, Paragraph),
                "line": place.line if place else None,
            }


def _of(section: Sequence[Block], role: Role) -> list[Paragraph]:
    return [block for block in section if isinstance(block, Paragraph) and block.role is role]


def _texts(section: Sequence[Block], role: Role) -> list[str]:
    return [plain_text(inlines(block)) for block in _of(section, role)]


def _first(section: Sequence[Block], role: Role) -> str | None:
    return next(iter(_texts(section, role)), None)
