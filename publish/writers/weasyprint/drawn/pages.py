"""The pages of a rendering as marks, with the fonts, the pictures and the outline they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from publish.fonts.sfnt import add_charmap
from publish.writers.pdf.embedding import check_embedding
from publish.writers.shared.drawn import Bookmark, Box, DrawnFont, Link, Mark, Page, Part, Text
from publish.writers.weasyprint.drawn.canvas import Canvas
from publish.writers.weasyprint.glyph_codes import find_numbers, renumbering

PT = 0.75  # in a px of CSS
BOLD = 700
HINTING = False  # as in the PDF
LEVELS = {f"h{level}": level for level in range(1, 7)}
PARTS = {"p", *LEVELS}
FOOTNOTE = "footnote"  # a class


class DrawnPages:
    """A rendering (WeasyPrint's Document) page by page, its glyphs under the numbers they have in the fonts' files.

    Raises FontError for a font that must not be embedded.
    """

    def __init__(self, rendered: Any) -> None:
        self._rendered = rendered
        self._images: dict[str, Any] = {}
        self._characters: dict[str, dict[str, int]] = {}  # of each font: character -> the first glyph it had
        self._parts = Parts()
        self._anchors: dict[str, tuple[int, float, float]] = {}  # by name: the page (from 0), the place on it in pt
        for number, page in enumerate(rendered.pages):
            for name, place in page.anchors.items():
                self._anchors.setdefault(name, (number, place[0] * PT, place[1] * PT))
        self.lost: set[str] = set()  # what marks cannot say
        self._pages = [self._draw(page) for page in rendered.pages]
        self._numbers: dict[str, Mapping[int, int]] = {}  # of each font: glyph -> its number in the file
        with renumbering(rendered.fonts):
            self._fonts = list(self._cut_fonts())

    def _draw(self, page: Any) -> Page:
        canvas = Canvas(self._rendered.fonts, (0, 0, page.width, page.height), self._images)
        canvas.parts = self._parts.find(page._page_box)
        page.paint(canvas, PT)
        self.lost |= canvas.lost
        self._note_characters(canvas)
        return Page(page.width * PT, page.height * PT, tuple(canvas.marks), tuple(self._find_links(page)))

    def __iter__(self) -> Iterator[Page]:
        for page in self._pages:
            yield replace(page, marks=tuple(map(self._renumber, page.marks)))

    def _renumber(self, mark: Mark) -> Mark:
        if not isinstance(mark, Text) or mark.font not in self._numbers:
            return mark
        return replace(mark, glyphs=tuple(map(self._numbers[mark.font].__getitem__, mark.glyphs)))

    def _find_links(self, page: Any) -> Iterator[Link]:
        for kind, target, rectangle, _ in page.links:
            if kind == "internal" and target in self._anchors:
                number, left, top = self._anchors[target]
                yield Link(Box(*(side * PT for side in rectangle)), number, left, top)

    def _note_characters(self, canvas: Canvas) -> None:
        for mark in canvas.marks:
            if isinstance(mark, Text):
                known = self._characters.setdefault(mark.font, {})
                if mark.paired:
                    pairs = zip(mark.text, mark.glyphs, strict=True)
                    known.update({char: glyph for char, glyph in pairs if char not in known})

    def characters(self, font: str) -> Mapping[str, int]:
        """The glyph of each character that the `cmap` of a font has."""
        return self._characters[font]

    def metrics(self, font: str) -> tuple[float, float]:
        """Ascent and descent (negative) of a font, in em."""
        found = next(each for each in self._rendered.fonts.values() if each.hash == font)
        return found.ascent / 1000, found.descent / 1000

    def fonts(self) -> list[tuple[str, DrawnFont]]:
        """The fonts that were drawn with, by key."""
        return self._fonts

    def _cut_fonts(self) -> Iterator[tuple[str, DrawnFont]]:
        by_hash: dict[str, list[Any]] = {}
        for font in self._rendered.fonts.values():
            by_hash.setdefault(font.hash, []).append(font)
        for key, alike in by_hash.items():
            if key in self._characters:
                yield key, self._cut(key, alike)

    def _cut(self, key: str, alike: list[Any]) -> DrawnFont:
        font = alike[0]
        font.clean({glyph: text for each in alike for glyph, text in each.to_unicode.items()}, HINTING)
        check_embedding([font])
        if numbers := find_numbers(font):
            self._numbers[key] = numbers
            self._characters[key] = {char: numbers[glyph] for char, glyph in self._characters[key].items()}
        readings = {glyph: text for each in alike for glyph, text in each.to_unicode.items()}
        said = {text: glyph for glyph, text in sorted(readings.items(), reverse=True) if len(text) == 1}
        glyphs = {ord(char): glyph for char, glyph in {**said, **self._characters[key]}.items()}
        data = add_charmap(font.file_content, glyphs, font.index if font.file_content[:4] == b"ttcf" else 0)
        name = font.name.decode().partition("+")[2]  # without the mark of a subset, which is PDF's
        return DrawnFont(font.family, name, data, font.weight >= BOLD, bool(font.style))

    def picture(self, key: str) -> tuple[bytes, str]:
        """The file of a picture that was drawn and its kind, PNG or JPEG."""
        image = self._images[key]["image"]
        return image.image_data.data, image.format

    def outline(self) -> tuple[Bookmark, ...]:
        """The bookmarks, those of one level in their order."""
        return tuple(map(_keep, self._rendered.make_bookmark_tree(PT)))


def _keep(entry: Any) -> Bookmark:
    title, (page, left, top), below, _ = entry
    return Bookmark(title, page, left, top, tuple(map(_keep, below)))


class Parts:
    """The parts met so far, numbered by their HTML elements: lines of one that stand on two pages belong together."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def find(self, page_box: Any) -> dict[Any, Part]:
        """The part of each text box of a page; none in its margins."""
        return dict(self._walk(page_box, None))

    def _walk(self, box: Any, part: Part | None) -> Iterator[tuple[Any, Part]]:
        element = box.element
        if element is not None and "::" not in (box.element_tag or ""):
            classes = (element.get("class") or "").split()
            if box.element_tag in PARTS or FOOTNOTE in classes:
                number = self._numbers.setdefault(element, len(self._numbers) + 1)
                role = FOOTNOTE if FOOTNOTE in classes else next(iter(classes), "body")
                part = Part(number, role, LEVELS.get(box.element_tag, 0))
        if hasattr(box, "text"):
            if part:
                yield box, part
            return
        for child in getattr(box, "children", ()):
            yield from self._walk(child, part)
