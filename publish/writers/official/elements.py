"""The elements of an official document in the order in which they stand on paper: 版头 first, 版记 last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Block, Document, Inline, Paragraph, Role, Span, has_role, plain_text
from publish.structure.slicing import Content, divide, part, strip
from publish.style import Style

HEAD = (Role.COPY_NUMBER, Role.MARKING, Role.MASTHEAD, Role.NUMBER, Role.SIGNER)
LETTER_HEAD = (Role.MASTHEAD, Role.COPY_NUMBER, Role.MARKING, Role.NUMBER, Role.SIGNER)  # 10.1: below the rule
FRONT = {*HEAD, Role.TITLE, Role.SUBTITLE, Role.SPEAKER, Role.DATELINE}
IMPRINT = (Role.COPY_TO, Role.IMPRINT)
BLANK = "\u3000"  # a space as wide as a Han character
PARTED = (Role.MASTHEAD, Role.SIGNER)
NAMED = ("order", "minutes")  # forms whose mark says what the document is called (10.2, 10.3)
WORD = re.compile(r"\S+")
COPY_NUMBER = re.compile(r"№?\d{6}")
SIGNER = re.compile(r"签发人\s*[：:]\s*")
KIND = re.compile(r"(?<=\S)\s*文\s?件\s*$")  # the word beside the names in 联合行文


@dataclass(frozen=True)
class Mark:
    """发文机关标志: the names, 主办机关 first, and the word beside them (“文件”; empty: none), in the text's order."""

    parts: tuple[tuple[Content, bool], ...]  # what is said, whether it is that word

    @property
    def names(self) -> list[Content]:
        """The lines of the mark."""
        return [content for content, is_kind in self.parts if not is_kind]


def order_elements(document: Document, style: Style) -> Document:
    """The document with its 版头 at the beginning, one element a paragraph, and its 版记 at the end; what the paper
    already bears (head.printed) is blank, as wide as it is. Without a head in the style: the document as it is."""
    blocks = document.blocks
    if style.head.form != "none":
        blocks = _order_head(blocks, style)
    if style.head.printed:
        blocks = tuple(_blank_out(block) for block in blocks if not _is_kind(block))
    if style.signoff == "seal":
        blocks = tuple(piece for block in blocks for piece in _part_row(block))
    if style.imprint.foot:
        imprint = [block for block in blocks if has_role(block, *IMPRINT)]
        imprint.sort(key=lambda block: has_role(block, Role.IMPRINT))
        blocks = (*(block for block in blocks if not has_role(block, *IMPRINT)), *imprint)
    return replace(document, blocks=blocks)


def _is_kind(block: Block) -> bool:
    return has_role(block, Role.MASTHEAD) and "".join(plain_text(block.content).split()) == "文件"


def _blank_out(block: Block) -> Block:
    if not has_role(block, Role.MASTHEAD):
        return block
    return replace(block, content=(Span(BLANK * len(plain_text(block.content))),))


def _order_head(blocks: Sequence[Block], style: Style) -> tuple[Block, ...]:
    order = LETTER_HEAD if style.head.form == "letter" else HEAD
    end = next((at for at, block in enumerate(blocks) if not has_role(block, *FRONT)), len(blocks))
    front = [piece for block in blocks[:end] for piece in _part_line(block)]
    if style.head.form in NAMED and not any(has_role(block, Role.MASTHEAD) for block in front):
        front = [replace(block, role=Role.MASTHEAD) if has_role(block, Role.TITLE) else block for block in front]
    front = [
        *_part_mark(front),
        *_part_signers(front, style.head.names),
        *(b for b in front if not has_role(b, *PARTED)),
    ]
    front.sort(key=lambda block: _rank(block, order))
    return (*front, *blocks[end:])


def _part_mark(front: Sequence[Block]) -> Iterator[Block]:
    """The names of 联合行文 and the word beside them, each a paragraph; a mark of one line as it is."""
    blocks = [block for block in front if has_role(block, Role.MASTHEAD)]
    mark = read_mark(block for block in blocks if isinstance(block, Paragraph))
    if len(mark.parts) < 2 or not any(is_kind for _, is_kind in mark.parts):
        yield from blocks
    else:
        first = blocks[0]
        yield from (Paragraph(content, Role.MASTHEAD, first.place) for content, _ in mark.parts)


def _part_signers(front: Sequence[Block], names: int) -> Iterator[Block]:
    """签发人, as many to a paragraph as stand on a line (7.2.6)."""
    blocks = [block for block in front if isinstance(block, Paragraph) and block.role is Role.SIGNER]
    for block in blocks:
        text = plain_text(block.content)
        label = SIGNER.match(text)
        found = list(WORD.finditer(text, label.end() if label else 0))
        for start in range(0, len(found), names) if len(found) > names else ():
            row = found[start : start + names]
            content = part(block.content, 0 if start == 0 else row[0].start(), row[-1].end())
            yield replace(block, content=content)
        if len(found) <= names:
            yield block


def _rank(block: Block, order: Sequence[Role]) -> int:
    return order.index(block.role) if isinstance(block, Paragraph) and block.role in order else len(order)


def _part_row(block: Block) -> Iterator[Block]:
    """署名 that a Word file of ours has side by side."""
    if has_role(block, Role.SIGNATURE) and "\t" in (text := plain_text(block.content)):
        for name in re.finditer(r"[^\t]+", text):
            yield replace(block, content=strip(part(block.content, *name.span())))
    else:
        yield block


def _part_line(block: Block) -> Iterator[Block]:
    """The elements an author wrote on one line: 份号 and 密级, 发文字号 and 签发人."""
    if has_role(block, Role.MARKING):
        for content in part_words(block.content):
            role = Role.COPY_NUMBER if COPY_NUMBER.fullmatch(plain_text(content)) else Role.MARKING
            yield replace(block, role=role, content=content)
    elif has_role(block, Role.NUMBER) and (signer := SIGNER.search(text := plain_text(block.content))):
        before, after = divide(block.content, signer.start())
        if text[: signer.start()].strip():
            yield replace(block, content=strip(before))
        yield replace(block, role=Role.SIGNER, content=strip(after))
    else:
        yield block


def part_words(content: Content) -> list[Content]:
    """What stands between white space, each as content of its own."""
    return [part(content, *match.span()) for match in WORD.finditer(plain_text(content))]


def split_head(blocks: Sequence[Block]) -> tuple[list[Paragraph], list[Block]]:
    """The elements of the 版头 that open a document's blocks, and the rest."""
    end = next((at for at, block in enumerate(blocks) if not has_role(block, *HEAD)), len(blocks))
    return [block for block in blocks[:end] if isinstance(block, Paragraph)], list(blocks[end:])


def split_imprint(blocks: Sequence[Block]) -> tuple[list[Block], list[Paragraph]]:
    """A document's blocks without the 版记 that closes them, and that."""
    start = len(blocks)
    while start and has_role(blocks[start - 1], *IMPRINT):
        start -= 1
    return list(blocks[:start]), [block for block in blocks[start:] if isinstance(block, Paragraph)]


def read_mark(paragraphs: Iterable[Paragraph]) -> Mark:
    """The mark that paragraphs make; “文件” is a part of its own only beside several names."""
    lines = [line for block in paragraphs for line in _lines(block.content)]
    if len(lines) == 1:
        return Mark(tuple((content, False) for content in lines))
    parts: list[tuple[Content, bool]] = []
    for line in lines:
        text = plain_text(line)
        kind = KIND.search(text)
        if "".join(text.split()) == "文件":
            parts.append((line, True))
        elif kind:
            name, word = divide(line, kind.start())
            parts += [(strip(name), False), (strip(word), True)]
        else:
            parts.append((line, False))
    return Mark(tuple(parts))


def _lines(content: Content) -> list[Content]:
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if hasattr(inline, "text"):
            lines[-1].append(inline)
        else:
            lines.append([])
    return [strip(tuple(line)) for line in lines if line]


def read_signers(block: Paragraph) -> tuple[Content, list[Content]]:
    """The label 签发人： (empty: none) and the names, each as content."""
    text = plain_text(block.content)
    label = SIGNER.match(text)
    end = label.end() if label else 0
    head, names = divide(block.content, end)
    return strip(head) if end else (), part_words(names)
