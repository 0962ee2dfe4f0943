"""Styles: what a paragraph or run looks like after its style chains (ECMA-376 part 1, 17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from publish.model import Align, Position
from publish.readers.headings import BODY_LEVEL, style_level
from publish.readers.word.xml import Element, W, child, integer, is_on, setting, value

ALIGNMENTS: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "both", "distribute": "both", "thaiDistribute": "both",
}  # fmt: skip
STRONG_STYLES = {"strong", "intense emphasis", "要点", "明显强调"}
EMPHASIS_STYLES = {"emphasis", "subtle emphasis", "intense emphasis", "强调", "不明显强调", "明显强调"}
SIZE, FONTS = W + "sz", W + "rFonts"
LARGEST = 4000  # half-points


@dataclass(frozen=True, slots=True)
class RunProperties:
    """What one `w:rPr` says of a run; None where it says nothing. `size` in pt."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    size: float | None = None
    position: str | None = None
    font: str = ""

    def over(self, base: RunProperties) -> RunProperties:
        """These properties where said, else the base's."""
        return RunProperties(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.hidden if self.hidden is None else self.hidden,
            base.struck if self.struck is None else self.struck,
            self.size or base.size,
            self.position or base.position,
            self.font or base.font,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a run appears: `bold` at all, `strong` and `emphasis` against its paragraph's style, `size` in pt."""

    bold: bool = False
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    struck: bool = False
    size: float = 0.0
    position: Position = "baseline"
    font: str = ""


def run_properties(element: Element | None) -> RunProperties:
    """A `w:rPr` as values; nothing said without one."""
    if element is None:
        return RunProperties()
    said = {each.tag: each for each in element}  # one walk; a search for each property would be seven
    size = integer(value(said.get(SIZE)))
    fonts = said.get(FONTS)
    return RunProperties(
        is_on(said.get(W + "b")),
        is_on(said.get(W + "i")),
        is_on(said.get(W + "vanish")),
        is_on(said.get(W + "strike")) or is_on(said.get(W + "dstrike")),
        size / 2 if 0 < size < LARGEST else None,
        value(said.get(W + "vertAlign")) or None,
        value(fonts, "ascii") or value(fonts, "hAnsi"),
    )


DEEPEST = 100  # styles based on each other: what people make has 5


class Styles:
    """word/styles.xml; without that part every style is empty."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.iterchildren(W + "style")
        self._styles = {value(style, "styleId"): style for style in found}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._runs: dict[str, RunProperties] = {}
        self._plain: dict[str, Look] = {}
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._defaults = run_properties(defaults)
        self._default_style = next(
            (key for key, style in self._styles.items() if value(style, "type") == "paragraph" and _is_default(style)),
            "",
        )

    def name(self, style_id: str) -> str:
        """A style's name, the id itself when the style is not defined."""
        return setting(self._styles.get(style_id), "name") or style_id

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """A style and what it is based on, nearest first; a circle ends where it closes, and what is based on
        itself through more than DEEPEST others ends there."""
        if style_id not in self._chains:
            chain: list[Element] = []
            seen: set[str] = set()
            current: str = style_id
            while current in self._styles and current not in seen and len(chain) < DEEPEST:
                seen.add(current)
                chain.append(self._styles[current])
                current = setting(chain[-1], "basedOn")
            self._chains[style_id] = tuple(chain)
        return self._chains[style_id]

    def paragraph_style(self, properties: Element | None) -> str:
        """The style id of a paragraph by its `w:pPr`, the default style's when none is said."""
        return setting(properties, "pStyle") or self._default_style

    def properties(self, properties: Element | None, name: str) -> Iterator[Element]:
        """A paragraph property everywhere it is said, from the paragraph's own to the last style's."""
        for holder in (properties, *(child(style, "pPr") for style in self.chain(self.paragraph_style(properties)))):
            found = child(holder, name)
            if found is not None:
                yield found

    def level(self, properties: Element | None) -> int:
        """The outline level from 1, by w:outlineLvl or by a heading style's name; 0 for body text."""
        said = next(self.properties(properties, "outlineLvl"), None)
        if said is not None:
            level = integer(value(said), BODY_LEVEL)
            return level + 1 if 0 <= level < BODY_LEVEL else 0
        for style in self.chain(self.paragraph_style(properties)):
            if level := style_level(setting(style, "name")):
                return level
        return 0

    def run_level(self, run: Element) -> int:
        """The outline level of a heading style whose character half a run has (17.7.4.6), 0 none."""
        style_id = setting(child(run, "rPr"), "rStyle")
        style = self._styles.get(style_id) if style_id else None
        linked = self._styles.get(setting(style, "link")) if value(style, "type") == "character" else None
        if linked is None:
            return 0
        level = integer(setting(child(linked, "pPr"), "outlineLvl"), BODY_LEVEL)
        if level < BODY_LEVEL:
            return level + 1
        return style_level(setting(linked, "name"))

    def align(self, properties: Element | None) -> Align:
        """The alignment, empty when nothing is said."""
        return ALIGNMENTS.get(value(next(self.properties(properties, "jc"), None)), "")

    def look(self, run: Element | None, paragraph_style: str) -> Look:
        """How a run with these properties appears in a paragraph of that style.

        Bold and italic are toggles between the two style chains (17.7.3).
        """
        if run is not None:
            return self._look(run, paragraph_style)
        if paragraph_style not in self._plain:
            self._plain[paragraph_style] = self._look(None, paragraph_style)
        return self._plain[paragraph_style]

    def _look(self, run: Element | None, paragraph_style: str) -> Look:
        own = run_properties(run)
        style_id = setting(run, "rStyle")
        chain = self._run_chain(style_id)
        base = self._run_chain(paragraph_style).over(self._defaults)
        merged = own.over(chain).over(base)
        names = {self.name(style_id).lower()} if style_id else set()
        bold = _toggled(own.bold, chain.bold, base.bold)
        italic = _toggled(own.italic, chain.italic, base.italic)
        position = {"superscript": "super", "subscript": "sub"}.get(merged.position or "", "baseline")
        return Look(
            bold=bold,
            strong=(bold and not base.bold) or bool(names & STRONG_STYLES),
            emphasis=(italic and not base.italic) or bool(names & EMPHASIS_STYLES),
            hidden=bool(merged.hidden),
            struck=bool(merged.struck),
            size=merged.size or 0.0,
            position=position,  # type: ignore[arg-type]
            font=own.font or chain.font,
        )

    def _run_chain(self, style_id: str) -> RunProperties:
        if style_id not in self._runs:
            said = (run_properties(child(style, "rPr")) for style in self.chain(style_id))
            self._runs[style_id] = reduce(RunProperties.over, said, RunProperties())
        return self._runs[style_id]


def _is_default(style: Element) -> bool:
    return value(style, "default") in {"1", "true", "on"}


def _toggled(own: bool | None, character: bool | None, paragraph: bool | None) -> bool:
    return own if own is not None else bool(character) != bool(paragraph)
