"""Characters to lines: what no page can carry is taken out and reported, every piece keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from publish.model import Finding, FindingKind, Place, Span
from publish.readers.amount import bear_lines
from publish.readers.text.long_lines import SEPARATOR, flattened_cuts, is_jammed, paragraph_cuts

LINE_END = re.compile("\r*\n|\r")
# Controls, non-characters, surrogates and marks without ink that break words apart (zero-width space, soft hyphen).
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# Those of them that no reader hands on; what only breaks words apart (U+200B …) is left to the checks.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# R and similar tools write characters they cannot print like this.
ESCAPED = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")
# What mail programs put before each line they quote.
QUOTED = re.compile(r"(?:[ \t]{0,3}>)++[ \t]?")
LEAST_QUOTED = 2
QUOTED_SHARE = 0.8  # of the lines from the first quoted one to the last
QUOTED_WHOLE = 0.5  # of all lines: a note and the lines of the mail's head may stand above
# Lines of a mail above what it quotes: its head, who wrote, an errand. A title and a salutation are the text's own.
MAIL_SAYS = re.compile(
    "写道|wrote|原始邮件|Original Message|转发|(?:发件人|收件人|主题|From|To|Subject) ?[：:]|查收|审阅|审核|审定|"
    "阅示|指正|把关|排版|排印|打印|印制|修改|校对|润色|如下|附后|参考|请看|见下",
    re.I,
)
# The title of a document that quotes another is above no mail.
TITLE = re.compile(
    "^(?!.*[：:>])(?:关于|在).{2,60}(?:通知|通报|通告|公告|意见|办法|方案|报告|请示|批复|函|讲话|致辞|发言|决定|决议|纪要)$"
)
NOTE_SHARE = 0.5  # of the quoted characters: what is longer is no note
TAB = re.compile("\t")
CLUTTER = re.compile(f"{UNPRINTABLE.pattern}|{ESCAPED.pattern}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: its spans without clutter, text stripped of outer white space, what stood in front.

    `cells` are what tabs part; `empty_below` counts the lines below of as many tabs and
    nothing else, which a form leaves to be filled in.
    """

    number: int
    spans: tuple[Span, ...] = ()
    indent: str = ""
    cells: tuple[tuple[Span, ...], ...] = ()
    blank_before: bool = False
    empty_below: int = 0

    @property
    def text(self) -> str:
        """The line's characters without outer white space."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class LineReader:
    """Splits a text into `Line`s and collects what it had to report."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def read(self, text: str) -> list[Line]:
        """Every line that has ink, in order."""
        lines: list[Line] = []
        blank = False
        raws = LINE_END.split(text)
        bear_lines(raws)
        marks = self._quotation_marks(raws)
        alone = sum(1 for raw in raws if raw.strip()) == 1
        for number, raw in enumerate(raws, 1):
            flattened = flattened_cuts(raw) if alone else []
            pieces = list(_pieces(raw, marks.get(number, 0), flattened or paragraph_cuts(raw)))
            if (flattened or is_jammed(raw)) and len(pieces) > 1:
                message = "这一行挤着全文，已按空格、编号和称谓试着分段，请核对"
                self.findings.append(Finding(FindingKind.WARNING, message, Place(self.file, number), code="jammed"))
            for column, piece in pieces:
                cleaned = self._clean(piece, number, column)
                spans, indent = _strip(cleaned)
                if spans:
                    lines.append(Line(number, spans, indent, _cells(cleaned), blank))
                elif lines and not blank and len(lines[-1].cells) == piece.count("\t") + 1 > 2:
                    lines[-1] = replace(lines[-1], empty_below=lines[-1].empty_below + 1)
                    continue
                blank = not spans and len(pieces) == 1
        return lines

    def _quotation_marks(self, raws: list[str]) -> dict[int, int]:
        """How many characters of mail quotation (>) open each line, by line number, when nearly all lines have them, or
        all but those above."""
        found = {number: mark for number, raw in enumerate(raws, 1) if (mark := QUOTED.match(raw))}
        inked = [number for number, raw in enumerate(raws, 1) if raw.strip()]
        if len(found) < max(LEAST_QUOTED, QUOTED_WHOLE * len(inked)):
            return {}
        first, last = min(found), max(found)
        if len(found) < QUOTED_SHARE * sum(first <= number <= last for number in inked):
            return {}
        self._leave_out_note(raws, first, sum(len(raws[number - 1]) for number in found))
        message = f"邮件引用时加在行首的“>”已去掉，共 {len(found)} 行"
        marks = "".join("".join(mark[0].split()) for mark in found.values())
        self.findings.append(
            Finding(FindingKind.LEFT_OUT, message, Place(self.file, first), marks, code="mail-quotation")
        )
        return {number: mark.end() for number, mark in found.items()}

    def _leave_out_note(self, raws: list[str], first: int, quoted: int) -> None:
        """Empty the lines above the first of `quoted` characters when they are the mail's own: they say so, and not too
        much for a note; each is reported."""
        above = [(number, raw) for number, raw in enumerate(raws[: first - 1], 1) if raw.strip()]
        said = [raw.strip() for _, raw in above]
        if sum(map(len, said)) > NOTE_SHARE * quoted or not any(map(MAIL_SAYS.search, said)) or TITLE.match(said[0]):
            return
        for number, raw in above:
            place = Place(self.file, number, len(raw) - len(raw.lstrip()) + 1)
            message = "邮件里写在引用文字之前的话，未排入正文"
            self.findings.append(Finding(FindingKind.LEFT_OUT, message, place, raw.strip(), code="mail-around"))
            raws[number - 1] = ""

    def _clean(self, piece: str, number: int, column: int) -> list[Span]:
        spans: list[Span] = []
        start = 0
        for clutter in CLUTTER.finditer(piece):
            spans.append(Span(piece[start : clutter.start()], Place(self.file, number, column + start)))
            place = Place(self.file, number, column + clutter.start())
            replacement = self._report(clutter, place)
            spans.append(Span(replacement, place))
            start = clutter.end()
        spans.append(Span(piece[start:], Place(self.file, number, column + start)))
        return spans

    def _report(self, clutter: re.Match[str], place: Place) -> str:
        """Reports clutter and returns the characters that stand for it."""
        if clutter[1]:
            code = int(clutter[1], 16)
            char = chr(code) if code < 0x110000 else ""
            if char and not UNPRINTABLE.match(char) and not SEPARATOR.match(char) and char not in "\r\n":
                message = f"“{clutter[0]}”是转换软件留下的字符代码，已还原"
                self.findings.append(Finding(FindingKind.NORMALISED, message, place, clutter[0], char, "escaped"))
                return char
            return clutter[0]
        message = f"不可打印的字符 U+{ord(clutter[0]):04X} 已删去"
        self.findings.append(Finding(FindingKind.LEFT_OUT, message, place, clutter[0], code="unprintable"))
        return ""


def _pieces(raw: str, start: int, cuts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The paragraphs inside one line from an offset on, with their columns."""
    for cut in cuts:
        if cut > start:
            yield start + 1, raw[start:cut]
            start = cut
    yield start + 1, raw[start:]


def _cells(spans: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The cells that tabs part in a line, each without outer white space; none where there is no tab."""
    return part_cells(spans, TAB) if any("\t" in span.text for span in spans) else ()


def part_cells(spans: Sequence[Span], gap: re.Pattern[str]) -> tuple[tuple[Span, ...], ...]:
    """The cells that gaps part in a line, each without outer white space."""
    cells: list[list[Span]] = [[]]
    for span in spans:
        start = 0
        for match in gap.finditer(span.text):
            cells[-1].append(Span(span.text[start : match.start()], _place_at(span, start)))
            cells.append([])
            start = match.end()
        cells[-1].append(Span(span.text[start:], _place_at(span, start)))
    return tuple(_strip(cell)[0] for cell in cells)


def _strip(spans: list[Span]) -> tuple[tuple[Span, ...], str]:
    """The spans without outer white space and empty pieces, and the white space that stood in front."""
    kept = [span for span in spans if span.text]
    indent = ""
    while kept:
        text = kept[0].text.lstrip()
        indent += kept[0].text[: len(kept[0].text) - len(text)]
        if text:
            kept[0] = _moved(kept[0], len(kept[0].text) - len(text))
            break
        kept.pop(0)
    while kept:
        text = kept[-1].text.rstrip()
        if text:
            kept[-1] = Span(text, kept[-1].place)
            break
        kept.pop()
    return tuple(kept), indent


def _moved(span: Span, by: int) -> Span:
    return Span(span.text[by:], _place_at(span, by))


def _place_at(span: Span, offset: int) -> Place | None:
    place = span.place
    return Place(place.file, place.line, place.column + offset) if place else None
