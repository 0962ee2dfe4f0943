"""What people write who do not know Markdown well: a fence round the whole text, # without a space, HTML tables, and
single line ends where a new paragraph is meant. Lines keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from publish.model import Cell, Finding, FindingKind, Paragraph, Place, Span, Table

FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})\s*(?:markdown|md|text|txt)?\s*", re.I)
CRAMPED = re.compile(r"(#{1,6})(?=[\u3400-\u9fff“《（〔【\[0-9一])(?![^#]*#)")  # #话题# is a topic, no heading
TABLE_OPEN, TABLE_END = re.compile(r"\A\s*<table\b[^>]{0,500}>", re.I), re.compile("</table\\s*>", re.I)
MOST_TABLE_LINES = 5_000
MOST_SPAN = 63
TABLE_MARK = "\ufdd0"  # stands on a table's first line while the rest is parsed; no text holds it

DATE = re.compile(
    r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年[\s\d_＿×一二三四五六七八九十]{0,8}月(?:[\s\d_＿×一二三四五六七八九十]{0,8}日)?"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?[）)]?"
)
FIELD = re.compile(r"[\u4e00-\u9fff\u3000 ]{2,10}[：:]\s*\S.{0,40}")
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]?[0-9]{1,2}[）)]|第[一二三四五六七八九十百]{1,4}[章节条]|附件?\s*[0-9]{0,2}\s*[：:])"
)
BOLD = re.compile(r"(\*\*|__)[^*_]{1,60}\1[：:。]?")
CALLS = re.compile(r".{1,30}[：:]")
MARKS = re.compile(r"[*_\\`\s\u3000]+")
SHORT = 16  # characters: no wrapped line is as short
SHORT_END = 24  # characters: a line without a mark at its end, below a sentence
HAN = re.compile("[\u4e00-\u9fff]")


def unwrap_fence(lines: list[str], file: str) -> list[Finding]:
    """Blank the fence round a whole text, or round most of it with words of a chat program above and below; a finding
    for each of its two lines."""
    fences = [number for number, line in enumerate(lines) if line.lstrip().startswith(("```", "~~~"))]
    if len(fences) != 2 or not FENCE.fullmatch(lines[fences[0]]) or lines[fences[1]].strip() not in ("```", "~~~"):
        return []
    inside = sum(len(line.strip()) for line in lines[fences[0] + 1 : fences[1]])
    outside = [line for line in (*lines[: fences[0]], *lines[fences[1] + 1 :]) if line.strip()]
    if not inside or (outside and not _is_text_fenced(lines[fences[0]], inside, sum(map(len, outside)))):
        return []
    findings = []
    for number in fences:
        place, text = Place(file, number + 1), lines[number].strip()
        message = "全文外面的代码围栏没有排出"
        findings.append(Finding(FindingKind.LEFT_OUT, message, place, text, code="md-fence"))
        lines[number] = ""
    return findings


def _is_text_fenced(fence: str, inside: int, outside: int) -> bool:
    """Whether a fence with words around it holds a text, not a piece of code: it says so, and plain text is the most
    of all."""
    language = fence.strip("`~ \t").lower()
    return language in ("markdown", "md") or (language in ("text", "txt", "plaintext") and inside > outside)


def space_headings(lines: Sequence[str]) -> list[str]:
    """The lines with the space behind # that Markdown wants, for the parser; places are told of lines as they are."""
    found = [(line, CRAMPED.match(line)) for line in lines]
    return [f"{match[1]} {line[match.end() :]}" if match else line for line, match in found]


def report_cramped(lines: Sequence[str], file: str) -> list[Finding]:
    """That a space was missing behind #; told once."""
    found = [number for number, line in enumerate(lines) if CRAMPED.match(line)]
    message = f"“#”后面少了空格，{len(found)} 处仍按标题排"
    return [Finding(FindingKind.WARNING, message, Place(file, found[0] + 1), code="md-hash")] if found else []


def cut_tables(lines: list[str], file: str) -> dict[int, Table]:
    """Take HTML tables out of the lines; by the line (from 0) each begins on, which holds a mark instead."""
    tables: dict[int, Table] = {}
    number = 0
    while number < len(lines):
        end = _end_of_table(lines, number) if TABLE_OPEN.match(lines[number]) else None
        table = _read_table("\n".join(lines[number : end + 1]), Place(file, number + 1)) if end is not None else None
        if table is None or end is None:
            number += 1
            continue
        tables[number] = table
        lines[number : end + 1] = [TABLE_MARK, *[""] * (end - number)]
        number = end + 1
    return tables


def _end_of_table(lines: Sequence[str], start: int) -> int | None:
    for number in range(start, min(len(lines), start + MOST_TABLE_LINES)):
        if match := TABLE_END.search(lines[number]):
            return number if not lines[number][match.end() :].strip() else None
    return None


def _read_table(html: str, place: Place) -> Table | None:
    """A table of text; None when it holds another table or none of the cells."""
    from lxml import html as parser

    root = parser.fragment_fromstring(html, create_parent="div")
    if len(root.findall(".//table")) != 1:
        return None
    rows: list[tuple[Cell, ...]] = []
    heads = 0
    for row in root.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        heads += len(rows) == heads and bool(cells) and all(cell.tag == "th" for cell in cells)
        rows.append(tuple(_read_cell(cell, place) for cell in cells))
    return Table(tuple(row for row in rows if row), heads, place=place) if any(rows) else None


def _read_cell(cell: Any, place: Place) -> Cell:
    text = " ".join("".join(cell.itertext()).split())
    paragraph = Paragraph((Span(text, place),) if text else (), place=place)
    return Cell((paragraph,), _span(cell.get("colspan")), _span(cell.get("rowspan")))


def _span(value: str | None) -> int:
    return max(1, min(int(value), MOST_SPAN)) if value and value.isdecimal() and len(value) < 4 else 1


def find_paragraph_ends(lines: Sequence[str]) -> frozenset[int]:
    """The lines (from 1) after which a single line end ends a paragraph: around dates, fields, numbers, signatures."""
    ends = set()
    for number, (above, below) in enumerate(pairwise(lines), 1):
        if HAN.search(above) and HAN.search(below) and is_paragraph_end(above, below):
            ends.add(number)
    return frozenset(ends)


def is_paragraph_end(above: str, below: str) -> bool:
    """Whether two lines, one below the other, are two paragraphs and not one that was wrapped."""
    if BOLD.fullmatch(above.strip()) or BOLD.fullmatch(below.strip()):
        return True
    upper, lower = (MARKS.sub("", line) for line in (above, below))
    if not upper or not lower:
        return False
    if any(DATE.fullmatch(line) for line in (upper, lower)) or NUMBERED.match(lower):
        return True
    if FIELD.fullmatch(lower) and (FIELD.fullmatch(upper) or upper[-1] in "。！？"):
        return True
    if FIELD.fullmatch(upper) or (CALLS.fullmatch(upper) and len(upper) < SHORT):
        return True
    return upper[-1] in "。！？”" and len(lower) <= SHORT_END and lower[-1].isalnum()
