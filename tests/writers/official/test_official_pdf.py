"""Every element of 版头 and 版记 where its clause of GB/T 9704-2012 has it: measured on the page, in mm."""

from __future__ import annotations

import pytest

from publish.fonts.roles import find_faces
from publish.model import Role
from publish.style import POINTS_PER_MM, load_style
from publish.text.widths import mark_width
from publish.writers.html.addresses import list_text_faces
from publish.writers.html.advances import measure_with
from tests.writers.official.documents import CASES, Made, make
from tests.writers.official.ruler import Ink, Sheet, same, text_rows
from tests.writers.pdf.pdf_lines import read_rows

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # 版心, 5.2.1
EM = 156 / 28
FOURTH = 14 / POINTS_PER_MM  # 四号
NEAR = 0.5
DOCUMENTS = ("gongwen", "minutes")


@pytest.fixture(scope="module", params=[case.name for case in CASES])
def made(request: pytest.FixtureRequest) -> Made:
    return make(request.param)


@pytest.fixture(scope="module")  # drawn once for the tests of a document, which pytest runs one after the other
def first(made: Made) -> Sheet:
    return Sheet(made.data, 0)


def is_letter(made: Made) -> bool:
    """Whether it has the head of a letter: without a mark there is none."""
    return made.style.name == "letter" and made.count(Role.MASTHEAD) > 0


def line(made: Made, number: float) -> float:
    """The upper edge of a line of the text area, from 0."""
    return TOP + number * made.pitch


def mark_of(sheet: Sheet) -> Ink | None:
    """The ink of 发文机关标志: what is red and no rule."""
    rows = text_rows(sheet.list_rows("red", gap=0.05), 3)
    if not rows:
        return None
    return Ink(min(r.left for r in rows), rows[0].top, max(r.right for r in rows), rows[-1].bottom)


def nearness(made: Made) -> float:
    """Tolerance for the ink of 发文字号, mm: without the organ's Han characters it does not fill its square."""
    return NEAR + 0.3 if made.texts(Role.NUMBER)[0].startswith("〔") else NEAR


def test_the_look_and_the_pages_are_those_expected(made: Made) -> None:
    assert made.case.expected == [f"版式　{made.style.name}", f"页数　{made.pages}"]


def test_markings_stand_on_lines_of_their_own(made: Made, first: Sheet) -> None:
    """7.2.1 to 7.2.3; letters: below the rule, the first 7/8 of a character from it (10.1)."""
    count = made.count(Role.COPY_NUMBER) + made.count(Role.MARKING)
    if is_letter(made):
        rule = first.list_rules("red")[1]
        top = rule.bottom + 16 / POINTS_PER_MM * 7 / 8 - (made.pitch - EM) / 2
    else:
        top = TOP
    for number in range(count):
        ink = first.find("black", (0, top + number * made.pitch, 100, top + (number + 1) * made.pitch))
        assert ink and same(ink.left, LEFT, NEAR)
        assert same(ink.middle, top + (number + 0.5) * made.pitch, NEAR)


def test_the_mark_stands_below_the_edge(made: Made, first: Sheet) -> None:
    """7.2.4, 10.1, 10.2, 10.3."""
    mark = mark_of(first)
    assert bool(mark) is bool(made.count(Role.MASTHEAD))
    if mark:
        wanted = {"letter": 30.0, "order": TOP + 20}.get(made.style.name, TOP + 35)
        assert same(mark.top, wanted, NEAR)
        assert same((mark.left + mark.right) / 2, (LEFT + RIGHT) / 2, 1)
        assert mark.left >= LEFT - NEAR and mark.right <= RIGHT + NEAR


def test_the_number_stands_two_lines_below_the_mark(made: Made, first: Sheet) -> None:
    """7.2.5: two lines free, centred or, with 签发人, one character from the left edge; 10.1: right below the rule."""
    mark, rules = mark_of(first), first.list_rules("red")
    if not made.count(Role.NUMBER):
        return
    signers = sum(len(text.split()) for text in made.texts(Role.SIGNER))
    rows = max(1, (signers + 1) // 2)
    if is_letter(made):
        top = rules[1].bottom + 16 / POINTS_PER_MM * 7 / 8 - (made.pitch - EM) / 2
        ink = first.find("black", (105, top, 210, top + made.pitch))
        assert ink and same(ink.right, RIGHT, NEAR)
    else:
        top = (mark.bottom + 2 * made.pitch if mark else line(made, 0)) + (rows - 1) * made.pitch
        ink = first.find("black", (0, top, 100 if signers else 210, top + made.pitch))
        assert ink
        if signers:
            assert same(ink.left, LEFT + EM, NEAR)
        else:
            bearing = EM / 2 if made.texts(Role.NUMBER)[0].startswith("〔") else 0  # a bracket's blank half
            assert same((ink.left - bearing + ink.right) / 2, (LEFT + RIGHT) / 2, NEAR)
    assert same(ink.middle, top + made.pitch / 2, nearness(made))


def test_signers_stand_at_the_right(made: Made, first: Sheet) -> None:
    """7.2.6: one character from the right edge, two to a line, the last level with the number."""
    names = [name for text in made.texts(Role.SIGNER) for name in text.removeprefix("签发人：").split()]
    mark = mark_of(first)
    if not names:
        return
    assert mark
    top = mark.bottom + 2 * made.pitch
    rows = [
        first.find("black", (100, top + n * made.pitch, 210, top + (n + 1) * made.pitch))
        for n in range(-(-len(names) // 2))
    ]
    assert all(rows)
    assert rows[0] and same(rows[0].right, RIGHT - EM, 1.0)


def test_the_red_rule_stands_below_the_number(made: Made, first: Sheet) -> None:
    """7.2.7: 4 mm below, as wide as the text area; 10.1: two double rules of 170 mm."""
    rules = first.list_rules("red")
    if made.style.name == "order":
        assert not rules
        return
    mark = mark_of(first)
    if is_letter(made):
        assert mark and len(rules) == 4
        assert all(same(rule.left, 20, NEAR) and same(rule.right, 190, NEAR) for rule in rules)
        thick, thin, thin_below, thick_below = (rule.bottom - rule.top for rule in rules)
        assert thick > thin and thick_below > thin_below
        assert same(rules[0].top - mark.bottom, 4, NEAR) and same(rules[3].bottom, 297 - 20, NEAR)
        return
    (rule,) = rules
    assert same(rule.left, LEFT, 0.3) and same(rule.right, RIGHT, 0.3)
    above = text_rows(first.list_rows("black", (0, TOP, 210 if not made.count(Role.SIGNER) else 100, rule.top)))[-1]
    assert same(rule.top - (above.middle + EM / 2), 4, nearness(made))


def test_the_title_stands_two_lines_below_the_rule(made: Made, first: Sheet) -> None:
    """7.3.1."""
    rules = first.list_rules("red")
    if made.style.name not in DOCUMENTS or not made.count(Role.TITLE) or not made.count(Role.MASTHEAD):
        return
    title = text_rows(first.list_rows("black", (0, rules[0].bottom, 210, BOTTOM)))[0]
    if made.case.name == "通知：标志名称很长":  # its letters are as narrow as may be: the title stands on the next line
        assert 0 <= title.middle - rules[0].bottom - 2.5 * made.pitch < made.pitch
    else:
        assert same(title.middle - rules[0].bottom, 2.5 * made.pitch, NEAR)


def test_page_one_shows_the_text_and_every_line_is_on_the_grid(made: Made) -> None:
    """7.3.3, 5.2.3."""
    page, every = made.style.page, read_rows(made.data, made.style.page.cell)
    rows = [row for row in every if row.page == 0]
    texts = "".join(row.text for row in rows)
    assert any(text[:6] in texts for text in made.texts(Role.BODY))
    grid = [(row.baseline - page.top) / (made.pitch * POINTS_PER_MM) for row in rows if not _in_head(row.text, made)]
    steps = [position - grid[-1] for position in grid]
    assert all(abs(step - round(step)) < 0.01 for step in steps)
    assert all(row.right <= page.width - page.right + 0.1 for row in every)
    later = [(row.baseline - page.top) / page.pitch for row in every if row.page > 0]
    assert all(abs(position - grid[-1] - round(position - grid[-1])) < 0.01 for position in later)


def _in_head(text: str, made: Made) -> bool:
    roles = (Role.COPY_NUMBER, Role.MARKING, Role.NUMBER)
    return "签发人" in text or any("".join(each.split()) in text for role in roles for each in made.texts(role))


def test_the_imprint_stands_at_the_foot_of_the_last_page(made: Made) -> None:
    """7.4.1 to 7.4.3: rules as wide as the text area, the last on its lower edge; 四号, one character in."""
    last = Sheet(made.data, made.pages - 1)
    rules = last.list_rules("black")
    count = made.count(Role.COPY_TO) + made.count(Role.IMPRINT)
    if made.style.name == "letter":
        assert not rules
        rows = text_rows(last.list_rows("black", (0, 150, 210, BOTTOM)))
        assert not count or same(rows[-1].middle, BOTTOM - made.pitch / 2, NEAR)
        return
    assert len(rules) == (count + 1 if count else 0)
    if not count:
        return
    assert all(same(rule.left, LEFT, 0.3) and same(rule.right, RIGHT, 0.3) for rule in rules)
    assert same(rules[-1].bottom, BOTTOM, NEAR)
    text = last.find("black", (0, rules[0].bottom + 0.5, 210, rules[1].top - 0.5))
    assert text and same(text.left, LEFT + FOURTH, NEAR)
    if made.count(Role.IMPRINT):
        lines = text_rows(last.list_rows("black", (0, rules[-2].bottom + 0.3, 210, rules[-1].top - 0.3)))
        assert len(lines) == 1  # 印发机关 and date never fold
        assert same(lines[0].right, RIGHT - FOURTH, NEAR)


def test_the_addressee_stands_one_line_below_the_title(made: Made, first: Sheet) -> None:
    """7.3.2: one line free, flush left."""
    if made.style.name != "gongwen" or not made.count(Role.SALUTATION) or not made.count(Role.MASTHEAD):
        return
    (rule,) = first.list_rules("red")
    rows = text_rows(first.list_rows("black", (0, rule.bottom, 210, BOTTOM)))
    index = next(index for index, row in enumerate(rows) if row.left < LEFT + 1.5)
    assert same(rows[index].left, LEFT, 1.0)
    assert same(rows[index].middle - rows[index - 1].middle, 2 * made.pitch, 1.0)


def test_attachments_begin_pages_of_their_own(made: Made) -> None:
    """7.3.7: the label flush left on the first line, the title centred on the third."""
    for number in range(made.count(Role.PART_LABEL)):
        sheet = Sheet(made.data, made.pages - made.count(Role.PART_LABEL) + number)
        label, title = text_rows(sheet.list_rows("black", (0, TOP, 210, BOTTOM)))[:2]
        assert same(label.left, LEFT, NEAR) and same(label.middle, line(made, 0.5), NEAR)
        assert same(title.middle, line(made, 2.5), NEAR) and same((title.left + title.right) / 2, 106, NEAR)


def test_page_numbers_stand_below_the_text_area(made: Made, first: Sheet) -> None:
    """7.5; letters have none on page 1 (10.1)."""
    found = first.find("black", (100, BOTTOM + 2, 210, 297))
    if made.style.name == "letter":
        assert not found
        return
    assert found and same(found.middle, BOTTOM + 7, 1.0)
    assert same(found.right, RIGHT - FOURTH, 1.0)


@pytest.mark.parametrize(
    "name", ["XXXX人民政府", "ABCD省WTO事务局", "MW公司", "海州市人民政府iPhone办公室", "A1B2管委会"]
)
def test_a_mark_with_western_letters_stands_on_one_line(name: str) -> None:
    style = load_style("gongwen")
    faces = list_text_faces(find_faces(), style, style.head.face)
    assert measure_with(faces, style.western.gap)(name) <= mark_width(name)
