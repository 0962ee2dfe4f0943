"""Front matter: masthead, document number, title, subtitle, speaker, salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from publish.model import Heading, Role
from publish.structure.items import Item
from publish.structure.markers import Kind
from publish.structure.patterns import (
    ADDRESSED,
    ADOPTION,
    ANNOUNCES,
    DASHES,
    DATE_IN_BRACKETS,
    NUMERIC_DATE,
    is_date,
    is_document_number,
    is_organ,
    is_person,
)
from publish.structure.titles import ends_like_title

WINDOW = 20
TITLE_LINE = 60
TITLE_WHOLE = 150
SUBTITLE = 80
SALUTATION = 300
STRUCTURAL = (Kind.BOOK, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.HAN, Kind.HAN_PAREN, Kind.DIGIT_PAREN)
OPENINGS = re.compile(r"(?:目\s*[录次]|总\s*则|前\s*言|引\s*言|序\s*言|导\s*言)")
BRACKETED = re.compile(r"[（(【〔].{1,60}[）)】〕]")


def recognise_front(items: Sequence[Item], title_role: Role = Role.TITLE, names: Set[str] = frozenset()) -> None:
    """Decides the items before the body of a document or attached document; `names`: what it is called elsewhere."""
    window = _window(items)
    untitled = [item for item in window if not item.decided]
    for item in untitled:
        _decide_by_shape(item, after_title=item is not untitled[0])
    _decide_titles([item for item in window if item.is_text], title_role, names)


def _window(items: Sequence[Item]) -> list[Item]:
    """The items that can be front matter: up to the salutation, or up to the first paragraph or numbered heading."""
    window: list[Item] = []
    for item in items[:WINDOW]:
        if not item.text:
            break
        if item.left_out:
            continue
        if is_salutation(item.text):
            item.decide(Role.SALUTATION, "标题之后、正文之前，以冒号结尾的称谓或主送机关")
            _continue_salutation(window)
            break
        if _opens_body(item, window):
            break
        window.append(item)
    return window


def _continue_salutation(window: list[Item]) -> None:
    """Lines of a salutation that stand above its last line, each ending with a comma."""
    while window and window[-1].text[-1] in "，,、" and ADDRESSED.search(window[-1].text):
        window.pop().decide(Role.SALUTATION, "称谓的前几行，以逗号结尾，下一行仍是称谓")


def is_salutation(text: str) -> bool:
    """Whether a line addresses people or organs (各位代表：, 各省、自治区、直辖市人民政府：)."""
    bare = text.rstrip("? \u3000")
    if not bare or len(bare) > SALUTATION or re.search("[。；？！]", bare[:-1]):
        return False
    if bare[-1] in "：:":
        return bool(ADDRESSED.search(bare)) and not ANNOUNCES.search(bare)
    return (
        bare[-1] in "！!"
        and len(bare) <= 30
        and bool(re.match("各位|同志们|尊敬的|女士|先生|朋友们|老师们|同学们", bare))
    )


def _opens_body(item: Item, window: Sequence[Item]) -> bool:
    if isinstance(item.block, Heading) and not window:
        return False
    if OPENINGS.fullmatch(item.text):
        return True
    if item.marker and item.marker.kind in STRUCTURAL:
        return True
    if item.marker and item.marker.kind in (Kind.DIGIT, Kind.DOTTED) and window:
        return not re.match(r"\d{4}年", item.text)
    if DASHES.match(item.text) and window:
        return len(item.text) > SUBTITLE or item.text[-1] in "。；"
    if is_document_number(item.text) or BRACKETED.fullmatch(item.text):
        return False
    return len(item.text) > TITLE_LINE or item.text[-1] in "。！？；：:，," or "。" in item.text


def _decide_by_shape(item: Item, after_title: bool) -> None:
    text = item.text
    if is_document_number(text):
        item.decide(Role.NUMBER, "符合发文字号的写法")
    elif ADOPTION.fullmatch(text) and not DATE_IN_BRACKETS.fullmatch(text):
        item.decide(Role.DATELINE, "标题下的通过、发布日期")
    elif after_title and (DASHES.match(text) or DATE_IN_BRACKETS.fullmatch(text)):
        item.decide(Role.SUBTITLE, "标题下以破折号开头或括号内的日期，是副标题")
    elif after_title and (is_date(text) or NUMERIC_DATE.fullmatch(text)):
        item.decide(Role.SUBTITLE, "标题下单独一行的日期")


def _decide_titles(window: Sequence[Item], role: Role, names: Set[str]) -> None:
    """The undecided lines: masthead before a number that stands before the title, title, then speaker."""
    number = next((index for index, item in enumerate(window) if item.role is Role.NUMBER), -1)
    if number > 0:
        after = [item for item in window[number:] if not item.decided]
        if after and _reads_like_title(after) and not _reads_like_title(window[:number]):
            for item in window[:number]:
                if not item.decided:
                    item.decide(Role.MASTHEAD, "发文字号之前、标题不在此处，是发文机关标志")
    lines: list[Item] = []
    for item in window:
        if item.decided:
            if lines and item.role is not Role.SALUTATION:
                break
            continue
        if lines and _ends_title(lines, item, names):
            break
        lines.append(item)
    _decide_title(lines, role)
    _decide_rest(window, bool(lines))


def _reads_like_title(items: Sequence[Item]) -> bool:
    joined = "".join("".join(item.text.split()) for item in items if not item.decided)
    return "关于" in joined or ends_like_title(joined)


def _ends_title(lines: Sequence[Item], item: Item, names: Set[str]) -> bool:
    """Whether the title is complete and this line says who speaks or who issues."""
    joined = "".join("".join(line.text.split()) for line in lines)
    if joined in names or len(joined) + len(item.text) > TITLE_WHOLE or _looks_differ(lines[-1], item):
        return True
    if joined.count("《") > joined.count("》"):
        return False
    return is_person(item.text) or (ends_like_title(joined) and not ends_like_title(item.text))


def _looks_differ(line: Item, item: Item) -> bool:
    """Whether two lines are set so differently that they are not one title: heading or not, centred or not."""
    if isinstance(line.block, Heading) is not isinstance(item.block, Heading) or item.hints.blank_before:
        return True
    return line.hints.align == "center" and item.hints.align != "center"


def _decide_title(lines: Sequence[Item], role: Role) -> None:
    if not lines:
        return
    first = lines[0]
    why = "正文、称谓之前的短行，没有句号" + (f"，共 {len(lines)} 行连成一个标题" if len(lines) > 1 else "")
    first.decide(role, why)
    first.lines = list(lines[1:])
    for line in lines[1:]:
        line.decide(role, "标题的续行")
        line.follows = True


def _decide_rest(window: Sequence[Item], titled: bool) -> None:
    above: Item | None = None
    for item in window:
        if not item.decided and titled:
            if is_person(item.text) or is_organ(item.text):
                item.decide(Role.SPEAKER, "标题之下的姓名、职务或单位")
            elif above and above.role is Role.SUBTITLE:
                item.decide(Role.SUBTITLE, "副标题的续行")
        above = item
