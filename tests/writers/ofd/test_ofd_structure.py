"""Every OFD obeys the schema, its numbers and places lead where they should, and so do its fonts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from publish.model import Block, Figure, Footnote, Heading, Paragraph, Role
from publish.pipeline import Request
from publish.pipeline.one import make as make_source
from publish.structure.choosing import choose_style
from publish.style import load_style
from publish.writers import Attached, Order, make_output
from tests import SEED, TOP
from tests.structure.rendering import Case
from tests.writers.ofd.ofd_files import OFD, Package, list_numbers, make, make_document, read
from tests.writers.ofd.schema import find_violations
from tests.writers.official.documents import CASES
from tests.writers.official.documents import read as read_case
from tests.writers.word.word_files import document, every_feature, paragraph, say, speech, style, table

SAMPLES = sorted((TOP / "styles").glob("*/sample.txt"))
SOURCES = [SEED, *SAMPLES]


@cache
def ofd_of(source: Path) -> bytes:
    """The OFD of a source in the look of its folder."""
    look = source.parent.name if source in SAMPLES else "speech"
    return make_source(source, Request("ofd", style=look)).output.data


@cache
def ofd_of_everything() -> bytes:
    return make_document(every_feature(), style(contents="on"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_the_xml_obeys_the_schema(source: Path) -> None:
    assert find_violations(read(ofd_of(source))) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_forms_of_official_documents_obey_the_schema(case: Case) -> None:
    document = read_case(case)
    assert find_violations(read(make_document(document, load_style(choose_style(document).style)))) == []


@pytest.mark.parametrize("look", ["speech", "large", "gongwen"])
def test_whatever_a_document_holds_obeys_the_schema(look: str) -> None:
    order = Order(load_style(look), source=Attached("讲话（送审稿）.md", b"# \xe9\xa2\x98"))
    assert find_violations(read(make_output("ofd", every_feature(), order).data)) == []


def spoil(package: Package, name: str, old: str, new: str) -> Package:
    """A package with a text of one XML file replaced."""
    text = etree.tostring(package.xml[name], encoding="unicode")
    assert old in text
    changed = etree.fromstring(text.replace(old, new, 1))
    return Package(package.files | {name: b""}, package.xml | {name: changed})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("OFD.xml", 'Version="1.0"', 'Version="2.0"'),
        ("OFD.xml", "<ofd:DocRoot>Doc_0/Document.xml", "<ofd:DocRoot>Doc_0/Missing.xml"),
        ("Doc_0/Document.xml", "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>", ""),
        ("Doc_0/Document.xml", "<ofd:MaxUnitID>", "<ofd:MaxUnitID>-"),
        ("Doc_0/Document.xml", 'ID="1"', 'ID="2"'),
        ("Doc_0/PublicRes.xml", ' FontName="', ' Name="'),
        ("Doc_0/PublicRes.xml", "<ofd:FontFile>", "<ofd:FontFile>other_"),
        ("Doc_0/Tags/Structure.xml", "</ofd:ObjectRef>", "000</ofd:ObjectRef>"),
        ("Doc_0/Pages/Page_0/Content.xml", ' Font="', ' Font="9'),
        ("Doc_0/Pages/Page_0/Content.xml", ' Boundary="', ' Boundary="1 '),
        ("Doc_0/Pages/Page_0/Content.xml", 'DeltaX="g', 'DeltaX="h'),
        ("Doc_0/Pages/Page_0/Content.xml", 'Type="Body"', 'Type="Head"'),
    ],
)
def test_a_fault_would_be_found(name: str, old: str, new: str) -> None:
    package = spoil(read(ofd_of(SEED)), name, old, new)
    assert find_violations(package)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_programs_that_draw_by_character_and_by_glyph_draw_the_same(source: Path) -> None:
    check_glyphs(read(ofd_of(source)))


@pytest.mark.parametrize("text", ["新疆شىنجاڭ的字，甲·乙•丙", "é ǎ。字\u0301，office", "𠮷野家，①②…—"])
def test_so_they_do_with_characters_that_share_glyphs_or_run_otherwise(text: str) -> None:
    package = read(make(paragraph(text)))
    assert find_violations(package) == []
    fonts = package.fonts()
    for drawn in package.pages[0].iter(f"{OFD}TextObject"):
        assert fonts[drawn.get("Font", "")].getBestCmap()
        shown = drawn.findtext(f"{OFD}CGTransform/{OFD}Glyphs")
        count = len(list_numbers(drawn.find(f"{OFD}TextCode").get("DeltaX"))) + 1  # type: ignore[union-attr]
        assert count == len(shown.split() if shown else drawn.findtext(f"{OFD}TextCode") or "")


def test_so_they_do_with_whatever_a_document_holds() -> None:
    check_glyphs(read(ofd_of_everything()))


def check_glyphs(package: Package) -> None:
    """Each font is whole; without a CGTransform its `cmap` leads to a glyph for every character."""
    fonts = package.fonts()
    for font in fonts.values():
        assert {"cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"} <= set(font.keys())
        assert ("CFF " in font) != ({"glyf", "loca"} <= set(font.keys()))
        tables = {(each.platformID, each.platEncID): each.cmap for each in font["cmap"].tables}
        assert {(0, 3), (3, 1), (3, 10)} <= tables.keys()
        assert tables[3, 1] == tables[0, 3] == {code: name for code, name in tables[3, 10].items() if code < 0xFFFF}
    drawn = 0
    for page in package.pages:
        for text in page.iter(f"{OFD}TextObject"):
            code = text.findtext(f"{OFD}TextCode") or ""
            characters = fonts[text.get("Font", "")].getBestCmap()
            if text.find(f"{OFD}CGTransform") is None:
                assert {ord(char) for char in code} <= characters.keys()
                assert all(characters[ord(char)] != ".notdef" for char in code)
            drawn += len(code)
    assert drawn > 50


def test_programs_without_the_fonts_are_told_what_stands_in() -> None:
    """FamilyName is what a substitute is looked for by (10.3)."""
    title, body = paragraph("题目2024", Role.TITLE), paragraph("正文")
    fonts = read(make(title, Heading(1, say("一、标题")), body)).xml["Doc_0/PublicRes.xml"].iter(f"{OFD}Font")
    families = [font.get("FamilyName") for font in fonts]
    assert set(families) == {"方正小标宋简体", "Times New Roman", "黑体", "仿宋", "宋体"}


def test_the_same_source_gives_the_same_bytes() -> None:
    first, second = (make_output("ofd", every_feature(), Order(style())).data for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_the_document_says_what_it_is() -> None:
    order = Order(style(), datetime(2024, 5, 8, tzinfo=UTC))
    info = read(make_output("ofd", speech(), order).data).xml["OFD.xml"].find(f".//{OFD}DocInfo")
    assert info is not None
    told = {etree.QName(each).localname: each.text for each in info}
    assert told["Title"] == "在全市政协工作座谈会上的讲话"
    assert told["Author"] == "张三"
    assert told["CreationDate"] == told["ModDate"] == "2024-05-08"
    assert told["Creator"] == "publish"


def test_the_number_of_the_document_is_that_of_its_content() -> None:
    numbers = [read(make(paragraph(text))).xml["OFD.xml"].findtext(f".//{OFD}DocID") for text in ("甲", "甲", "乙")]
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_outline_leads_to_the_headings() -> None:
    title = paragraph("题目", Role.TITLE)
    package = read(make(title, Heading(1, say("一、甲")), Heading(2, say("（一）乙")), paragraph("文")))
    document_ = package.xml["Doc_0/Document.xml"]
    titles = [(len(list(each.iterancestors())), each.get("Title")) for each in document_.iter(f"{OFD}OutlineElem")]
    assert titles == [(2, "题目"), (3, "一、甲"), (4, "（一）乙")]
    tops = [float(each.get("Top", "")) for each in document_.iter(f"{OFD}Dest")]
    assert 37 <= tops[0] < tops[1] < tops[2] < 262


def test_contents_lead_to_the_pages_they_name() -> None:
    blocks: list[Block] = []
    for number in "一二三":
        blocks += (Heading(1, say(f"第{number}部分")), paragraph("文字。" * 400))
    package = read(make(paragraph("题目", Role.TITLE), *blocks, contents="on"))
    pages = [page.get("ID") for page in package.xml["Doc_0/Document.xml"].iter(f"{OFD}Page")]
    (annotated,) = package.xml["Doc_0/Annots/Annotations.xml"]
    assert annotated.get("PageID") == pages[0]
    links = package.xml["Doc_0/Annots/Page_0/Annotation.xml"]
    outline = list(package.xml["Doc_0/Document.xml"].iter(f"{OFD}Dest"))[1:]
    assert [dict(link.attrib) for link in links.iter(f"{OFD}Dest")] == [dict(entry.attrib) for entry in outline]
    assert {link.get("Type") for link in links} == {"Link"}
    assert {link.get("ReadOnly") for link in links} == {"true"}
    tops = [float(link[0].get("Boundary", "").split()[1]) for link in links]
    assert len(tops) == 3
    assert tops == sorted(tops)


def list_parts(package: Package) -> list[tuple[str, str, str]]:
    """What the tags say of each part: role, level, and the text of the objects they refer to, in order."""
    texts = {
        text.get("ID"): (page.get("ID"), text.findtext(f"{OFD}TextCode") or "")
        for page, content in zip(package.xml["Doc_0/Document.xml"].iter(f"{OFD}Page"), package.pages, strict=True)
        for text in content.iter(f"{OFD}TextObject")
    }
    found = []
    for part in package.xml["Doc_0/Tags/Structure.xml"]:
        shown = [texts[reference.text or ""] for reference in part]
        assert [page for page, _ in shown] == [reference.get("PageRef") for reference in part]
        found.append((part.get("role", ""), part.get("level", ""), "".join(text for _, text in shown)))
    return found


def test_tags_tell_what_each_line_is_part_of() -> None:
    long = "坚持稳中求进工作总基调。" * 60
    note = Footnote(say("注文。"))
    blocks: list[Block] = [
        Heading(2, say("一、甲")),
        Paragraph((*say("有注"), note, *say("。"))),
        paragraph(long),
        table([["格"]]),
    ]
    package = read(make(paragraph("题目", Role.TITLE), paragraph("各位：", Role.SALUTATION), *blocks))
    assert list_parts(package) == [
        ("title", "1", "题目"),
        ("salutation", "", "各位："),
        ("heading-2", "2", "一、甲"),
        ("body", "", "有注1。"),
        ("body", "", long),
        ("footnote", "", "1\u2002注文。"),  # at the foot of the first page
        ("cell", "", "格"),
    ]


def test_the_source_is_carried() -> None:
    package = read(make_output("ofd", speech(), Order(style(), source=Attached("讲话 定稿.txt", b"\xff\x00"))).data)
    assert package.files["Doc_0/Attachs/source.txt"] == b"\xff\x00"
    (listed,) = package.xml["Doc_0/Attachs/Attachments.xml"]
    assert (listed.get("Name"), listed.get("Format")) == ("讲话 定稿.txt", "txt")


@pytest.mark.parametrize("name", ["讲话", "讲话.文稿", "a.b/c", ".txt"])
def test_an_attached_name_makes_no_path(name: str) -> None:
    package = read(make_output("ofd", speech(), Order(style(), source=Attached(name, b""))).data)
    assert find_violations(package) == []
    assert [place for place in package.files if "source" in place] == [
        f"Doc_0/Attachs/source.{'txt' if name == '.txt' else 'bin'}"
    ]


def test_a_picture_is_stored_once_and_stands_where_it_should() -> None:
    package = read(make(Figure("小"), paragraph("文"), Figure("小")))
    assert len([name for name in package.files if "image" in name]) == 1
    first, second = package.pages[0].iter(f"{OFD}ImageObject")
    assert first.get("ResourceID") == second.get("ResourceID")
    left, _, width, height = map(float, first.get("Boundary", "").split())
    assert width == height == pytest.approx(30 / 150 * 25.4, abs=0.01)
    assert left + width / 2 == pytest.approx(28 + 156 / 2, abs=0.05)
    assert [float(each) for each in first.get("CTM", "").split()] == [width, 0, 0, height, 0, 0]


def test_a_page_on_its_side_says_its_size() -> None:
    rows = [["指标", *(f"第{number}列的名称" for number in range(14))]] * 4
    package = read(make(paragraph("文"), table(rows, header_rows=1), **{"table.wide": "always"}))
    sizes = [page.findtext(f"{OFD}Area/{OFD}PhysicalBox") for page in package.pages]
    assert package.xml["Doc_0/Document.xml"].findtext(f".//{OFD}PhysicalBox") == "0 0 210 297"
    assert set(sizes) == {None, "0 0 297 210"}


def test_rules_are_rectangles_that_need_no_clip() -> None:
    """Not every program obeys Clips: a box's border would be a black box there."""
    package = read(ofd_of(next(sample for sample in SAMPLES if sample.parent.name == "gongwen")))
    assert not [page for page in package.pages if page.find(f".//{OFD}Clips") is not None]
    paths = [path for page in package.pages for path in page.iter(f"{OFD}PathObject")]
    heights = [float(path.get("Boundary", "").split()[3]) for path in paths]
    assert heights
    assert max(heights) < 1


def test_what_an_archive_asks_for() -> None:
    """GB/T 42133-2022, as ofdrw-archive 2.4.0 lists it: 6.1, 6.2.1 c, 6.2.2, 6.2.5, 6.2.6, 6.5 b, 6.6."""
    package = read(ofd_of_everything())
    names = {etree.QName(each).localname for part in package.xml.values() for each in part.iter(f"{OFD}*")}
    assert not names & {"Permissions", "VPreferences", "Extensions", "URI", "GotoA", "Sound", "Movie", "PageBlock"}
    assert len(package.xml["OFD.xml"]) == 1
    assert package.xml["Doc_0/PublicRes.xml"].find(f"{OFD}Fonts") is not None
    assert [etree.QName(each).localname for each in package.xml["Doc_0/DocumentRes.xml"]] == ["MultiMedias"]
    for font in package.xml["Doc_0/PublicRes.xml"].iter(f"{OFD}Font"):
        assert font.find(f"{OFD}FontFile") is not None
    for name, data in package.files.items():
        assert name.endswith((".xml", ".otf", ".ttf")) or data.startswith((b"\x89PNG", b"\xff\xd8\xff"))
        assert not name.endswith(".xml") or b'"http' not in data.replace(b'"http://www.ofdspec.org/2016"', b"")


def test_nothing_of_the_machine_is_told() -> None:
    assert b"/" not in ofd_of(SEED)[:4]
    assert all(not name.startswith(("/", "..")) for name in read(ofd_of(SEED)).files)


def test_the_text_of_a_paragraph_is_one_object_a_line() -> None:
    package = read(make(Paragraph(say("坚持稳中求进工作总基调，" * 8))))
    lines = [text.findtext(f"{OFD}TextCode") or "" for text in package.pages[0].iter(f"{OFD}TextObject")]
    assert [len(line) for line in lines[:4]] == [26, 28, 28, 14]


def test_document_without_blocks() -> None:
    assert find_violations(read(make_document(document(), style()))) == []
