"""Fields: which characters of a field are its result, and the few fields whose text lies in the instruction.

A complex field is begin, instruction, separator, result, end (ECMA-376 part 1, 17.16.18); results are kept as Word last
showed them. Word stores no result for EQ (带圈字符, 拼音指南), SYMBOL, MACROBUTTON and form fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.readers.word.numerals import CIRCLED
from publish.readers.word.symbols import symbol
from publish.readers.word.xml import Element, W, child, integer, setting, switch, value

CIRCLES = "○◯〇"
RINGS = CIRCLES + "□△◇"  # what the dialog 带圈字符 offers
PAGE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"}
SILENT_FIELDS = {"XE", "TC", "TA", "RD", "SET", "ASK", "ADVANCE", "PRIVATE", "HYPERLINK", "TOC", "NEXT", *PAGE_FIELDS}


@dataclass(slots=True)
class Frame:
    """An open field: its instruction so far, whether its result has begun and has shown any character."""

    instruction: list[str] = field(default_factory=list)
    form: Element | None = None
    in_result: bool = False
    shown: bool = False

    @property
    def kind(self) -> str:
        """The field's name in capitals, empty without one."""
        words = "".join(self.instruction).split(maxsplit=1)
        return words[0].upper() if words else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field without a stored result shows: `text`, and the characters of the instruction that `text` stands
    for (`instead_of`) or that are dropped (`dropped`). `doubtful`: we cannot be sure of the look."""

    text: str = ""
    instead_of: str = ""
    dropped: str = ""
    doubtful: bool = False


class Fields:
    """The fields open at one point of a story; marks that do not pair are ignored, so that no text is swallowed."""

    def __init__(self, story: Element) -> None:
        self._paired = _paired(story)
        self._frames: list[Frame] = []

    @property
    def in_instruction(self) -> bool:
        """Whether characters here belong to an instruction and are not shown."""
        return any(not frame.in_result for frame in self._frames)

    def within(self, kinds: set[str]) -> bool:
        """Whether this is part of the result of one of these fields."""
        return any(frame.in_result and frame.kind in kinds for frame in self._frames)

    def instruct(self, text: str) -> None:
        """Characters of w:instrText."""
        if self._frames and not self._frames[-1].in_result:
            self._frames[-1].instruction.append(text)

    def show(self) -> None:
        """Note that a character of a result has been met."""
        for frame in self._frames:
            frame.shown = True

    def mark(self, element: Element) -> Frame | None:
        """Process a w:fldChar; the frame that ended, if it showed nothing."""
        if element not in self._paired:
            return None
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._frames.append(Frame(form=child(element, "ffData")))
        elif kind == "separate" and self._frames:
            self._frames[-1].in_result = True
        elif kind == "end" and self._frames:
            frame = self._frames.pop()
            return None if frame.shown else frame
        return None


def _paired(story: Element) -> set[Element]:
    """The w:fldChar elements of the fields that have a begin and an end."""
    paired: set[Element] = set()
    open_fields: list[list[Element]] = []
    for element in story.iter(W + "fldChar"):
        kind = value(element, "fldCharType")
        if kind == "begin":
            open_fields.append([element])
        elif open_fields:
            open_fields[-1].append(element)
            if kind == "end":
                paired.update(open_fields.pop())
    return paired


def instructed(frame: Frame) -> Shown:
    """What a field without a result shows; nothing for fields that never show anything."""
    instruction = "".join(frame.instruction).strip()
    arguments = instruction[len(frame.kind) :].strip()
    if frame.kind == "EQ":
        return equation(arguments)
    if frame.kind == "SYMBOL":
        return _symbol_field(arguments)
    if frame.kind in {"MACROBUTTON", "GOTOBUTTON"}:
        return Shown("".join(arguments.split(maxsplit=1)[1:]), doubtful=True)
    if frame.form is not None and frame.kind.startswith("FORM"):
        return _form_field(frame.form)
    return Shown() if not instruction or frame.kind in SILENT_FIELDS else Shown(dropped=instruction, doubtful=True)


def _symbol_field(arguments: str) -> Shown:
    """`252 \\f Wingdings`: the code in decimal or 0x form."""
    words = arguments.split()
    font = re.search(r'\\f\s+"?([^"\\]+)', arguments)
    code = (
        int(words[0], 16)
        if words and re.fullmatch(r"0[xX][0-9a-fA-F]{1,4}", words[0])
        else integer(words[0] if words else "")
    )
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return Shown(dropped=arguments, doubtful=True)
    shown = symbol(font[1].strip() if font else "", chr(code))
    return Shown(shown, doubtful=True) if shown else Shown(dropped=arguments, doubtful=True)


def _form_field(form: Element) -> Shown:
    box, choices = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        checked = switch(box, "checked")
        return Shown("☑" if (switch(box, "default") if checked is None else checked) else "☐", doubtful=True)
    if choices is not None:
        entries = [value(entry) for entry in choices.iterchildren(W + "listEntry")]
        index = integer(setting(choices, "result") or setting(choices, "default"))
        return Shown(entries[index] if 0 <= index < len(entries) else "", doubtful=True)
    return Shown(setting(child(form, "textInput"), "default"), doubtful=True)


def equation(expression: str) -> Shown:
    """The text of an EQ field: `\\o\\ac(○,1)` is ①, `\\o\\ad(\\s\\up 9(pīn),拼)` is 拼, `\\f(1,2)` is 1/2.

    合并字符, `\\o(\\s\\up 5(甲),\\s\\do 2(乙))`, is 甲乙: one part raised, the other lowered, both text.
    """
    match = re.search(r"\\([of])[^(]*\((.*)\)\s*$", expression, re.IGNORECASE | re.DOTALL)
    parts = _split(match[2]) if match else []
    if match and match[1] in "fF" and len(parts) == 2:
        return Shown("/".join(_bare(part) for part in parts), doubtful=True)
    if match and match[1] in "oO" and len(parts) == 2:
        raised, lowered = (
            [re.match(rf"\s*\\s\\{way}", part, re.IGNORECASE) is not None for part in parts] for way in ("up", "do")
        )
        if any(raised) and any(lowered):
            return Shown("".join(map(_bare, parts)), doubtful=True)
        if any(raised):
            return Shown(_bare(parts[not raised[1]]), dropped=_bare(parts[raised[1]]))
        first, second = _bare(parts[0]), _bare(parts[1])
        ring, inner = (first, second) if first in RINGS else (second, first)
        circled = _circled(inner) if ring in CIRCLES and ring else ""
        return Shown(circled, instead_of=ring + inner) if circled else Shown(inner, dropped=ring, doubtful=True)
    return Shown(_bare(expression), doubtful=True)


def _split(arguments: str) -> list[str]:
    """The arguments of an EQ switch: parted by commas outside brackets."""
    parts, depth = [""], 0
    for char in arguments:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char in ",，;" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _bare(text: str) -> str:
    """The characters of an EQ argument without switches, measures and brackets."""
    text = re.sub(r"\\\*\s*(\"[^\"]*\"|\w+)", "", text)
    text = re.sub(r"\\[a-zA-Z]+\s*\d*", "", text)
    return re.sub(r"[()]", "", text).strip()


def _circled(text: str) -> str:
    number = integer(text)
    if 1 <= number <= len(CIRCLED):
        return CIRCLED[number - 1]
    return (
        chr(ord("㊀") + "一二三四五六七八九十".index(text)) if len(text) == 1 and text in "一二三四五六七八九十" else ""
    )
