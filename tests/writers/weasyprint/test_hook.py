"""Our composition inside WeasyPrint: edges, baselines, extraction, and a WeasyPrint we do not know."""

from __future__ import annotations

import html
import random
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes

from publish.composition.classes import MEMBERS, Kind
from publish.fonts.roles import find_faces
from publish.model import FindingKind
from publish.style import Style, load_style
from publish.writers.weasyprint.engine import font_configuration, load_weasyprint
from publish.writers.weasyprint.hook import composing
from publish.writers.weasyprint.hook.lines import Composer
from tests import SEED
from tests.work import time_ratio
from tests.writers.pdf.pdf_lines import Row, read_pieces, read_rows

TRIMMED = set("".join(MEMBERS[kind] for kind in (Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.EXCLAIM)))
OPENING = set(MEMBERS[Kind.OPEN])
NO_START = TRIMMED | set("·～…％℃")
WAYS = ("grid", "compressed")

CSS = """
@page {{ size: {page.width}pt {page.height}pt; margin: {page.top}pt {page.right}pt {page.bottom}pt {page.left}pt }}
html {{ font-family: {body}; font-size: {page.cell}pt; line-height: {page.pitch}pt; widows: 2; orphans: 2 }}
body, p, h2 {{ margin: 0; font-weight: normal; font-size: 1em }}
p {{ text-align: justify; text-indent: 2em }}
h2 {{ font-family: {bold}; text-indent: 2em; text-align: justify }}
b, sup, span {{ line-height: 0; font-weight: normal }} b {{ font-family: {bold} }}
sup {{ font-size: .6em; vertical-align: super }}
.narrow {{ width: 6em }}
.note {{ float: footnote; font-size: 9pt; line-height: 14pt; text-align: justify; text-indent: 0 }}
::footnote-call {{ font-size: .6em; vertical-align: super; line-height: 0 }}
.center {{ text-align: center }} .float {{ float: left; width: 5em }}
"""


def speech(composition: str) -> Style:
    assert composition in WAYS
    return replace(load_style("speech"), composition=composition)  # type: ignore[arg-type]


def make_page(paragraphs: Iterable[str], style: Style) -> str:
    """A page of HTML paragraphs in the faces and on the grid of a style."""
    faces = find_faces()
    families = {name: ", ".join(f'"{face.family}"' for face in chain) for name, chain in faces.items()}
    css = CSS.format(page=style.page, body=families["仿宋"], bold=families["黑体"])
    linked = {face.family: face.path.as_uri() for chain in faces.values() for face in chain if face.linked}
    css += "".join(f'@font-face {{ font-family: "{family}"; src: url({uri}) }}' for family, uri in linked.items())
    return f'<!DOCTYPE html><html lang="zh-CN"><title>x</title><style>{css}</style>{"".join(paragraphs)}'


def render(paragraphs: Iterable[str], style: Style) -> bytes:
    """HTML paragraphs as PDF with the composition of a style; the test fails if there is a warning."""
    page, weasyprint = make_page(paragraphs, style), load_weasyprint()
    with composing(style, find_faces()) as warnings:
        data: bytes = weasyprint.HTML(string=page).write_pdf(font_config=font_configuration())
    assert not warnings
    return data


def p(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def read_seed() -> list[str]:
    return [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]


def check_edges(rows: list[Row], style: Style) -> int:
    """Assert that every line that is not its paragraph's last ends at the right edge; gives their number."""
    left, right, cell = style.page.left, style.page.left + style.page.measure, style.page.cell
    checked = 0
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if below is None or below.left > left + cell:
            continue  # the last line of a paragraph
        hangs = row.text.rstrip()[-1] in TRIMMED and 0 < row.right - right < 0.51 * cell
        assert abs(row.right - right) < 0.1 or hangs, row
        checked += 1
        if row.left < left + cell:
            shifted = row.text[0] in OPENING and 0 < left - row.left < 0.51 * cell
            assert abs(row.left - left) < 0.1 or shifted, row
            assert row.text[0] not in NO_START, row
        assert row.text.rstrip()[-1] not in OPENING, row
    return checked


def check_grid(rows: list[Row], style: Style) -> None:
    first = rows[0].baseline
    for row in rows:
        lines = (row.baseline - first) / style.page.pitch
        assert abs(lines - round(lines)) * style.page.pitch < 0.01, row


def extract(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return "".join(text.split())


@pytest.mark.parametrize("way", WAYS)
def test_the_seed_fills_its_measure_and_keeps_the_grid(way: str) -> None:
    style, paragraphs = speech(way), read_seed()
    data = render(map(p, paragraphs), style)
    rows = read_rows(data, style.page.cell)
    assert check_edges(rows, style) > 70
    check_grid(rows, style)
    assert "".join(row.text for row in rows) == "".join(paragraphs)
    assert extract(data) == "".join("".join(paragraphs).split())


@pytest.mark.parametrize("way", WAYS)
def test_inline_boxes_superscripts_headings_and_rare_characters_keep_the_grid(way: str) -> None:
    style = speech(way)
    text = "各级党组织要认真学习贯彻会议精神，增强“四个意识”、坚定“四个自信”、做到“两个维护”，䶮字、𬸘字、GDP增长5.8%。"
    paragraph = f"<p><b>一要讲政治。</b>{text}<sup>[12]</sup><span>{text}</span>{text}</p>"
    data = render([paragraph, "<h2>二、总体要求</h2>", paragraph, p("😀" + text)], style)
    rows = read_rows(data, style.page.cell)
    check_edges(rows, style)
    check_grid(rows, style)
    assert len({row.page for row in rows}) == 1


def test_a_forced_break_ends_a_line_and_both_parts_are_composed() -> None:
    style = speech("grid")
    rows = read_rows(render([f"<p>{'一' * 30}<br>{'二' * 30}</p>"], style), style.page.cell)
    assert [row.text for row in rows] == ["一" * 26, "一" * 4, "二" * 28, "二" * 2]


def test_the_many_boxes_of_a_paragraph_are_not_copied_for_each_of_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[boxes.LineBox] = []
    prepare = Composer.prepare

    def note(self: Composer, context: Any, line: boxes.LineBox, *rest: Any) -> None:
        prepare(self, context, line, *rest)
        lines.append(line)

    monkeypatch.setattr(Composer, "prepare", note)
    render([f"<p>{'<b>重</b>点' * 300}</p>"], speech("grid"))
    assert not isinstance(lines[0].children[1:], list | tuple)


def test_centred_text_is_composed_too() -> None:
    style = speech("grid")
    rows = read_rows(render([f'<p class="center" style="text-indent: 0">{"一" * 28}。二</p>'], style), style.page.cell)
    assert [row.text for row in rows] == ["一" * 27, "一。二"]
    middle = style.page.left + style.page.measure / 2
    assert all(abs((row.left + row.right) / 2 - middle) < 0.02 for row in rows)


def find_rules(data: bytes) -> list[list[float]]:
    """The lines drawn on page 1, top to bottom: left, bottom, right, top (pt)."""
    (page,) = pypdfium2.PdfDocument(data)
    paths = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,))
    return sorted(([round(edge, 1) for edge in path.get_bounds()] for path in paths), key=lambda box: -box[1])


@pytest.mark.parametrize("line", ["underline", "overline", "line-through"])
@pytest.mark.parametrize("thickness", ["auto", "2px"])
def test_lines_under_over_and_through_the_text_follow_it(line: str, thickness: str) -> None:
    style, css = speech("grid"), f"text-decoration-line: {line}; text-decoration-thickness: {thickness}"
    rules = find_rules(render([f'<p style="{css}">{"同志们，" * 20}</p>'], style))
    left, right = style.page.left, style.page.width - style.page.right
    ends = [edge for box in rules[:2] for edge in (box[0], box[2])]
    assert ends == pytest.approx([left + 2 * style.page.cell, right, left, right], abs=2)  # PDFium adds the stroke
    assert len(rules) == 3
    short = [f'<p style="{css}; text-indent: 0">同志们，各位委员</p>']
    native = load_weasyprint().HTML(string=make_page(short, style)).write_pdf(font_config=font_configuration())
    assert find_rules(render(short, style)) == find_rules(native)


@pytest.mark.parametrize("way", WAYS)
def test_footnotes_and_their_calls_are_composed(way: str) -> None:
    style, text = speech(way), "全面建成小康社会是我们的目标，要坚持“稳中求进”工作总基调，"
    data = render([f'<p>{text}<span class="note">见《文集》第3卷第12页。{text * 2}</span>{text * 3}</p>'] * 3, style)
    pieces = list(read_pieces(data))
    right = style.page.left + style.page.measure
    notes = [row for row in read_rows(data, 9.0) if row.text.startswith(("1. ", "2. ", "3. "))]
    assert [row.text[:4] for row in notes] == ["1. 见", "2. 见", "3. 见"]
    assert all(abs(row.right - right) < 0.1 for row in notes)
    assert [piece.text for piece in pieces if piece.text in "123"] == ["1", "2", "3"]


def test_a_narrow_column_stays_ragged() -> None:
    style = speech("grid")
    rows = read_rows(render([f'<div class="narrow">{p("一" * 4 + "。" + "二" * 9)}</div>'], style), style.page.cell)
    assert [(row.text, round((row.right - row.left) / style.page.cell)) for row in rows[:2]] == [
        ("一一一", 3),
        ("一。二二二二", 6),
    ]


def test_a_paragraph_beside_a_float_falls_back_alone() -> None:
    style = speech("grid")
    text = "全面建成小康社会是我们的目标，" * 6
    data = render(['<div class="float">图</div>' + p(text), *[p(text)] * 3], style)
    rows = read_rows(data, style.page.cell)
    assert rows, "the paragraphs below the float are composed"
    assert extract(data) == "图" + text * 4


@pytest.mark.parametrize("run", ["a", "\u00a0", "e\u0301", "“", "א", "1", "。", "\u200b", "https://a.b/c?d=e&"])
def test_nothing_runs_off_the_page_however_long_it_is(run: str) -> None:
    style = speech("grid")
    rows = read_rows(render([p("开头" + run * 2000 + "结尾")], style), style.page.cell)
    assert max(row.right for row in rows) < style.page.left + style.page.measure + 0.1
    assert "".join("".join(row.text for row in rows).split()) == "".join(f"开头{run * 2000}结尾".split())


def test_a_weasyprint_we_do_not_know_gives_one_warning_and_native_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint()
    from weasyprint.layout import block, inline

    native = inline.split_text_box

    def split_text_box(context: Any, box: Any, skip: Any, available_width: Any, is_line_start: Any = True) -> Any:
        return native(context, box, available_width, skip, is_line_start)

    monkeypatch.setattr(inline, "split_text_box", split_text_box)
    before = (inline.iter_line_boxes, block.iter_line_boxes, inline.justify_line, inline.strut)
    with composing(speech("grid"), find_faces()) as findings:
        assert (inline.iter_line_boxes, block.iter_line_boxes, inline.justify_line, inline.strut) == before
        assert inline.split_text_box is split_text_box
    assert [finding.kind for finding in findings] == [FindingKind.WARNING]
    assert "split_text_box" in findings[0].message


def test_weasyprint_is_left_as_it_was_even_after_a_failure() -> None:
    load_weasyprint()
    from weasyprint.draw import text as drawing
    from weasyprint.layout import block, inline

    def functions() -> tuple[object, ...]:
        return (
            inline.iter_line_boxes, block.iter_line_boxes, inline.split_text_box, inline.justify_line, inline.strut,
            drawing.draw_first_line,
        )  # fmt: skip

    before = functions()
    with pytest.raises(RuntimeError), composing(speech("grid"), find_faces()):
        assert not set(before) & set(functions())
        raise RuntimeError
    assert functions() == before


PIECES = [
    *("GDP", "R&D", "5G", "COVID-19", "32μg/m³", "2024年", "5.8%", "1,234.5亿元", "第3", "10个百分点", "3%～5%"),
    *("〔2024〕7号", "2024—2026年", "“四个意识”", "《决定》", "（试行）", "约翰·史密斯", "——", "……", "：“", "。”"),
    *"，，，、、。。；！？",
]


def make_paragraph(dice: random.Random) -> str:
    """A random paragraph of Han, Western words, digits, quotes, dashes and rare characters."""
    han = "全面建成小康社会是我们的目标坚持党领导人民政协工作以新时代中国特色思想为指导统筹推进疫情防控和经济发展"
    rare = "䶮𬸘镕喆堃昇㛃犇"
    parts: list[str] = []
    while len("".join(parts)) < 160:
        parts.append("".join(dice.choices(han, k=dice.randint(2, 14))))
        parts.append(dice.choice([*PIECES, dice.choice(rare)]))
    return "".join(parts) + "。"


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_six_hundred_random_paragraphs(way: str, tmp_path: Path) -> None:
    style, dice = speech(way), random.Random(20241123)
    paragraphs = [make_paragraph(dice) for _ in range(600)]
    data = render(map(p, paragraphs), style)
    rows = read_rows(data, style.page.cell)
    assert check_edges(rows, style) > 2000
    for page in {row.page for row in rows}:
        check_grid([row for row in rows if row.page == page], style)
    per_page = Counter(row.page for row in rows)
    assert {per_page[page] for page in range(max(per_page))} <= {style.page.lines - 1, style.page.lines}
    starts = [row for row in rows if row.left > style.page.left + style.page.cell]
    assert len(starts) == 600
    last = [row for row, below in pairwise(rows) if below in starts and row not in starts]
    assert min(len(row.text) for row in last) > 1
    want = "".join("".join(paragraphs).split())
    assert extract(data) == want
    path = tmp_path / "random.pdf"
    path.write_bytes(data)
    command = ["pdftotext", "-nopgbrk", str(path), "-"]
    assert "".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()) == want


@pytest.mark.slow
def test_a_long_paragraph_takes_time_in_proportion_to_its_length() -> None:
    style = speech("grid")
    rows = read_rows(render([p("全面建成小康社会，" * 10_000)], style), style.page.cell)
    assert sum(len(row.text) for row in rows) == 90_000


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_composing_takes_little_longer_than_native_layout_at_most(way: str) -> None:
    weasyprint, style, faces = load_weasyprint(), speech(way), find_faces()
    page = make_page([p(text) for text in read_seed()[1:]] * 50, style)

    def native() -> None:
        weasyprint.HTML(string=page).render(font_config=font_configuration())

    def ours() -> None:
        with composing(style, faces):
            native()

    render([p(text) for text in read_seed()], style)  # fonts are read once
    # 0.65 and 0.75 on a quiet machine, up to 1.15 when other work takes the caches.
    assert time_ratio(native, ours, 1.5, rounds=2) < 1.5
