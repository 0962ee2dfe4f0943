"""The Word file as a colleague opens it: styles, headings, emphasis, notes, properties, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from publish.composition.title.lines import break_title
from publish.errors import InputError, VerificationError
from publish.model import Document, Figure, Footnote, Heading, LineBreak, Metadata, Paragraph, Place, Role, Span
from publish.style import load_style
from publish.writers import Order, make_output
from publish.writers.word.verify import extract_word
from publish.writers.word.writer import verify_word, write_word
from tests.writers.word.word_files import (
    SENTENCE,
    W,
    document,
    every_feature,
    paragraph,
    part,
    reopen,
    say,
    speech,
    style,
    styles_of,
    table,
    text_of,
    value,
    write,
)

CONTENTS = {"heading-0": 2, "heading-1": 2, "heading-2": 3}
LOOKS = [
    {},
    {"run_in": "own-line", "composition": "compressed", "folio__position": "center", "folio__form": "{page}/{pages}"},
    {"page__lines": "14", "page__characters": "18", "roles__body__size": "小一", "paragraph_lines": "2"},
]


def test_a_speech_has_real_styles() -> None:
    styles = Counter(each.style.name for each in reopen(write_word(speech(), style())).paragraphs if each.style)
    assert styles == {
        "Title": 1,
        "讲话人": 1,
        "讲话日期": 1,
        "Salutation": 1,
        "Body Text": 7,
    }


def test_a_run_in_heading_stays_in_its_paragraph_and_in_the_navigation_pane() -> None:
    data = write(paragraph("坚持党的领导。", run_in="一要讲政治。"))
    assert styles_of(data) == [("BodyText", "一要讲政治。坚持党的领导。")]
    assert value(part(data), "body/p/pPr/outlineLvl") == "0"
    runs = [(value(run, "rPr/rStyle"), text_of(run)) for run in part(data).iter(f"{W}r")]
    assert runs == [("Heading1Char", "一要讲政治。"), ("", "坚持党的领导。")]
    styles = {each.get(f"{W}styleId"): each for each in part(data, "word/styles.xml").iter(f"{W}style")}
    assert value(styles["Heading1Char"], "rPr/rFonts", "eastAsia") == "黑体"
    assert value(styles["Heading1Char"], "link") == "Heading1"
    assert value(styles["Heading1"], "link") == "Heading1Char"


def test_run_in_headings_may_be_joined_by_style_separators() -> None:
    data = write(paragraph("坚持党的领导。", run_in="一要讲政治。"), word_run_in="separator")
    assert styles_of(data) == [("Heading1", "一要讲政治。"), ("BodyText", "坚持党的领导。")]
    hidden = [each.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None for each in part(data).iter(f"{W}p")]
    assert hidden == [True, False]
    # LibreOffice 24.8 sets the text behind the separator in the heading's face and keeps it all on one page, unless:
    assert [value(run, "rPr/rFonts", "eastAsia") for run in part(data).iter(f"{W}r")] == ["", "仿宋"]
    assert value(part(data), "body/p/pPr/keepNext") == "0"


def test_run_in_headings_may_stand_on_their_own_line() -> None:
    data = write(paragraph("坚持党的领导。", run_in="一要讲政治。"), run_in="own-line")
    assert styles_of(data) == [("Heading1", "一要讲政治。"), ("BodyText", "坚持党的领导。")]
    assert part(data).find(f".//{W}specVanish") is None


def test_a_run_in_heading_without_a_rest_is_a_heading() -> None:
    data = write(Paragraph((), run_in=Heading(2, say("（一）讲政治。"))))
    assert styles_of(data) == [("Heading2", "（一）讲政治。")]
    assert part(data).find(f".//{W}specVanish") is None


def test_a_long_title_breaks_where_the_pdf_does() -> None:
    title = "关于进一步加强和改进新时代人民政协工作推动专门协商机构建设的若干意见"
    data = write(Paragraph((Span(title[:5]), LineBreak(), Span(title[5:])), Role.TITLE))
    lines = [""]
    for piece in part(data).iter(f"{W}t", f"{W}br"):
        if piece.tag == f"{W}br":
            lines.append("")
        lines[-1] += piece.text or ""
    looks = style()
    assert lines == break_title(title, looks.page.measure / looks.role("title").size)
    assert len(lines) == 2


def test_spans_have_their_character_styles() -> None:
    content = (
        Span("平"),
        Span("粗", strong=True),
        Span("调", emphasis=True),
        Span("两", strong=True, emphasis=True),
        Span("上", position="super"),
        Span("下", position="sub"),
    )
    runs = list(part(write(Paragraph(content))).iter(f"{W}r"))
    assert [
        (value(run, "t/.")[:0] or run[-1].text, value(run, "rPr/rStyle"), value(run, "rPr/vertAlign")) for run in runs
    ] == [
        ("平", "", ""),
        ("粗", "Strong", ""),
        ("调", "Emphasis", ""),
        ("两", "IntenseEmphasis", ""),
        ("上", "", "superscript"),
        ("下", "", "subscript"),
    ]


def test_tabs_and_line_breaks_are_elements() -> None:
    data = write(Paragraph((Span("甲\t乙"), LineBreak(), Span("丙"))))
    runs = [child.tag.removeprefix(W) for run in part(data).iter(f"{W}r") for child in run]
    assert runs == ["t", "tab", "t", "br", "t"]


def test_markup_in_the_text_stays_text() -> None:
    text = "<w:t>&amp;</w:t> ]]> {{ x }} & “引号”"
    assert extract_word(write(paragraph(text))).paragraphs == (text,)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_a_character_xml_cannot_hold_is_named_with_its_place(character: str) -> None:
    with pytest.raises(InputError) as caught:
        write(Paragraph((Span(f"同志们{character}好", Place("讲话.txt", 3, 5)),)))
    assert f"U+{ord(character):04X}" in caught.value.message
    assert str(caught.value.place) == "讲话.txt:3:8"


def test_footnotes_are_real_and_numbered_in_reading_order() -> None:
    first = Footnote((Span("甲注"), Footnote(say("注中注"))))
    data = write(
        Paragraph((Span("甲"), first), run_in=Heading(1, (*say("一要。"), Footnote(say("标题注"))))),
        table([["乙"]]),
        Paragraph((Span("丙"), Footnote(say("丙注")))),
    )
    calls = [call.get(f"{W}id") for call in part(data).iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): note.get(f"{W}type", "") for note in part(data, "word/footnotes.xml")}
    assert calls == ["1", "2", "3"]
    assert notes == {"-1": "separator", "0": "continuationSeparator", "1": "", "2": "", "3": ""}
    assert extract_word(data).notes == ("标题注", "甲注注中注", "丙注")
    separators = part(data, "word/settings.xml").findall(f"{W}footnotePr/{W}footnote")
    assert [each.get(f"{W}id") for each in separators] == ["-1", "0"]


def test_without_notes_there_is_no_footnotes_part() -> None:
    with zipfile.ZipFile(io.BytesIO(write(paragraph("甲")))) as package:
        assert "word/footnotes.xml" not in package.namelist()


def test_core_properties() -> None:
    made = document(paragraph("工作报告", Role.TITLE), speaker="张三")
    moment = datetime(2024, 5, 8, 9, 30, tzinfo=UTC)
    properties = reopen(write_word(made, style(), created=moment)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("工作报告", "张三", "张三")
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == moment


def test_what_describes_the_document_never_stops_it() -> None:
    long = "关于" + "加强和改进" * 60 + "的报告"
    made = document(paragraph(long, Role.TITLE), Figure("小", "会\x00场"), speaker="张\x0b三")
    data = write_word(made, style())
    verify_word(data, made)
    properties = reopen(data).core_properties
    assert long.startswith(properties.title) and len(properties.title) == 255
    assert properties.author == "张三"
    assert b'descr="\xe4\xbc\x9a\xe5\x9c\xba"' in etree.tostring(part(data), encoding="utf-8")


def test_the_line_under_the_title_names_the_author_when_nothing_else_does() -> None:
    assert reopen(write_word(speech(), style())).core_properties.author == "张三"


def test_the_same_document_gives_the_same_bytes() -> None:
    first, second = (write_word(every_feature(), style(), CONTENTS) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {member.create_system for member in package.infolist()} == {0}, "not the system it was made on"


@pytest.mark.parametrize("tokens", LOOKS, ids=["speech", "own-line", "large"])
@pytest.mark.parametrize("contents", [None, CONTENTS], ids=["plain", "contents"])
def test_the_validator_finds_nothing(tokens: dict[str, str], contents: dict[str, int] | None, tmp_path: Path) -> None:
    path = tmp_path / "全.docx"
    path.write_bytes(write_word(every_feature(), style(**tokens), contents))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_an_empty_document_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.write_bytes(write_word(Document(()), style()))
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert styles_of(path.read_bytes()) == [("TableText", "")]


def test_nothing_makes_word_ask_or_substitute_theme_fonts() -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(every_feature(), style(), CONTENTS))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    for name, text in parts.items():
        assert "updateFields" not in text, name
        assert "asciiTheme" not in text and "eastAsiaTheme" not in text, name
        assert "attachedTemplate" not in text and 'TargetMode="External"' not in text, name
    assert "ja-JP" not in "".join(parts.values())  # python-docx's own template


@pytest.mark.parametrize("tokens", LOOKS, ids=["speech", "own-line", "large"])
def test_every_character_is_in_the_file(tokens: dict[str, str]) -> None:
    verify_word(write_word(every_feature(), style(**tokens), CONTENTS), every_feature())


def test_a_notes_heading_on_its_own_line_is_still_the_same_text() -> None:
    made = document(Paragraph((*say("甲"), Footnote(say("二"))), run_in=Heading(1, (*say("题"), Footnote(say("一"))))))
    verify_word(write_word(made, style(run_in="own-line")), made)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [("真抓实干", "真抓", "真抓实干"), ("一要", "二要", "一要"), ("坚定信心", "坚定定信心", "坚定定信心")],
)
def test_a_changed_character_is_found(before: str, after: str, named: str) -> None:
    data = write_word(speech(), style())
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(before.encode(), after.encode()))
    with pytest.raises(VerificationError, match=named):
        verify_word(changed.getvalue(), speech())


def test_a_lost_note_is_found() -> None:
    made = document(Paragraph((*say("甲"), Footnote(say("注")))))
    with pytest.raises(VerificationError, match="脚注"):
        verify_word(write(paragraph("甲")), made)


def test_text_is_read_in_order_without_contents_and_page_numbers() -> None:
    made = document(
        paragraph("会议讲话", Role.TITLE),
        Heading(1, say("一、形势")),
        paragraph("很好。", run_in="一要看清。"),
        table([["甲", "乙"]], caption="表1"),
    )
    found = extract_word(write_word(made, style(), {"heading-0": 1, "heading-1": 1}))
    assert found.paragraphs == ("会议讲话", "一、形势", "一要看清。很好。", "表1", "甲", "乙")


def test_the_contents_page_lists_the_headings_with_the_pages_of_the_pdf() -> None:
    made = document(
        paragraph("会议讲话", Role.TITLE),
        Heading(1, say("一、形势")),
        Heading(2, say("（一）国内")),
        paragraph("很好。", run_in="一要看清。"),
        Heading(1, say("二、任务")),
    )
    data = write_word(made, style(), {"heading-0": 2, "heading-1": 2, "heading-3": 11})
    contents = part(data)[0][0]
    assert contents.tag == f"{W}sdt"
    lines = [text_of(each) for each in contents.iter(f"{W}p")]
    assert lines == ["目　录", "一、形势2", "（一）国内2", "二、任务11"]
    codes = [(code.text or "").split()[:3] for code in contents.iter(f"{W}instrText")]
    assert codes[0] == ["TOC", r"\o", '"1-2"']
    anchors = [link.get(f"{W}anchor") for link in contents.iter(f"{W}hyperlink")]
    bookmarks = {mark.get(f"{W}name"): mark.getparent() for mark in part(data).iter(f"{W}bookmarkStart")}
    targets = [bookmarks[anchor] for anchor in anchors]
    assert [text_of(each) for each in targets if each is not None] == [
        "一、形势",
        "（一）国内",
        "二、任务",
    ]
    fields = Counter(mark.get(f"{W}fldCharType") for mark in contents.iter(f"{W}fldChar"))
    assert fields == {"begin": 4, "separate": 4, "end": 4}
    title = next(each for each in part(data).iter(f"{W}p") if value(each, "pPr/pStyle") == "Title")
    assert title.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_the_contents_page_lists_titles_of_attached_documents() -> None:
    """As the PDF's does; Word finds them by their style when it makes the contents anew."""
    titles = paragraph("关于印发方案的通知", Role.TITLE), paragraph("实施方案", Role.PART_TITLE)
    made = document(titles[0], paragraph("附件", Role.PART_LABEL), titles[1], Heading(1, say("一、目标")))
    contents = part(data := write_word(made, style(), {"title-1": 2, "heading-0": 3}))[0][0]
    assert [text_of(each) for each in contents.iter(f"{W}p")] == ["目　录", "实施方案2", "一、目标3"]
    assert r'\t "附件标题,1"' in (contents.findtext(f".//{W}instrText") or "")
    paragraphs = [each for each in part(data).iter(f"{W}p") if each.find(f"{W}bookmarkStart") is not None]
    assert [text_of(each) for each in paragraphs] == ["实施方案", "一、目标"]


def test_without_pages_there_is_no_contents_page() -> None:
    data = write(Heading(1, say("一、形势")))
    assert part(data).find(f".//{W}sdt") is None
    assert part(data).find(f".//{W}bookmarkStart") is None


def test_space_between_blocks_is_said_once() -> None:
    title, speaker, date, body = (
        paragraph("字", role) for role in (Role.TITLE, Role.SPEAKER, Role.DATELINE, Role.BODY)
    )
    data = write(title, speaker, date, body)
    spaces = []
    for each in part(data).iter(f"{W}p"):
        direct = [(side, value(each, "pPr/spacing", f"{side}Lines")) for side in ("before", "after")]
        spaces.append({side: lines for side, lines in direct if lines})
    # The style sets one line after the title and one before the speaker: together one. The byline stands close.
    assert spaces == [{"after": "0"}, {"after": "0"}, {"before": "0"}, {}]


def test_the_library_is_loaded_only_where_a_file_is_written() -> None:
    code = "import sys, publish.pipeline, publish.writers.word.verify; sys.exit('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_language_of_the_document_is_the_language_of_the_file() -> None:
    data = write_word(Document((paragraph(SENTENCE),), Metadata(language="zh-HK")), style())
    assert value(part(data, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-HK"
    assert value(part(data, "word/settings.xml"), "noLineBreaksBefore", "lang") == "zh-HK"


def run_python(code: str) -> None:
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert made.returncode == 0, made.stderr


def test_python_docx_is_loaded_without_what_few_files_need() -> None:
    run_python("""
import sys
from publish.writers.word.format import load
load()
assert "docx.package" in sys.modules
assert "hashlib" not in sys.modules
import docx.image.image, hashlib
image = docx.image.image.Image(b"picture", "a.png", None)
assert image.sha1 == hashlib.sha1(b"picture").hexdigest()
""")


def test_elements_of_an_official_document_change_places_and_are_verified_there() -> None:
    made = document(
        paragraph("关于做好防汛工作的通知", Role.TITLE),
        paragraph("×政办发〔2026〕3号", Role.NUMBER),
        paragraph("请认真执行。"),
    )
    output = make_output("docx", made, Order(load_style("gongwen")))
    assert extract_word(output.data).paragraphs == ("×政办发〔2026〕3号", "关于做好防汛工作的通知", "请认真执行。")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("实施“1+9”方案", ["”"]),
        ("收入×100%", []),
        ("5×100", ["×"]),
        ("“十四五”时期", ["“"]),
        ("把“十四五”时期", []),
        ("AI——未来", ["——"]),
    ],
)
def test_marks_without_a_chinese_character_before_them_take_the_chinese_face_everywhere(
    text: str, marks: list[str]
) -> None:
    """LibreOffice sets them in the Western face, half as wide, unless their run says otherwise; Word does not."""
    made = part(write(paragraph(text)))
    found = [run for run in made.iter(f"{W}r") if value(run, "rPr/rFonts", "ascii") == "仿宋"]
    assert [text_of(run) for run in found] == marks
    assert text_of(made) == text
