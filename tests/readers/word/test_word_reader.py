"""The Word reader: a trap for each construct, characters in = characters out + reported; numbers as shown."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from publish.model import FindingKind, Heading, Paragraph, Place, Source, Span, plain_text
from publish.readers.word.reader import read
from tests.readers.reader_cases import Case, load_cases
from tests.readers.reader_display import bag, characters, show, show_finding
from tests.readers.word.docx_files import NAMESPACES, characters_in, docx, docx_parts, paragraph, png, zipped

FILES = {"f1.png": png(), "f2.wmf": b"\xd7\xcd\xc6\x9a" + b"\0" * 40, "f3.png": png()[:50]}


def read_bytes(folder: Path, data: bytes, name: str = "a.docx") -> Source:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def case_parts(case: Case) -> dict[str, str]:
    return {key.split()[1]: text for key, text in case.sections.items() if key.startswith("部件 ")}


@pytest.mark.parametrize("case", load_cases("word.txt"), ids=lambda case: case.title)
def test_trap(case: Case, tmp_path: Path) -> None:
    links = {"x1": "file:///etc/passwd"}
    data = zipped(docx_parts(case.sections[""], case_parts(case), FILES, links))
    source = read_bytes(tmp_path, data)
    assert [show(block) for block in source.blocks] == case.lines("文字")
    assert [show_finding(finding) for finding in source.findings] == case.lines("上报")
    folios = bag("—12—") if "页码" in case.title else Counter[str]()
    assert characters_in(tmp_path / "a.docx") - folios - characters(source) == Counter()


@pytest.mark.parametrize("case", load_cases("numbering.txt"), ids=lambda case: case.title)
def test_automatic_numbers(case: Case, tmp_path: Path) -> None:
    body = ""
    for line in case.lines("段落"):
        where, text = line.split(" ")
        list_id, level = where.split(".")
        membership = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        body += f"<w:p><w:pPr>{membership}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    source = read_bytes(tmp_path, docx(body, parts={"numbering": case.sections[""]}))
    assert [show(block) for block in source.blocks] == case.lines("文字")
    for block in source.blocks:
        assert isinstance(block, Paragraph)
        text = plain_text(block.content)
        assert text.startswith(block.hints.marker) and bool(block.hints.marker) == (len(text) > 1)


def test_number_by_style_and_list_style(tmp_path: Path) -> None:
    """A heading style numbers its paragraphs at the level that names the style, through a list style's link."""
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    by_style = '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    by_link = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
    source = read_bytes(tmp_path, docx(by_style + by_link, parts={"numbering": numbering, "styles": styles}))
    assert [show(block) for block in source.blocks] == ["## （一）甲", "1 乙"]
    first = source.blocks[0]
    assert isinstance(first, Heading) and first.hints.level == 2 and first.hints.list_depth == 2


def test_hints_follow_style_chains(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="标题 3"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="底"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    )
    body = (
        '<w:p/><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t xml:space="preserve">　 甲</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:outlineLvl w:val="1"/><w:jc w:val="end"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="A"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>'
    )
    blocks = read_bytes(tmp_path, docx(body, parts={"styles": styles})).blocks
    hints = [block.hints for block in blocks if isinstance(block, Paragraph | Heading)]
    assert [(h.level, h.style, h.align, h.bold, h.size) for h in hints] == [
        (3, "标题 3", "center", True, 22.0),
        (2, "", "right", False, 10.5),
        (0, "标题 3", "center", True, 22.0),
    ]
    assert [h.blank_before for h in hints] == [True, False, False]
    assert hints[0].raw_indent == "\u3000 "


def test_a_heading_style_on_a_whole_paragraph_is_only_a_hint(tmp_path: Path) -> None:
    properties = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    texts = ("一、总体要求", "一、坚持党的领导。把牢正确方向。", "各乡镇要压实责任，亲自督办，确保落到实处。")
    body = "".join(f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    heading, *paragraphs = read_bytes(tmp_path, docx(body)).blocks
    assert isinstance(heading, Heading) and heading.level == 1
    assert [isinstance(block, Paragraph) and block.hints.level for block in paragraphs] == [1, 1]


@pytest.mark.parametrize("text", ["坚持党的领导，把牢正确方向", "坚持党的领导。", "（一）坚持党的领导，把牢正确方向。"])
def test_a_heading_style_on_a_heading_is_one(text: str, tmp_path: Path) -> None:
    (block,) = read_bytes(
        tmp_path, docx(f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>')
    ).blocks
    assert isinstance(block, Heading)


def test_places_count_paragraphs_and_characters(tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r>"
    body = f'<w:p/>{paragraph("一")}<w:p><w:r><w:t xml:space="preserve">　　二三</w:t></w:r>{bold}</w:p>'
    source = read_bytes(tmp_path, docx(body))
    content = source.blocks[1]
    assert isinstance(content, Paragraph)
    assert content.content == (
        Span("二三", Place("a.docx", 3, 3)),
        Span("粗", Place("a.docx", 3, 5), strong=True),
    )


def test_run_in_heading_keeps_its_hints(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    separator = '<w:pPr><w:pStyle w:val="Heading2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>'
    body = f"<w:p>{separator}<w:r><w:t>（一）标题。</w:t></w:r></w:p>{paragraph('正文。')}"
    block = read_bytes(tmp_path, docx(body, parts={"styles": styles})).blocks[0]
    assert isinstance(block, Paragraph) and isinstance(block.run_in, Heading)
    assert (block.run_in.level, block.run_in.hints.style) == (2, "heading 2")
    assert block.place == Place("a.docx", 1) and plain_text(block.content) == "正文。"


def test_macros_are_named_and_not_read(tmp_path: Path) -> None:
    parts = docx_parts(paragraph("正文"))
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = parts["[Content_Types].xml"]
    start = types.index(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    parts["[Content_Types].xml"] = types[:start] + kind + types[types.index(b'"', start) :]
    parts["word/vbaProject.bin"] = b"\0"
    source = read_bytes(tmp_path, zipped(parts), "a.docm")
    assert [(finding.kind, finding.code) for finding in source.findings] == [(FindingKind.WARNING, "word-macros")]
    assert [show(block) for block in source.blocks] == ["正文"]


def test_strict_documents_are_read(tmp_path: Path) -> None:
    parts = docx_parts(paragraph("严格格式") + "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>")
    strict = "http://purl.oclc.org/ooxml"
    for name, data in parts.items():
        text = data.decode()
        text = text.replace("http://schemas.openxmlformats.org/officeDocument/2006", f"{strict}/officeDocument")
        parts[name] = text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006", f"{strict}/wordprocessingml"
        ).encode()
    assert [show(block) for block in read_bytes(tmp_path, zipped(parts)).blocks] == ["严格格式", "x"]


def test_a_missing_picture_target_is_reported(tmp_path: Path) -> None:
    parts = docx_parts(
        '<w:p><w:r><w:t>正文</w:t><w:drawing><a:blip r:embed="f1"/></w:drawing></w:r></w:p>', files=FILES
    )
    relations = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = relations.replace(b'Target="f1.png"', b'Target="NULL"')
    source = read_bytes(tmp_path, zipped(parts))
    assert [finding.code for finding in source.findings] == ["word-picture"]


@pytest.mark.parametrize("wrapper", ["w:sdt><w:sdtContent", "w:smartTag", "w:ins", "w:hyperlink"])
def test_deep_nesting_is_read_or_refused(wrapper: str, tmp_path: Path) -> None:
    """libxml2 ends at 256 levels; up to there our own walk must not run out of stack."""
    opening = [f"<{name}>" for name in wrapper.split("><")]
    depth = 240 // len(opening)
    closing = [f"</{name}>" for name in reversed(wrapper.split("><"))]
    inner = "<w:r><w:t>底</w:t></w:r>"
    body = f"<w:p>{''.join(opening) * depth}{inner}{''.join(closing) * depth}</w:p>"
    assert [show(block) for block in read_bytes(tmp_path, docx(body)).blocks] == ["底"]


@pytest.mark.parametrize("depth", [5, 55])
def test_deeply_nested_tables_end_as_paragraphs(depth: int, tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth
    source = read_bytes(tmp_path, docx(body))
    assert show(source.blocks[0]) == "[ [ [ [ 底 ] ] ] ]"
    assert {finding.code for finding in source.findings} == {"word-nested-table"}


def test_notes_that_call_each_other_end(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>注{n}</w:t></w:r>{call.format(n % 50 + 1)}</w:p></w:footnote>'
        for n in range(1, 51)
    )
    body = f"<w:p><w:r><w:t>正文</w:t></w:r>{call.format(1) * 3}</w:p>"
    source = read_bytes(tmp_path, docx(body, parts={"footnotes": notes}))
    assert show(source.blocks[0]) == "正文〔注：注1〕"
    left = "".join(finding.text for finding in source.findings if finding.kind is FindingKind.LEFT_OUT)
    assert left == "".join(f"注{n}" for n in range(2, 51))


def test_namespaces_of_the_builder_are_complete() -> None:
    etree.fromstring(f"<w:p {NAMESPACES}/>".encode())


@pytest.mark.parametrize(
    ("runs", "lead"),
    [
        ((("黑体", "一、提高认识"), ("仿宋", "各单位要结合实际。")), 6),
        ((("仿宋", "一、提高认识"), ("仿宋", "各单位要结合实际。")), 0),
        ((("黑体", "一、提高认识"), ("仿宋", "各单位要"), ("楷体", "结合实际。")), 0),
        ((("楷体", "（一）"), ("Times New Roman", "2026"), ("楷体", "年"), ("仿宋", "各单位要结合实际。")), 8),
    ],
)
def test_where_the_face_of_the_characters_changes(tmp_path: Path, runs: tuple[tuple[str, str], ...], lead: int) -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="{0}" w:eastAsia="{0}"/></w:rPr><w:t>{1}</w:t></w:r>'
    body = "<w:p>" + "".join(run.format(font, text) for font, text in runs) + "</w:p>"
    (block,) = read_bytes(tmp_path, docx(body)).blocks
    assert isinstance(block, Paragraph)
    assert block.hints.lead == lead
