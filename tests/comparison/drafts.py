"""Documents of drafts written as plain lines; a marked document with every difference taken or refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from publish.model import (
    Block,
    Cell,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    Paragraph,
    Place,
    Revision,
    Role,
    Span,
    Table,
    plain_text,
)

NEW, OLD = ("inserted", "moved-to"), ("deleted", "moved-from")


def make_document(*lines: str) -> Document:
    """A document of body paragraphs; a line that begins with # is a heading."""
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        place = Place("稿.txt", number)
        if line.startswith("#"):
            blocks.append(Heading(1, (Span(line[1:], place),), place))
        else:
            blocks.append(Paragraph((Span(line, place),), Role.BODY, place))
    return Document(tuple(blocks))


def make_table(*rows: str) -> Table:
    """A table of rows whose cells are parted by |."""
    return Table(tuple(tuple(Cell((Paragraph((Span(cell),)),)) for cell in row.split("|")) for row in rows))


def show(document: Document) -> str:
    """The marked text: +inserted+, -deleted-, >moved here>, <moved away<; ¶ at the end of each paragraph."""
    signs = {"inserted": "+", "deleted": "-", "moved-to": ">", "moved-from": "<"}
    lines = []
    for block in document.blocks:
        assert isinstance(block, Paragraph | Heading)
        content = (block.run_in.content if isinstance(block, Paragraph) and block.run_in else ()) + block.content
        pieces = [(plain_text((inline,)), inline.revision) for inline in content] + [("¶", block.revision)]
        lines.append("".join(_show(text, revision, signs) for text, revision in pieces))
    return "\n".join(lines)


def _show(text: str, revision: Revision | None, signs: dict[str, str]) -> str:
    sign = signs[revision.kind] if revision else ""
    return f"{sign}{text}{sign}"


def resolve(document: Document, accept: bool) -> list[str]:
    """The texts of the paragraphs, rows and pictures when every difference is taken (or refused)."""
    return list(_resolve(document.blocks, OLD if accept else NEW))


def _resolve(blocks: tuple[Block, ...], gone: tuple[str, ...]) -> Iterator[str]:
    text = ""
    for block in blocks:
        if isinstance(block, Table):
            if block.caption:
                yield from _resolve((block.caption,), gone)
            for row, revision in zip(block.rows, block.revisions or (None,) * len(block.rows), strict=True):
                if not (revision and revision.kind in gone):
                    yield "|".join("/".join(_resolve(cell.blocks, gone)) for cell in row)
        elif isinstance(block, Figure):
            if not (block.revision and block.revision.kind in gone):
                yield block.picture
        else:
            content = (block.run_in.content if isinstance(block, Paragraph) and block.run_in else ()) + block.content
            text += "".join(_text(inline) for inline in content if not _is_gone(inline, gone))
            if not (block.revision and block.revision.kind in gone):
                yield text
                text = ""
    if text:
        yield text


def _is_gone(inline: Inline, gone: tuple[str, ...]) -> bool:
    return inline.revision is not None and inline.revision.kind in gone


def _text(inline: Inline) -> str:
    if isinstance(inline, Footnote):
        return f"［{plain_text(inline.content)}］"
    return inline.text if isinstance(inline, Span) else "⏎"


def edit_randomly(document: Document, random_: random.Random, edits: int) -> tuple[Document, int]:
    """A document with random edits as a person makes them, and how many characters they touched."""
    blocks, touched = list(document.blocks), 0
    for _ in range(edits):
        index = random_.randrange(len(blocks))
        block = blocks[index]
        span = block.content[0] if isinstance(block, Paragraph) and len(block.content) == 1 else None
        if isinstance(block, Paragraph) and not block.run_in and isinstance(span, Span) and len(span.text) > LONG:
            touched += random_.choice(EDITS)(blocks, index, random_)
    return replace(document, blocks=tuple(blocks)), touched


def _text_at(blocks: list[Block], index: int) -> tuple[Paragraph, str]:
    block = blocks[index]
    assert isinstance(block, Paragraph)
    return block, plain_text(block.content)


def _change_word(blocks: list[Block], index: int, random_: random.Random) -> int:
    block, text = _text_at(blocks, index)
    at, length = random_.randrange(2, len(text) - 6), random_.randrange(1, 4)
    text = text[:at] + random_.choice(("扎实", "持续用力", "", "三")) + text[at + length :]
    blocks[index] = replace(block, content=(Span(text),))
    return 6


def _add_sentence(blocks: list[Block], index: int, random_: random.Random) -> int:
    block, text = _text_at(blocks, index)
    at = random_.randrange(2, len(text) - 6)
    blocks[index] = replace(block, content=(Span(text[:at] + "要坚持系统观念、久久为功。" + text[at:]),))
    return 13


def _delete(blocks: list[Block], index: int, _: random.Random) -> int:
    length = len(_text_at(blocks, index)[1])
    del blocks[index]
    return length


def _insert(blocks: list[Block], index: int, _: random.Random) -> int:
    blocks.insert(index, Paragraph((Span("新增的一段：要压实责任，层层抓落实。"),)))
    return 18


def _move(blocks: list[Block], index: int, random_: random.Random) -> int:
    length = len(_text_at(blocks, index)[1])
    blocks.insert(random_.randrange(len(blocks)), blocks.pop(index))
    return 2 * length


def _part(blocks: list[Block], index: int, random_: random.Random) -> int:
    block, text = _text_at(blocks, index)
    at = random_.randrange(2, len(text) - 6)
    blocks[index : index + 1] = [replace(block, content=(Span(piece),)) for piece in (text[:at], text[at:])]
    return 0


def _join(blocks: list[Block], index: int, _: random.Random) -> int:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    block, _text = _text_at(blocks, index)
    if isinstance(below, Paragraph) and not below.run_in:
        blocks[index : index + 2] = [replace(block, content=(*block.content, *below.content))]
    return 0


LONG = 12  # characters a paragraph needs to be edited inside
EDITS = (_change_word, _change_word, _add_sentence, _delete, _insert, _move, _part, _join)
