"""Notes at the foot of the pages of a PDF stand where they are called, not in the middle of the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.readers.pdf.pdf_files import LEFT, SIZE, Sheet, Stroke, Words, make_pdf, set_lines
from tests.readers.pdf.test_plain_pdf import read_bytes, told
from tests.readers.reader_display import texts

RULE = Stroke(LEFT, 130, LEFT + 140, 130)
SMALL = 10.5


def call(label: str, after: str, y: float = 760.0, left: float = LEFT) -> list[Words]:
    """A raised label behind words of a line."""
    return [Words(label, left + SIZE * len(after), y + 6, 8)]


def foot(notes: Sequence[str], size: float = SMALL, top: float = 110.0) -> list[Words]:
    """Notes one below the other; what stands before the bar is raised."""
    words = []
    for number, note in enumerate(notes):
        label, _, text = note.rpartition("|")
        y = top - 18 * number
        words += [Words(label, LEFT, y + 4, size * 0.6)] if label else []
        words.append(Words(text, LEFT + size * 0.6 * len(label), y, size))
    return words


def sheet(*notes: str, size: float = SMALL, ruled: bool = True) -> Sheet:
    text = set_lines(["全市造林三点六万亩", "成活率在九成以上"], left=LEFT)
    calls = [*call("1", "全市造林三点六万亩"), *call("2", "成活率在九成以上", 732)]
    return [*text, *calls, *([RULE] if ruled else []), *foot(notes, size)]


NOTED = ["全市造林三点六万亩〔注：市林业局快报。〕", "成活率在九成以上〔注：按规程抽样。〕"]


@pytest.mark.parametrize(
    ("notes", "size", "ruled"),
    [
        (("1|市林业局快报。", "2|按规程抽样。"), SMALL, True),  # as Word and LibreOffice draw them
        (("1|市林业局快报。", "2|按规程抽样。"), SMALL, False),
        (("1|市林业局快报。", "2|按规程抽样。"), SIZE, True),  # as large as the text: the rule parts them
        (("1 市林业局快报。", "2 按规程抽样。"), SMALL, True),
        (("[1]市林业局快报。", "[2]按规程抽样。"), SMALL, True),
    ],
)
def test_notes_at_the_foot_stand_where_they_are_called(
    notes: tuple[str, ...], size: float, ruled: bool, tmp_path: Path
) -> None:
    source = read_bytes(make_pdf([sheet(*notes, size=size, ruled=ruled)]), tmp_path)
    assert texts(source) == NOTED


def test_a_paragraph_goes_on_over_the_notes_at_the_foot_of_its_page(tmp_path: Path) -> None:
    first = [
        *set_lines(["　　今年以来，全市上下坚决落实党中央决策部署，扎实推进防"]),
        *call("1", "　　今年以来，全市"),
        RULE,
        *foot(["1|不含高新区。"]),
    ]
    second = set_lines(["汛抗旱各项准备工作。", "　　特此报告。"])
    source = read_bytes(make_pdf([first, second]), tmp_path)
    text = "".join(texts(source))
    assert text.count("不含高新区。") == 1
    assert texts(source)[-2].endswith("扎实推进防汛抗旱各项准备工作。")


def test_the_lines_of_a_note_are_one_text(tmp_path: Path) -> None:
    source = read_bytes(make_pdf([sheet("1|市林业局快报，", "数据截至四月。", "2|按规程抽样。")]), tmp_path)
    assert texts(source) == ["全市造林三点六万亩〔注：市林业局快报，数据截至四月。〕", NOTED[1]]


def test_a_note_goes_on_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    second = [*set_lines(["　　特此报告。", "　　请审阅。"]), RULE, *foot(["样本八十六个。"])]
    source = read_bytes(make_pdf([sheet("1|市林业局快报。", "2|按规程抽样，"), second]), tmp_path)
    assert texts(source) == [NOTED[0], "成活率在九成以上〔注：按规程抽样，样本八十六个。〕", "特此报告。", "请审阅。"]


def test_notes_at_the_end_of_all_are_notes(tmp_path: Path) -> None:
    """As browsers print a page whose notes stand below it, each with a link back."""
    page = [*sheet(), *set_lines(["注释：", "1. 市林业局快报。↩", "2. 按规程抽样。↩"], top=600)]
    source = read_bytes(make_pdf([page]), tmp_path)
    assert texts(source) == NOTED
    assert told(source, "pdf-note") == ["注释："]


def test_a_label_in_another_face_is_a_label(tmp_path: Path) -> None:
    """LibreOffice raises the call and not the label, and puts nothing between that and the words."""
    notes = [Words("1", LEFT, 110, SMALL, "Serif"), Words("市林业局快报。", LEFT + SMALL / 2, 110, SMALL)]
    notes += [Words("2", LEFT, 92, SMALL, "Serif"), Words("按规程抽样。", LEFT + SMALL / 2, 92, SMALL)]
    assert texts(read_bytes(make_pdf([[*sheet(), *notes]]), tmp_path)) == NOTED


def test_notes_of_two_kinds_find_their_calls(tmp_path: Path) -> None:
    """A footnote on its page, an endnote behind the text."""
    text = set_lines(["全市造林三点六万亩", "成活率在九成以上"])
    calls = [*call("1", "全市造林三点六万亩"), *call("i", "成活率在九成以上", 732)]
    page = [*text, *calls, RULE, *foot(["1|市林业局快报。"])]
    second = [Words("i", LEFT, 764, 8), Words("按规程抽样。", LEFT + 6, 760, SMALL)]
    assert texts(read_bytes(make_pdf([page, second]), tmp_path)) == NOTED


def test_an_exponent_is_no_call(tmp_path: Path) -> None:
    """平方米 and a note of the same number: the note belongs to the word that is no unit."""
    text = set_lines(["建成面积九万m", "全市造林三点六万亩"])
    page = [
        *text,
        *call("2", "建成面积九万m", left=LEFT - SIZE / 2),
        *call("2", "全市造林三点六万亩", 732),
        RULE,
        *foot(["2|市林业局快报。"]),
    ]
    assert texts(read_bytes(make_pdf([page]), tmp_path)) == [
        "建成面积九万m^(2)",
        "全市造林三点六万亩〔注：市林业局快报。〕",
    ]


@pytest.mark.parametrize(
    "page",
    [
        [*set_lines(["全市造林三点六万亩", "特此报告。"]), RULE, *foot(["1|市林业局快报。"])],  # nobody calls it
        [*set_lines(["建成面积九万m", "1. 加快进度。", "2. 保证质量。"]), *call("2", "建成面积九万m")],
        [*set_lines(["建成面积九万m", "特此报告。"]), *call("2", "建成面积九万m"), *foot(["以上数据不含高新区。"])],
    ],
)
def test_what_nothing_calls_is_text(page: Sheet, tmp_path: Path) -> None:
    source = read_bytes(make_pdf([page]), tmp_path)
    assert "注：" not in "".join(texts(source))
    for words in (item.text for item in page if isinstance(item, Words) and len(item.text) > 1):
        assert words in "".join(texts(source))
