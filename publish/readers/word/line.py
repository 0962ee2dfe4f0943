"""One paragraph while its runs are read: spans joined by their look, and what the whole looks like."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from publish.model import Block, Figure, Footnote, Heading, Inline, LineBreak, Place, Span
from publish.readers.word.styles import Look

HAN = re.compile("[\u3400-\u9fff]")


@dataclass
class Line:
    """Inline content from `place` on; `before` and `after` hold figures and text boxes anchored in the paragraph.

    `run_in` is the heading whose style separator joined it to this paragraph; `opens`: no text stands above it.
    """

    place: Place
    run_in: Heading | None = None
    opens: bool = False
    inlines: list[Inline] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _look: Look = field(default_factory=Look)
    _start: int = 0
    _length: int = 0
    _bold: int = 0
    _visible: int = 0
    _sizes: Counter[float] = field(default_factory=Counter)
    _faces: list[tuple[tuple[str, bool], int]] = field(default_factory=list)  # of Han characters, where each begins

    def add_text(self, text: str, look: Look) -> None:
        """Append characters; white space takes the look of what stands before it."""
        if not text:
            return
        visible = len("".join(text.split()))
        if visible and _appearance(look) != _appearance(self._look):
            self._close()
        if visible:
            self._look = look
            self._bold += visible if look.bold else 0
            self._visible += visible
            self._sizes[look.size] += visible
            self._note_face(text, look)
        self._parts.append(text)
        self._length += len(text)

    def add(self, inline: LineBreak | Footnote) -> None:
        """Append a break or a note."""
        self._close()
        self.inlines.append(inline)

    def hang(self, block: Block) -> None:
        """Keep a figure for before the paragraph's text, or after it once text has been met; the text of a box for
        after it, but where nothing stands above: there it is a red head or a title."""
        before = not self._visible and (self.opens or isinstance(block, Figure))
        (self.before if before else self.after).append(block)

    @property
    def bold(self) -> bool:
        """Whether every visible character is bold."""
        return 0 < self._visible == self._bold

    def _note_face(self, text: str, look: Look) -> None:
        face, han = (look.font, look.bold), HAN.search(text)
        if han and (not self._faces or self._faces[-1][0] != face):
            begins = self._length if text[: han.start()].strip() == "" else self._length + han.start()
            self._faces.append((face, begins))

    @property
    def lead(self) -> int:
        """Characters before the one place where the face or weight of the Han characters changes, 0 none."""
        return self._faces[1][1] if len(self._faces) == 2 else 0

    @property
    def size(self) -> float:
        """The size most characters have, pt, 0 unknown."""
        return self._sizes.most_common(1)[0][0] if self._sizes else 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there to print but white space."""
        return not self._visible and not any(isinstance(each, Footnote) for each in self.inlines)

    def content(self) -> tuple[str, tuple[Inline, ...]]:
        """The spaces in front, and the content without white space and breaks at its ends.

        After a run-in heading white space in front is a part of the paragraph (第一条　…).
        """
        self._close()
        inlines = list(self.inlines)
        indent = ""
        while not self.run_in and inlines and (stripped := _lstrip(inlines[0])) is not inlines[0]:
            first = inlines.pop(0)
            if isinstance(first, Span):
                kept = stripped.text if isinstance(stripped, Span) else ""
                indent += first.text[: len(first.text) - len(kept)]
            if stripped is not None:
                inlines.insert(0, stripped)
                break
        while inlines and (stripped := _rstrip(inlines[-1])) is not inlines[-1]:
            inlines.pop()
            if stripped is not None:
                inlines.append(stripped)
                break
        return indent, tuple(inlines)

    def _close(self) -> None:
        if self._parts:
            look = self._look
            place = replace(self.place, column=self._start + 1)
            self.inlines.append(Span("".join(self._parts), place, look.strong, look.emphasis, look.position))
        self._parts = []
        self._start = self._length


def _appearance(look: Look) -> tuple[bool, bool, str]:
    return look.strong, look.emphasis, look.position


def _lstrip(inline: Inline) -> Inline | None:
    """The inline without white space in front: itself when there is none, None when nothing remains."""
    if isinstance(inline, LineBreak):
        return None
    if not isinstance(inline, Span) or not inline.text[:1].isspace():
        return inline
    kept = inline.text.lstrip()
    place = inline.place and replace(inline.place, column=inline.place.column + len(inline.text) - len(kept))
    return replace(inline, text=kept, place=place) if kept else None


def _rstrip(inline: Inline) -> Inline | None:
    if isinstance(inline, LineBreak):
        return None
    if not isinstance(inline, Span) or not inline.text[-1:].isspace():
        return inline
    kept = inline.text.rstrip()
    return replace(inline, text=kept) if kept else None
