"""Every check by its examples: texts it must leave alone and texts it must point into, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from publish.checks import CHECKS
from publish.model import Cell, Document, Finding, FindingKind, Heading, LineBreak, Paragraph, Place, Role, Span, Table
from tests import CASE_FOLDER

FOLDER = CASE_FOLDER / "checks"
BY_CODE = {check.code: check for check in CHECKS}


@dataclass(frozen=True)
class Example:
    """`text` without its signs; `marks` are (line, column, text) of what shall be found."""

    code: str
    document: Document
    marks: tuple[tuple[int, int, str], ...]
    text: str


def make_document(text: str) -> Document:
    """Paragraphs between ⏎, each one line of the source, with the role in front of it."""
    blocks = []
    for number, line in enumerate(text.split("⏎"), 1):
        role, _, bare = line[1:].partition(" ") if line.startswith("@") else ("body", "", line)
        place = Place("例.txt", number)
        blocks.append(Paragraph((Span(bare, place),), Role(role), place))
    return Document(tuple(blocks))


def make_example(code: str, text: str) -> Example:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    marks = []
    for number, line in enumerate(text.split("⏎"), 1):
        bare = re.sub(r"^@[a-z-]+ ", "", line)
        for earlier, found in enumerate(re.finditer("⟦(.*?)⟧", bare)):
            marks.append((number, found.start() + 1 - 2 * earlier, found[1]))
    return Example(code, make_document(re.sub("[⟦⟧]", "", text)), tuple(marks), text)


def read_examples() -> Iterator[Example]:
    for path in sorted(FOLDER.glob("*.txt")):
        code = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                code = line[3:].strip()
            elif line.startswith(("+ ", "- ")):
                example = make_example(code, line[2:])
                assert bool(example.marks) == line.startswith("- "), line
                yield example


EXAMPLES = list(read_examples())
PASSING = [example for example in EXAMPLES if not example.marks]
FAILING = [example for example in EXAMPLES if example.marks]


def run(document: Document, code: str = "") -> list[Finding]:
    checks = [BY_CODE[code]] if code else CHECKS
    return [finding for check in checks for finding in check.check(document)]


def test_every_check_has_both_kinds_of_examples() -> None:
    assert {example.code for example in PASSING} == set(BY_CODE)
    assert {example.code for example in FAILING} == set(BY_CODE)
    assert len(BY_CODE) == len(CHECKS)


@pytest.mark.parametrize("example", PASSING, ids=lambda example: f"{example.code}: {example.text}")
def test_good_text_draws_no_warning_at_all(example: Example) -> None:
    assert [(finding.code, finding.text) for finding in run(example.document)] == []


@pytest.mark.parametrize("example", FAILING, ids=lambda example: f"{example.code}: {example.text}")
def test_fault_is_pointed_at(example: Example) -> None:
    findings = run(example.document, example.code)
    places = tuple((f.place.line, f.place.column, f.text) for f in findings if f.place)
    assert places == example.marks
    for finding in findings:
        assert finding.kind is FindingKind.WARNING
        assert finding.code == example.code
        assert finding.message


def test_checks_say_in_chinese_what_they_look_for() -> None:
    for check in CHECKS:
        assert re.search("[\u4e00-\u9fff]", check.message), check.code
        assert check.source, check.code


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("heading-order", "一、认识⏎二、责任⏎二、督查", "序号“二、”重复了，前面已有“二、”，请核对"),
        ("heading-order", "一、认识⏎二、责任⏎四、督查", "序号从“二、”跳到“四、”，中间应当是“三、”，请核对"),
        ("lone-item", "一、认识⏎（一）抓学习。⏎二、督查", "只有“（一）”，没有“（二）”，请核对"),
        ("run-order", "一要抓学习。二要抓落实。四要抓督查。", "从“二要”跳到“四要”，缺少“三要”，请核对"),
        ("run-order", "一要抓学习。二要抓落实。二要抓督查。", "“二要”重复了，这里似应为“三要”，请核对"),
        ("announced-count", "我讲三点意见。⏎一、认识⏎二、责任", "“讲三点意见”说的是 3 项，后面列了 2 项，请核对"),
        ("weekday", "2024年5月6日（星期二）", "2024年5月6日是星期一，这里写的是星期二"),
        ("half-width-mark", "同志们,大家好", "这一段有 1 个半角标点“,”，汉字旁边应当用全角“，”"),
        ("half-width-mark", "会议(第一次)召开", "这一段有 2 个半角标点“()”，汉字旁边应当用全角“（）”"),
        ("document-number", "海政发[2024]5号", "发文字号应当写作“海政发〔2024〕5号”（六角括号、不加“第”、不编虚位）"),
        ("formulation-digit", "增强“4个意识”。", "固定提法里的数字用汉字：“4个意识”应为“四个意识”"),
    ],
)
def test_the_right_writing_is_named(code: str, text: str, said: str) -> None:
    (finding,) = run(make_document(text), code)
    assert finding.message == said


def test_place_is_found_across_spans_and_line_breaks() -> None:
    heading = Heading(
        1, (Span("同志提高", Place("例.txt", 3, 5)), Span("认识，，", Place("例.txt", 9, 2), strong=True))
    )
    body = Paragraph(
        (Span("好", Place("例.txt", 10)), LineBreak(), Span("的的", Place("例.txt", 11, 4))), run_in=heading
    )
    found = {finding.code: finding.place for finding in run(Document((body,)))}
    assert found == {"repeated-mark": Place("例.txt", 9, 4), "word-twice": Place("例.txt", 11, 4)}


def test_cells_of_tables_may_be_numbered_as_they_like() -> None:
    cells = tuple(Cell((Paragraph((Span(text, Place("例.txt", 1)),)),)) for text in ("一、", "三、", "第九条 略"))
    assert run(Document((Table((cells,)),))) == []


def test_inserted_text_points_at_what_stands_before_it() -> None:
    content = (Span("同志们", Place("例.txt", 2)), Span(",好"))
    (finding,) = run(Document((Paragraph(content),)), "half-width-mark")
    assert finding.place == Place("例.txt", 2, 3)


def test_inserted_text_with_nothing_before_it_points_at_what_follows() -> None:
    content = (LineBreak(), Span(",好"), Span("同志们", Place("例.txt", 2, 5)))
    (finding,) = run(Document((Paragraph(content),)), "half-width-mark")
    assert finding.place == Place("例.txt", 2, 5)


def test_what_recognition_reported_is_not_told_again() -> None:
    paragraph = Paragraph((Span("王\ufffd同志", Place("例.txt", 1)),))
    told = Finding(FindingKind.WARNING, "已报告", Place("例.txt", 1, 2), "\ufffd", code="damaged")
    assert run(Document((paragraph,), findings=(told,)), "damaged-character") == []
    assert len(run(Document((paragraph,)), "damaged-character")) == 1


@pytest.mark.parametrize(("char", "advice"), [("⼀", "请改为“一”（U+4E00）"), ("⺀", "请改用常用字"), ("㐂", "")])
def test_a_look_alike_is_told_with_the_character_meant(char: str, advice: str) -> None:
    found = run(make_document(f"这{char}个"), "look-alike-character")
    assert [finding.message.endswith(advice) for finding in found] == ([True] if advice else [])


@pytest.mark.parametrize(("paragraphs", "told"), [(8, 8), (9, 1)])
def test_a_slip_in_more_than_eight_paragraphs_is_a_habit(paragraphs: int, told: int) -> None:
    blocks = tuple(Paragraph((Span("同志们,大家好。", Place("例.txt", line)),)) for line in range(1, paragraphs + 1))
    assert len(run(Document(blocks), "half-width-mark")) == told


def test_a_habit_is_told_once() -> None:
    blocks = tuple(Paragraph((Span("同志们,大家好.", Place("例.txt", line)),)) for line in range(1, 31))
    (finding,) = run(Document(blocks), "half-width-mark")
    assert finding.message.startswith("全文有 60 个半角标点“,.”，汉字旁边应当用全角“，。”")
