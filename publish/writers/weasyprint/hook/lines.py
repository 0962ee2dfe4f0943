"""Line boxes of WeasyPrint -> composed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.percent import resolve_one_percentage

from publish.composition.composer import Composed, Setting, compose
from publish.composition.paragraph import Run
from publish.fonts.roles import Faces
from publish.model import Role
from publish.style import Style
from publish.writers.shared.word_fit import find_looseness, find_word_fit
from publish.writers.weasyprint.hook.pieces import BREAK, Leaf, cut_lines
from publish.writers.weasyprint.hook.shaping import FontTables

if TYPE_CHECKING:
    from weasyprint.layout.inline import SkipStack

LONGEST_TEXT = 4096  # WeasyPrint copies a text box's whole text for every line of it
MANY_CHILDREN = 256
NARROWEST = 10_000  # 1/1000 em; in narrower columns stretched lines fall apart, so they stay ragged
PIXELS_PER_POINT = 96 / 72
SAME_SIZE = 0.01  # px
ALIGNMENTS = ("justify", "left", "start", "center", "right", "end")
SIDES = ("left", "right")
ROUNDING = 0.4  # 1/1000 em; lengths in CSS have few decimals, and 28 characters must fit the measure made for 28


class Children(tuple[boxes.Box, ...]):
    """The many boxes of a line box; what is left of them from a place on is an iterator. WeasyPrint takes that slice
    for every line, and a copy of it each time would cost the square of the lines."""

    def __getitem__(self, key: Any) -> Any:
        """A box, a slice, or an iterator for a slice to the end."""
        if isinstance(key, slice) and key.start and key.stop is None and key.step is None:
            return map(super().__getitem__, range(key.start, len(self)))
        return super().__getitem__(key)


class Composer:
    """Composes line boxes when WeasyPrint is about to break them."""

    def __init__(self, style: Style, faces: Faces) -> None:
        self._style, self._looseness = style, find_looseness(style)
        self.tables = FontTables(faces)

    def prepare(self, context: LayoutContext, line: boxes.LineBox, skip_stack: SkipStack, container: boxes.Box) -> None:
        """Compose a line box that is begun, or one whose width changed; what cannot be composed is left alone."""
        resolve_one_percentage(line, "text_indent", container.width)
        size = line.style["font_size"]
        if not size:
            return
        measure = int(container.width / size * 1000 + ROUNDING)
        key = (measure, round(line.text_indent / size * 1000))
        if context.excluded_shapes:
            key = (0, 0)
        if getattr(line, "composed_for", None) == key:
            return
        texts = _collect(line)
        if texts is None:
            return
        for text in texts:
            text.pieces = None
        line.composed_for = key
        if skip_stack is None and measure > 0 and not context.excluded_shapes:
            self._compose(line, _split_long(line), key)
        if len(line.children) > MANY_CHILDREN:
            line.children = Children(line.children)

    def _compose(self, line: boxes.LineBox, texts: list[boxes.TextBox], key: tuple[int, int]) -> None:
        for number, leaves in enumerate(_segments(texts, line.style["font_size"])):
            composed = self.compose_leaves(line, leaves, 0 if number else key[1])
            cut_lines(composed, leaves, line.style["font_size"])

    def compose_leaves(self, line: boxes.LineBox, leaves: Sequence[Leaf], indent: int) -> Composed:
        """The text of leaves in the measure their line box was prepared for; `indent` in 1/1000 em."""
        runs = [Run(leaf.text, self.tables.find(leaf.box.style), leaf.scale) for leaf in leaves]
        justified = line.style["text_align_all"] == "justify" and line.composed_for[0] >= NARROWEST
        style = self._style
        filled = line.style["text_align_last"] == "justify"
        way = style.composition if not filled else "grid"
        gap = round(style.western.gap * 1000)
        words = style.words if line.composed_for[0] >= NARROWEST else "break"
        is_body = abs(line.style["font_size"] - style.page.cell * PIXELS_PER_POINT) <= SAME_SIZE
        fit = find_word_fit(style, is_body, style.quantities == "part")
        word = fit if justified and not filled else None
        last = style.last_line if word else 1
        measure, fills, names = line.composed_for[0], justified or filled, _lists_names(line)
        setting = Setting(measure, indent, way, fills, words, filled, gap, names, word, last, looseness=self._looseness)
        return compose(runs, setting)


def _lists_names(line: boxes.LineBox) -> bool:
    """Whether a line box lists those present."""
    return line.element is not None and Role.ATTENDANCE in (line.element.get("class") or "").split()


def read_leaves(line: boxes.LineBox) -> list[Leaf]:
    """The leaves of a prepared line box without forced breaks; empty when it was not composed or has some."""
    if not getattr(line, "composed_for", (0, 0))[0]:
        return []
    segments = list(_segments(_collect(line) or [], line.style["font_size"]))
    return segments[0] if len(segments) == 1 else []


def _collect(line: boxes.LineBox) -> list[boxes.TextBox] | None:
    """The text boxes of a line box, None when it holds something that cannot be composed."""
    if line.style["text_align_all"] not in ALIGNMENTS or line.style["direction"] != "ltr":
        return None
    texts: list[boxes.TextBox] = []
    return texts if _gather(line, texts) and texts else None


def _gather(parent: boxes.Box, texts: list[boxes.TextBox]) -> bool:
    for child in parent.children:
        if isinstance(child, boxes.TextBox):
            if not _is_plain(child):
                return False
            texts.append(child)
        elif not _is_bare(child) or not _gather(child, texts):
            return False
    return True


def _is_plain(text: boxes.TextBox) -> bool:
    style = text.style
    if text.text == BREAK:
        return True
    return (
        style["white_space"] == "normal"
        and style["letter_spacing"] in ("normal", 0)
        and not style["word_spacing"]
        and style["font_size"] > 0
        and BREAK not in text.text
    )


def _is_bare(box: boxes.Box) -> bool:
    """Whether a box is an inline box in flow without room of its own."""
    if not isinstance(box, boxes.InlineBox) or not box.is_in_normal_flow() or box.is_leader:
        return False
    style = box.style
    return not any(
        getattr(style[f"{kind}_{side}"], "value", 0) for kind in ("margin", "padding") for side in SIDES
    ) and not any(style[f"border_{side}_width"] for side in SIDES)


def _segments(texts: list[boxes.TextBox], size: float) -> Iterator[list[Leaf]]:
    """What stands between forced line breaks, spaces at its start left out."""
    leaves: list[Leaf] = []
    for text in texts:
        if text.text == BREAK:
            if leaves:
                yield leaves
            leaves = []
            continue
        blank = 0 if leaves else len(text.text) - len(text.text.lstrip(" "))
        if blank < len(text.text):
            leaves.append(Leaf(text, text.style["font_size"] / size, blank, text.text[blank:]))
    if leaves:
        yield leaves


def _split_long(parent: boxes.Box) -> list[boxes.TextBox]:
    """The text boxes below a box, very long ones parted in place."""
    children: list[boxes.Box] = []
    texts: list[boxes.TextBox] = []
    for child in parent.children:
        if not isinstance(child, boxes.TextBox):
            texts += _split_long(child)
            children.append(child)
            continue
        parts = [child]
        if len(child.text) > LONGEST_TEXT:
            cuts = range(0, len(child.text), LONGEST_TEXT)
            parts = [child.copy_with_text(child.text[cut : cut + LONGEST_TEXT]) for cut in cuts]
        children += parts
        texts += parts
    parent.children = children
    return texts
