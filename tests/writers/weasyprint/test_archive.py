"""The PDF as archives and screen readers want it: PDF/A, PDF/UA, one structure element per thing, embedded fonts."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import page
import pytest

from publish.errors import FontError
from publish.fonts.roles import Face, find_faces
from publish.model import Block, Document, Figure, Footnote, Heading, Paragraph, Role, Span
from publish.writers import Attached, Order
from publish.writers.pdf.embedding import forbids_embedding
from publish.writers.pdf.writer import write_pdf
from publish.writers.weasyprint import engine
from tests.writers.pdf.pdf_files import make, make_document, read_outline, read_structure
from tests.writers.word.word_files import SENTENCE, document, every_feature, paragraph, say, speech, style, table

LONG = SENTENCE * 30


def failures(data: bytes, folder: Path, *profiles: str) -> list[str]:
    path = folder / "文件.pdf"
    path.write_bytes(data)
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in profiles
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(speech(), id="speech"),
        pytest.param(every_feature(), id="every feature"),
        pytest.param(document(), id="nothing at all"),
        pytest.param(document(paragraph("", Role.TITLE), paragraph("短。")), id="empty title"),
        pytest.param(document(Heading(4, say("只有一个标题"))), id="no title"),
    ],
)
@pytest.mark.parametrize("contents", ["off", "on"])
def test_every_pdf_is_for_the_archive_and_for_all_readers(made: Document, contents: str, tmp_path: Path) -> None:
    assert failures(make_document(made, style(contents=contents)).data, tmp_path, "2a", "ua1") == []


def test_the_source_travels_inside(tmp_path: Path) -> None:
    import pikepdf

    order = Order(style(), source=Attached("原文（一）.txt", "原文".encode()))
    data = write_pdf(every_feature(), order, find_faces()).data
    assert failures(data, tmp_path, "3a", "ua1") == []
    with pikepdf.open(tmp_path / "文件.pdf") as pdf:
        (attached,) = pdf.attachments.values()
        assert (attached.filename, attached.get_file().read_bytes().decode()) == ("原文（一）.txt", "原文")


def test_qpdf_finds_no_fault() -> None:
    import pikepdf

    data = make_document(every_feature(), style(contents="on")).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_two_runs_give_the_same_bytes_and_the_date_is_the_orders() -> None:
    order = Order(style(contents="on"), datetime(2024, 1, 5, tzinfo=UTC), Attached("a.txt", b"a"))
    first, second = (write_pdf(every_feature(), order, find_faces()).data for _ in range(2))
    assert first == second
    assert b"2024-01-05T00:00:00" in first


def test_the_metadata_say_who_and_what() -> None:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(make_document(every_feature(), style()).data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("关于进一步加强")
        assert str(pdf.docinfo["/Author"]) == "张三"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_a_paragraph_over_a_page_break_is_one() -> None:
    blocks = [paragraph(LONG), paragraph(LONG, run_in="一要讲政治。"), paragraph(LONG)]
    root = read_structure(make(*blocks).data)
    assert [element.kind for element in root.children] == ["P", "Div", "P"]
    assert [element.kind for element in root.children[1].children] == ["H1", "P"]
    assert all(len(element.pages) > 1 for element in root.find("P"))


def test_a_table_over_pages_is_one_with_one_head() -> None:
    rows = [["序号", "事项"], *([str(number), SENTENCE] for number in range(60))]
    pdf = make(table(rows, header_rows=1, caption="表1　分工"))
    root = read_structure(pdf.data)
    (made,) = root.find("Table")
    assert len(made.pages) == pdf.pages > 1
    assert [element.kind for element in made.children] == ["Caption", "THead", "TBody"]
    assert len(made.find("TR")) == 61
    heads = made.find("TH")
    assert [str(head.entry.A.Scope) for head in heads] == ["/Column", "/Column"]
    assert {str(cell.entry.A.Headers[0]) for cell in made.find("TD")} == {str(head.entry.ID) for head in heads}


def test_what_every_page_repeats_is_an_artifact() -> None:
    import io

    import pikepdf

    rows = [["序号", "事项"], *([str(number), SENTENCE] for number in range(60))]
    with pikepdf.open(io.BytesIO(make(table(rows, header_rows=1)).data)) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        for index, sheet in enumerate(pdf.pages):
            marked = [
                int(item.operands[1]["/MCID"])
                for item in pikepdf.parse_content_stream(sheet)
                if str(item.operator) == "BDC" and "/MCID" in item.operands[1]
            ]
            owners = nums[2 * index + 1]
            assert [number for number, owner in enumerate(owners) if owner is not None] == sorted(marked)


def test_a_footnote_stands_behind_its_call() -> None:
    notes = [Footnote(say("注释一")), Footnote(say("注释二"))]
    block = Paragraph((Span("正文"), notes[0], Span("继续" * 400), notes[1], Span("。")))
    kinds = [element.kind for element in read_structure(make(block).data).children[0].children]
    assert kinds[:3] == ["Span", "Reference", "Note"]
    found = read_structure(make(block).data).find("Note")
    assert [str(note.entry.ID) for note in found] == ["note-1", "note-2"]
    assert [note.children[0].kind for note in found] == ["Lbl", "Lbl"]


def test_pictures_are_described_and_placed_in_points() -> None:
    figures = [
        Figure("小", "印章"),
        Figure("宽", caption=paragraph("图1　分布", Role.CAPTION)),
        Figure("高"),
    ]
    found = read_structure(make(*figures).data).find("Figure")
    assert [str(element.entry.Alt) for element in found] == ["印章", "图1　分布", "图片"]
    assert [child.kind for child in found[1].children] == ["Caption"]
    left, bottom, right, top = (float(number) for number in found[1].entry.A.BBox)
    assert (right - left) / (top - bottom) == pytest.approx(4, rel=0.01)
    assert 0 < bottom < top < 842


@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ([0, 1, 2, 3], ["H1", "H2", "H3", "H4"]),
        ([0, 3, 1, 5, 5], ["H1", "H2", "H2", "H3", "H3"]),
        ([2, 1, 4], ["H1", "H1", "H2"]),
        ([0, 1, 2, 3, 4, 5], ["H1", "H2", "H3", "H4", "H5", "H6"]),
    ],
)
def test_heading_levels_have_no_gaps(levels: list[int], tags: list[str]) -> None:
    blocks: list[Block] = [Heading(n, say(f"第{n}级")) if n else paragraph("题目", Role.TITLE) for n in levels]
    data = make(*blocks).data
    assert [element.kind for element in read_structure(data).children] == tags
    assert [depth for depth, _ in read_outline(data)] == [int(tag[1]) for tag in tags]


def test_bookmarks_say_the_headings_in_one_line() -> None:
    title = "关于进一步加强和改进新时代人民政协工作推动专门协商机构建设的若干意见"
    note = Footnote(say("注释"))
    data = make(
        paragraph(title, Role.TITLE), Heading(1, (*say("一、讲政治"), note)), paragraph("一。", run_in="二要。")
    )
    assert read_outline(data.data) == [(1, title), (2, "一、讲政治"), (2, "二要")]


@pytest.mark.parametrize(
    ("fs_type", "forbidden"),
    [(0, False), (0x0002, True), (0x0004, False), (0x0008, False), (0x000A, False), (0x0108, True), (0x0200, True)],
)
def test_licences_are_read(fs_type: int, forbidden: bool) -> None:
    assert forbids_embedding(fs_type) is forbidden


def test_a_font_that_must_not_be_embedded_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fontTools.ttLib import TTFont

    engine.load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    own = FontConfiguration()  # what is loaded into the process's one, newer Pango takes for other texts too
    monkeypatch.setattr(engine, "font_configuration", lambda: own)

    faces = dict(find_faces())
    chosen = faces["仿宋"][0]
    with TTFont(chosen.path, fontNumber=chosen.index) as font:
        font["OS/2"].fsType = 0x0002
        font.save(tmp_path / "Restricted.otf")
    faces["仿宋"] = (Face("仿宋", "Publish Restricted", tmp_path / "Restricted.otf", 0, 400, linked=True),)
    with pytest.raises(FontError, match="Publish Restricted"):
        write_pdf(speech(), Order(style()), faces)


def test_streams_that_end_with_a_carriage_return_keep_their_length() -> None:
    import pydyf

    from publish.writers.weasyprint.archive import delimiting_streams

    stream = pydyf.Stream([b"data\r"])
    with delimiting_streams():
        assert stream.data.endswith(b"data\r\r\nendstream")
        assert pydyf.Stream([b"data"]).data.endswith(b"data\nendstream")
        assert b"/Length 5" in stream.data
    assert stream.data.endswith(b"data\r\nendstream")


@pytest.mark.slow
def test_many_speeches_are_for_the_archive(tmp_path: Path) -> None:
    for count in range(1, 40):  # among so many compressed streams, one in 256 ends with a carriage return
        blocks = [paragraph(SENTENCE * number, run_in=f"{number}。") for number in range(1, count)]
        assert failures(make(*blocks).data, tmp_path, "2a", "ua1") == []
