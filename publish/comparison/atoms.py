"""A document as one row of atoms: words, line breaks, footnote calls, the ends of paragraphs, whole tables, pictures.

Words come from rjieba (the jieba dictionary in Rust, MIT), so that a difference covers words, not letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.composition.words import dictionary
from publish.model import (
    Block,
    Document,
    Figure,
    Footnote,
    Inline,
    LineBreak,
    Paragraph,
    Place,
    Revision,
    Span,
    Table,
    inlines,
    plain_text,
)

# Numbers with their sign and unit of magnitude, and Western words, change as a whole: 3.5 -> 3.6 is one difference.
WHOLE = re.compile(r"[0-9０-９][0-9０-９.．,，%％]*[0-9０-９%％]|[0-9０-９]|[A-Za-z]+")
TWO_WORDS = 4  # characters
BREAK, NOTE, END, WHOLE_BLOCK = "\n", "\ufffc", "\u2029", "\u2028"


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest thing that is kept, deleted or inserted whole.

    `key`: what is compared. `content`: inline content (of a word or call). `block`: of an end of paragraph the block
    it ends, of a table or picture that itself. `in_heading`: belongs to the run-in heading of its paragraph.
    """

    key: str
    content: tuple[Inline, ...] = ()
    block: Block | None = None
    in_heading: bool = False

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a paragraph or heading."""
        return self.key == END

    @property
    def place(self) -> Place | None:
        """Where it stands in its draft."""
        for inline in self.content:
            if isinstance(inline, Span | Footnote):
                return inline.place
        return self.block.place if self.block else None


def split_blocks(document: Document) -> list[list[Atom]]:
    """The atoms of every block, in order; those of a paragraph end with its end."""
    return [list(split_block(block)) for block in document.blocks]


def split_block(block: Block) -> Iterator[Atom]:
    """The atoms of one block."""
    if isinstance(block, Table | Figure):
        yield Atom(WHOLE_BLOCK + describe_block(block), block=block)
        return
    heading = block.run_in if isinstance(block, Paragraph) else None
    if heading:
        yield from (replace(atom, in_heading=True) for atom in _split_content(heading.content))
    yield from _split_content(block.content)
    yield Atom(END, block=block)


def describe_block(block: Block) -> str:
    """A block's text, by which it is found again: of a table its cells in order, of a picture what it shows."""
    match block:
        case Table():
            rows = ("\t".join(describe_blocks(cell.blocks) for cell in row) for row in block.rows)
            return "\r".join([describe_block(block.caption) if block.caption else "", *rows])
        case Figure():
            return "\r".join((block.picture, describe_block(block.caption) if block.caption else ""))
        case _:
            return plain_text(inlines(block), footnotes=True)


def describe_blocks(blocks: Iterable[Block]) -> str:
    """The texts of blocks, each on a line of its own."""
    return "\n".join(map(describe_block, blocks))


def _split_content(content: Sequence[Inline]) -> Iterator[Atom]:
    """The atoms of inline content: words over the borders of spans, each with the pieces of spans it is made of."""
    run: list[Span] = []
    for inline in content:
        match inline:
            case Span():
                run.append(inline)
            case LineBreak():
                yield from _split_run(run)
                run = []
                yield Atom(BREAK, (inline,))
            case Footnote():
                yield from _split_run(run)
                run = []
                yield Atom(NOTE + plain_text(inline.content, footnotes=True), (inline,))
    yield from _split_run(run)


def _split_run(run: Sequence[Span]) -> Iterator[Atom]:
    number = offset = 0
    for word in split_words("".join(span.text for span in run)):
        content: list[Span] = []
        missing = len(word)
        while missing:
            span = run[number]
            end = min(offset + missing, len(span.text))
            if end > offset:
                content.append(_take(span, offset, end))
            missing -= end - offset
            number, offset = (number + 1, 0) if end == len(span.text) else (number, end)
        yield Atom(word, tuple(content))


def _take(span: Span, start: int, end: int) -> Span:
    """A piece of a span, in its place. Made anew, since `replace` takes four times as long, once a word."""
    place = span.place and Place(span.place.file, span.place.line, span.place.column + start)
    return Span(span.text[start:end], place, span.strong, span.emphasis, span.position, span.revision)


def split_words(text: str) -> Iterator[str]:
    """The words of a text, joined again the text itself; numbers and Western words are whole."""
    start = 0
    for match in WHOLE.finditer(text):
        yield from _cut(text[start : match.start()])
        yield match[0]
        start = match.end()
    yield from _cut(text[start:])


def _cut(text: str) -> list[str]:
    words: list[str] = dictionary().cut(text) if text else []
    return [part for word in words for part in _halve(word)] if "".join(words) == text else list(text)


def _halve(word: str) -> tuple[str, ...]:
    """A four-character word of the dictionary that is two words (切实加强) as these, so that one of them can come."""
    half = len(word) // 2
    parts = (word[:half], word[half:])
    return parts if len(word) == TWO_WORDS and all(map(dictionary().has_word, parts)) else (word,)


def mark(content: Iterable[Inline], revision: Revision | None) -> tuple[Inline, ...]:
    """Inline content with what became of it, in its footnotes too."""
    return tuple(
        replace(inline, revision=revision, content=mark(inline.content, revision))
        if isinstance(inline, Footnote)
        else replace(inline, revision=revision)
        for inline in content
    )


def join_spans(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inline content with neighbouring pieces of one look and fate joined where they follow each other."""
    joined: list[list[Inline]] = []
    for inline in content:
        if joined and _follows(joined[-1][-1], inline):
            joined[-1].append(inline)
        else:
            joined.append([inline])
    return tuple(_join(pieces) for pieces in joined)


def _join(pieces: Sequence[Inline]) -> Inline:
    spans = [piece for piece in pieces if isinstance(piece, Span)]
    return replace(spans[0], text="".join(span.text for span in spans)) if len(pieces) > 1 else pieces[0]


def _follows(last: Inline, span: Inline) -> bool:
    if not isinstance(last, Span) or not isinstance(span, Span):
        return False
    if last.look != span.look:
        return False
    if last.place is None or span.place is None:
        return last.place is span.place
    after = last.place.file, last.place.line, last.place.column + len(last.text)
    return after == (span.place.file, span.place.line, span.place.column)
