"""The look of the Word file comes from the tokens: styles, grid, page numbers, prohibitions."""

from __future__ import annotations

import io
import zipfile
from math import floor

import pytest
from lxml import etree

from publish.model import Footnote, Paragraph, Role, Span
from publish.style import ROLE_NAMES
from publish.style.word_styles import ROLE_STYLES
from publish.writers.word.writer import write_word
from tests import CASE_FOLDER
from tests.writers.word.word_files import W, paragraph, part, reopen, speech, style, text_of, value, write

CASES = CASE_FOLDER / "writers" / "word_looks.txt"
ALIGNMENTS = {"both": "两端", "center": "居中", "right": "居右", "left": "居左"}
TWIPS_PER_MM = 1440 / 25.4


def load_looks() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def word_style(data: bytes, style_id: str) -> etree._Element:
    styles = {each.get(f"{W}styleId"): each for each in part(data, "word/styles.xml").iter(f"{W}style")}
    return styles[style_id]


def footers(data: bytes) -> dict[str, etree._Element]:
    """default and even -> the footer's paragraph."""
    relations = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        listed = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {each.get("Id"): each.get("Target") for each in listed}
        return {
            reference.get(f"{W}type", ""): etree.fromstring(package.read(f"word/{targets[reference.get(relations)]}"))[
                0
            ]
            for reference in part(data).iter(f"{W}footerReference")
        }


def codes(footer: etree._Element) -> list[str]:
    """The instructions of a footer's fields; short fields (w:fldSimple) vanish in docx-preview 0.4."""
    assert footer.find(f".//{W}fldSimple") is None
    return [each.text or "" for each in footer.iter(f"{W}instrText")]


@pytest.mark.parametrize("look", load_looks(), ids=lambda look: look[0])
def test_a_role_looks_as_the_table_of_looks_says(look: list[str]) -> None:
    role, name, face, size, align, indent, level = look
    made = word_style(write_word(speech(), style()), ROLE_STYLES[role][0])
    fonts = made.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert value(made, "name") == name
    assert {fonts.get(W + script) for script in ("eastAsia", "hAnsi")} == {face}
    assert int(value(made, "rPr/sz")) == 2 * int(size)
    assert ALIGNMENTS[value(made, "pPr/jc")] == align
    assert int(value(made, "pPr/ind", "firstLineChars") or 0) == 100 * int(indent)
    assert (value(made, "pPr/outlineLvl") or "正文") == (str(int(level) - 1) if level.isdigit() else "正文")


def test_every_role_has_its_case() -> None:
    assert [look[0] for look in load_looks()] == list(ROLE_NAMES)
    assert set(ROLE_STYLES) == set(ROLE_NAMES)


def test_custom_styles_say_so_and_built_in_ones_do_not() -> None:
    for made in part(write(paragraph("甲")), "word/styles.xml").iter(f"{W}style"):
        name = value(made, "name")
        assert (made.get(f"{W}customStyle") == "1") == (not name.isascii()), name


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    section = part(write(paragraph("甲"))).find(f".//{W}sectPr")
    assert section is not None
    size, margins, grid = (dict(section.find(W + tag).attrib) for tag in ("pgSz", "pgMar", "docGrid"))  # type: ignore[union-attr]
    width, height = (int(size[W + name]) for name in ("w", "h"))
    top, right, bottom, left = (int(margins[W + side]) for side in ("top", "right", "bottom", "left"))
    assert (width, height) == (11906, 16838)
    assert (top, right, bottom, left) == (2098, 1474, 1984, 1587)
    # No character grid: LibreOffice gives a character two cells where the cell is narrower, 14 characters a line.
    assert grid == {f"{W}type": "lines", f"{W}linePitch": "579"}
    assert (height - top - bottom) // 579 == 22
    data = write(paragraph("甲"))
    assert value(word_style(data, "Normal"), "rPr/spacing") == "-5"
    assert (width - left - right) // (16 * 20 - 5) == 28
    # The first line, two characters in by the size itself (firstLineChars), holds the other 26.
    assert (width - left - right - 2 * 16 * 20) // (16 * 20 - 5) == 26
    # The dash, half an em above the foot of its line, stands 7 mm below the text area.
    assert int(margins[f"{W}footer"]) == pytest.approx((35 - 7) * TWIPS_PER_MM - 14 * 20 / 2, abs=1)


@pytest.mark.parametrize(("lines", "characters", "size", "points"), [(20, 25, "小二", 18), (30, 42, "五号", 10.5)])
def test_the_grid_follows_the_tokens(lines: int, characters: int, size: str, points: float) -> None:
    looks = style(page__lines=str(lines), page__characters=str(characters), roles__body__size=size)
    data = write_word(speech(), looks)
    grid = part(data).find(f".//{W}docGrid")
    assert grid is not None
    assert grid.get(f"{W}linePitch") == str(floor(looks.page.text_height / lines * 20))
    spacing = int(value(word_style(data, "Normal"), "rPr/spacing"))
    assert spacing == floor((looks.page.measure / characters - points) * 20)
    assert looks.page.measure // (points + spacing / 20) == characters
    assert value(word_style(data, "Normal"), "rPr/sz") == str(int(2 * points))
    assert value(word_style(data, "BodyText"), "pPr/spacing", "line") == grid.get(f"{W}linePitch")
    assert value(word_style(data, "BodyText"), "pPr/snapToGrid") == "1"
    assert value(word_style(data, "Title"), "pPr/snapToGrid") == "0"


def test_a_pitch_of_whole_twips_is_not_rounded_down() -> None:
    tokens = {"page__top": "50pt", "page__bottom": "50pt", "page__height": "660pt", "page__lines": "20"}
    grid = part(write(paragraph("甲"), **tokens)).find(f".//{W}docGrid")
    assert grid is not None
    assert grid.get(f"{W}linePitch") == "560"


def test_a_role_changes_with_its_tokens() -> None:
    tokens = {
        "roles__quotation__left": "3",
        "roles__quotation__hanging": "2",
        "roles__quotation__indent": "0",
        "roles__quotation__before": "2",
        "roles__quotation__lines": "2",
        "roles__quotation__page_break": "true",
        "roles__quotation__keep": "true",
        "roles__quotation__bold": "true",
    }
    made = word_style(write(paragraph("引", Role.QUOTATION), **tokens), "Quote")
    indent = made.find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert (indent.get(f"{W}leftChars"), indent.get(f"{W}hangingChars")) == ("500", "200")
    assert indent.get(f"{W}firstLineChars") is None
    assert value(made, "pPr/spacing", "beforeLines") == "200"
    assert value(made, "pPr/spacing", "before") == str(2 * 579)
    assert value(made, "pPr/spacing", "line") == str(floor(2 * style().page.pitch * 20))
    tags = [child.tag.removeprefix(W) for child in made.iter()]
    assert {"keepNext", "pageBreakBefore", "b", "bCs"} <= set(tags)


def test_page_numbers_stand_outside() -> None:
    sides = footers(write(paragraph("甲")))
    assert {kind: value(each, "pPr/jc") for kind, each in sides.items()} == {"default": "right", "even": "left"}
    assert value(sides["default"], "pPr/ind", "rightChars") == "100"
    assert value(sides["even"], "pPr/ind", "leftChars") == "100"
    assert [text_of(each) for each in sides.values()] == ["— 1 —", "— 1 —"]
    assert codes(sides["even"]) == [" PAGE "]
    kinds = [each.get(f"{W}fldCharType") for each in sides["even"].iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert reopen(write(paragraph("甲"))).settings.odd_and_even_pages_header_footer


def test_page_numbers_may_stand_in_the_centre_with_the_total() -> None:
    data = write(paragraph("甲"), folio__position="center", folio__form="第{page}页，共{pages}页", folio__size="小一")
    (footer,) = footers(data).values()
    assert value(footer, "pPr/jc") == "center"
    assert footer.find(f"{W}pPr/{W}ind") is None
    assert codes(footer) == [" PAGE ", " NUMPAGES "]
    assert text_of(footer) == "第1页，共1页"
    assert not reopen(data).settings.odd_and_even_pages_header_footer
    assert value(word_style(data, "Footer"), "rPr/sz") == "48"


def test_digits_of_page_numbers_are_of_the_page_numbers_face() -> None:
    fonts = word_style(write(paragraph("甲")), "Footer").find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert {fonts.get(W + script) for script in ("ascii", "hAnsi", "eastAsia")} == {"宋体"}


def test_letters_of_other_sizes_are_not_pushed_together() -> None:
    data = write(paragraph("甲"))
    for made in part(data, "word/styles.xml").iter(f"{W}style"):
        size, spacing = value(made, "rPr/sz"), value(made, "rPr/spacing")
        if made.get(f"{W}type") == "paragraph":
            assert (size == "32") != (spacing == "0"), value(made, "name")


def test_the_gallery_offers_what_clerks_choose_in_the_order_of_a_speech() -> None:
    styles = part(write(paragraph("甲")), "word/styles.xml").findall(f"{W}style")
    offered = [each for each in styles if each.find(f"{W}qFormat") is not None]
    names = [value(each, "name") for each in sorted(offered, key=lambda each: int(value(each, "uiPriority")))]
    assert names == [
        *("Title", "Subtitle", "讲话人", "讲话日期", "Salutation", "Body Text"),
        *("heading 1", "heading 2", "heading 3", "heading 4", "heading 5"),
        *("Quote", "附件说明", "Signature", "Date", "附件标识", "附件标题"),
    ]
    aliases = {value(each, "name"): value(each, "aliases") for each in offered}
    assert (aliases["Salutation"], aliases["Signature"], aliases["Date"]) == ("称谓", "落款", "成文日期")


def test_latent_styles_agree_with_the_styles_of_the_file() -> None:
    root = part(write(paragraph("甲")), "word/styles.xml")
    latent = {each.get(f"{W}name"): each for each in root.iter(f"{W}lsdException")}
    for made in root.findall(f"{W}style"):
        name = value(made, "name")
        if name in latent:
            offered = latent[name].get(f"{W}qFormat") == "1"
            assert offered == (made.find(f"{W}qFormat") is not None), name
            assert latent[name].get(f"{W}uiPriority", "99") == value(made, "uiPriority"), name


def test_every_part_knows_the_namespace_of_relationships() -> None:
    data = write(Paragraph((Span("甲"), Footnote((Span("注"),)))))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        names.remove("word/theme/theme1.xml")
        assert {"word/footnotes.xml", "word/styles.xml", "word/settings.xml"} <= set(names)
        for name in names:
            assert "r" in etree.fromstring(package.read(name)).nsmap, name


@pytest.mark.parametrize(("hanging", "said"), [("on", "1"), ("off", "0")])
def test_marks_hang_in_word_as_the_token_says(hanging: str, said: str) -> None:
    normal = word_style(write(paragraph("甲"), word_hanging=hanging), "Normal")
    assert value(normal, "pPr/overflowPunct") == said


@pytest.mark.parametrize(("gap", "said"), [("0", "0"), ("0.125", "1"), ("0.25", "1")])
def test_a_gap_beside_western_letters_stands_in_word_too(gap: str, said: str) -> None:
    normal = word_style(write(paragraph("甲"), western__gap=gap), "Normal")
    assert [value(normal, f"pPr/{tag}") for tag in ("autoSpaceDE", "autoSpaceDN")] == [said, said]


def test_western_letters_take_the_chinese_face_when_the_token_says_so() -> None:
    made = word_style(write(paragraph("甲"), western__face="han"), "BodyText")
    assert value(made, "rPr/rFonts", "ascii") == "仿宋"
    assert value(word_style(write(paragraph("甲")), "BodyText"), "rPr/rFonts", "ascii") == "Times New Roman"


@pytest.mark.parametrize(
    ("face", "others"),
    [
        ("仿宋", {"仿宋_GB2312", "STFangsong", "方正仿宋_GBK", "FandolFang"}),
        ("黑体", {"SimHei", "STHeiti", "方正黑体_GBK"}),
        ("楷体", {"楷体_GB2312", "STKaiti", "方正楷体_GBK"}),
        ("宋体", {"SimSun", "STSong", "方正书宋_GBK"}),
        ("方正小标宋简体", {"方正小标宋_GBK", "华文中宋"}),
    ],
)
def test_what_may_stand_in_on_windows_macos_and_chinese_linux_is_named(face: str, others: set[str]) -> None:
    fonts = {
        each.get(f"{W}name"): value(each, "altName") for each in part(write(paragraph("甲")), "word/fontTable.xml")
    }
    assert others <= set(fonts[face].split(","))


def test_every_face_is_in_the_font_table_with_other_names() -> None:
    data = write(paragraph("甲"))
    fonts = {each.get(f"{W}name"): value(each, "altName") for each in part(data, "word/fontTable.xml")}
    used = {each.get(f"{W}eastAsia") for each in part(data, "word/styles.xml").iter(f"{W}rFonts")}
    assert used == {"仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"}
    assert all(fonts[face] for face in used)
    assert "仿宋_GB2312" in fonts["仿宋"] and "方正小标宋_GBK" in fonts["方正小标宋简体"]


@pytest.mark.parametrize(("composition", "said"), [("grid", "doNotCompress"), ("compressed", "compressPunctuation")])
def test_punctuation_is_compressed_when_the_pdf_compresses_it(composition: str, said: str) -> None:
    settings = part(write(paragraph("甲"), composition=composition), "word/settings.xml")
    assert value(settings, "characterSpacingControl") == said


def test_widows_are_controlled_when_the_token_wants_more_than_a_line() -> None:
    for lines, said in (("1", "0"), ("2", "1")):
        assert value(word_style(write(paragraph("甲"), paragraph_lines=lines), "Normal"), "pPr/widowControl") == said


def test_lines_begin_and_end_as_clreq_wants() -> None:
    settings = part(write(paragraph("甲")), "word/settings.xml")
    start, end = (value(settings, tag) for tag in ("noLineBreaksBefore", "noLineBreaksAfter"))
    assert set("，。、；：！？”’）》〉】〕·～…％") <= set(start)
    assert set("“‘（《〈【〔￥") <= set(end)
    assert not set(start) & set("“‘（《〈【〔中文—")
    assert not set(end) & set("”’）》，。中文—")
    assert len(start) == len(set(start)) and len(end) == len(set(end))
    # Numbers in full-width figures stay whole: Word's own list says so ([MS-DOC] DopTypography: at most 100 and 50).
    assert set("０９") <= set(end) and not set("０９") & set(start)
    assert len(start) <= 100 and len(end) <= 50


def test_emphasis_takes_the_faces_of_the_tokens() -> None:
    data = write(paragraph("甲"), emphasis__strong="楷体", emphasis__emphasis="宋体")
    faces = [value(word_style(data, each), "rPr/rFonts", "eastAsia") for each in ("Strong", "Emphasis")]
    assert faces == ["楷体", "宋体"]
