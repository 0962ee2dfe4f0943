"""The safe list: slips of the keyboard whose correction changes no word; each rule finds its edits in one paragraph.

Nothing is touched inside addresses, code-like strings and 《》: what is quoted there is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.text.periods import HAN, full_stops

BESIDE = rf"{HAN}）》】〕”’％。，、；：！？…"
PROTECTED = re.compile(
    r"""
    (?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}://|www\.)  # https://www.gov.cn/zhengce
    [^\s\u3000-\u9fff，。；！？（）“”]+(?<![,.;:!?)])
    | (?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+  # li_ming@example.gov.cn
    | (?<![A-Za-z0-9])[A-Za-z0-9]+(?:[._/\\:=&#-]+[A-Za-z0-9]+){0,20}  # report.docx, a/b, key=value
    (?:\.[A-Za-z]{2,5}|[/\\=&#_][A-Za-z0-9]+)
    | `[^`]*`
    | 《[^《》]*(?:《[^《》]*》[^《》]*)*》  # 《关于印发〈办法〉的通知》
    """,
    re.VERBOSE,
)
ASKS = re.compile(
    "[吗呢谁哪几]|什么|怎么?|为何|如何|何[时地人处以]|多少|(.)不\\1|有没有|是否|能否|可否|难道|岂|[乎欤]$"
)
NUMERALS = "一二三四五六七八九十"
TO_FULL = str.maketrans(",;:?!()", "，；：？！（）")
TO_HALF = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a paragraph become `replacement`."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A correction: stable `code`, Chinese `message` for the report, and the edits it makes in a text."""

    code: str
    message: str
    edits: Callable[[str], Iterator[Edit]]


def replacing(pattern: str, replacement: str | Callable[[str], str]) -> Callable[[str], Iterator[Edit]]:
    """Edits that replace the group `mark` of every match, or all of it; `^` is the paragraph's start."""
    compiled = re.compile(pattern)
    group = "mark" if "mark" in compiled.groupindex else 0

    def edits(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            new = replacement if isinstance(replacement, str) else replacement(match[group])
            yield Edit(*match.span(group), new)

    return edits


def widen_brackets(text: str) -> Iterator[Edit]:
    """Both brackets of a pair of which one is half-width, when Han stands before it or at its edges."""
    opened: list[int] = []
    for offset, char in enumerate(text):
        if char in "(（":
            opened.append(offset)
        elif char in ")）" and opened:
            start = opened.pop()
            before = text[max(start - 1, 0) : start]
            edges = before + text[start + 1 : start + 2] + text[offset - 1 : offset]
            if not (before.isascii() and before.isalnum()):  # else it may be a function or a formula: f(1)
                edges += text[offset + 1 : offset + 2]
            if re.search(f"[{HAN}《》“”]", edges) or "（" in text[start] or char == "）":
                yield from (Edit(at, at + 1, text[at].translate(TO_FULL)) for at in (start, offset) if text[at] in "()")


def widen_questions(text: str) -> Iterator[Edit]:
    """Question marks that end a quotation or a clause that asks; others may be characters lost (总理?李克强)."""
    for match in re.finditer(rf"(?<=[{HAN}”’）》])\?(?P<closing>[”’])?", text):
        clause = re.split("[。！？；?!]", text[: match.start()])[-1]
        if match["closing"] or ASKS.search(clause):
            yield Edit(match.start(), match.start() + 1, "？")


def widen_stops(text: str) -> Iterator[Edit]:
    """Periods that end a sentence, with the space a Western habit put behind them."""
    for offset in full_stops(text):
        spaced = re.match(rf"\. (?=[{HAN}“‘《（])", text[offset:])
        yield Edit(offset, offset + (spaced.end() if spaced else 1), "。")


def curl_double(text: str) -> Iterator[Edit]:
    """Straight double quotation marks by pairing; none when the paragraph's marks do not pair."""
    yield from _curl(text, '"', "“”")


def curl_single(text: str) -> Iterator[Edit]:
    """Straight single quotation marks by pairing; apostrophes of Western words are none."""
    yield from _curl(text, "'", "‘’")


def _curl(text: str, straight: str, curly: str) -> Iterator[Edit]:
    found: list[Edit] = []
    is_open = False
    for offset, char in enumerate(text):
        before, after = text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
        if char in curly:
            is_open = char == curly[0]
        elif char == straight and not (straight == "'" and before.isascii() and before.isalpha()):
            if not is_open and (before.isdigit() or not after.strip()):
                return  # an inch or minute sign, or an end without a beginning: not to be guessed
            found.append(Edit(offset, offset + 1, curly[is_open]))
            is_open = not is_open
    if not is_open and any(_is_beside_han(text, edit.start) for edit in found):
        yield from found


def _is_beside_han(text: str, offset: int) -> bool:
    return bool(re.search(f"[{BESIDE}“‘《（]", text[max(offset - 1, 0) : offset] + text[offset + 1 : offset + 2]))


def _widen(mark: str) -> str:
    return mark.strip(" ").translate(TO_FULL)


DASHES = r"(?:-{2,4}|―{2}|─{2}|－{2})"
NOT_A_PLACE = "(?![楼线院路店门厅室馆机台文令公通])"
ZERO_YEAR = "[一二][○〇一二三四五六七八九]{3}年"
RULES = (
    Rule(
        "full-width-digit", "全角数字改为半角", replacing("[０-９]+(?:．[０-９]+)*％?", lambda d: d.translate(TO_HALF))
    ),
    Rule("straight-quote", "直引号改为弯引号", curl_double),
    Rule("straight-quote", "直引号改为弯引号", curl_single),
    Rule("half-width-bracket", "半角括号改为全角", widen_brackets),
    Rule("half-width-mark", "半角标点改为全角", replacing(rf"(?<=[{BESIDE}])[,;:!](?: (?=[{HAN}“《（]))?", _widen)),
    Rule("half-width-mark", "半角标点改为全角", replacing(rf"(?<=[A-Za-z0-9%])[,;:!] ?(?=[{HAN}“《（])", _widen)),
    Rule("half-width-mark", "半角标点改为全角", widen_questions),
    Rule("half-width-stop", "半角句点改为句号", widen_stops),
    Rule("ellipsis", "省略号改为“……”", replacing(rf"(?<=[{BESIDE}“])\.{{3,6}}(?=[{BESIDE}“《（]|$)", "……")),
    Rule("ellipsis", "省略号改为“……”", replacing("(?<![。…])(?:。{3,6}|…|…{3}|…{5})(?![。…])", "……")),
    # What MuPDF and pdf.js make of …… and what fonts of GB 2312 call the dot of names, in text copied out of a PDF.
    Rule("ellipsis", "省略号改为“……”", replacing(rf"(?<=[{BESIDE}“])⋯{{1,3}}(?!⋯)", "……")),
    Rule("name-period", "间隔号改为“·”", replacing(rf"(?<=[{HAN}])・(?=[{HAN}])", "·")),
    Rule("dash", "破折号改为“——”", replacing(rf"(?<=[{BESIDE}]){DASHES}(?=[{HAN}“《（])", "——")),
    Rule("dash", "破折号改为“——”", replacing(rf"^{DASHES}(?=[{HAN}0-9“《])", "——")),
    Rule("repeated-mark", "重复的标点留一个", replacing(r"([，、；：])\1+|(?<!。)。。(?!。)", lambda marks: marks[0])),
    Rule("pause-before-etc", "“等”前的顿号删去", replacing("、(?=等(?![级待候离额比距同于次号价效式温压]))", "")),
    Rule(
        "ordinal-mark",
        "序号后多余的标点删去",
        replacing(rf"^（(?:[{NUMERALS}]{{1,3}}|[0-9]{{1,2}})）(?P<mark>[、．.])", ""),
    ),
    Rule(
        "ordinal-mark",
        "序号后的标点改为顿号",
        replacing(rf"^[{NUMERALS}]{{1,3}}(?P<mark>[.．])(?![0-9{NUMERALS}])", "、"),
    ),
    Rule("ordinal-mark", "序号后的标点改为“.”", replacing("^[0-9]{1,2}(?P<mark>[、．])(?![0-9])", ".")),
    Rule(
        "padded-date",
        "月份前的 0 删去",
        replacing("(?:年|(?<![0-9]))(?P<mark>0)[1-9]月(?=[0-9]{1,2}[日号]|[^0-9]|$)", ""),
    ),
    Rule("padded-date", "日期前的 0 删去", replacing("月(?P<mark>0)[1-9][日号]", "")),
    Rule("day-as-number", "日期的“号”改为“日”", replacing(f"[0-9]月[0-9]{{1,2}}(?P<mark>号){NOT_A_PLACE}", "日")),
    Rule("wrong-zero", "汉字年份里的圈改为“〇”", replacing(ZERO_YEAR, lambda year: year.replace("○", "〇"))),
)
