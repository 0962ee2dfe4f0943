"""Front matter: masthead, document number, title, subtitle, speaker, salutation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set

from publish.model import Heading, Role
from publish.structure.front.window import BRACKETED, BULLETIN, STATEMENT, find_window
from publish.structure.items import Item, leave_out_typed_rules
from publish.structure.lines.patterns import (
    ADOPTION,
    DASHES,
    DATE_IN_BRACKETS,
    DATE_TEXT,
    SIGNER_OF_ISSUE,
    is_date,
    is_document_number,
    is_local_organ,
    is_organ,
    is_person,
)
from publish.structure.lines.titles import OPENING, ends_like_title

TITLE_WHOLE = 150
OPEN_BRACKET = re.compile(r"[（(〔][^）)〕。]{4,60}")  # closed on the next line
QUESTION = re.compile("^(?:为什么|什么|怎样|怎么|如何|为何|谁)|(?:哪些|是什么|吗).{0,6}$")
TITLE_STYLES = ("title", "标题", "文件标题", "公文标题")
SUBTITLE_STYLES = ("subtitle", "副标题")
YEAR = re.compile("[0-9０-９]{4}年度?")
GOES_ON = re.compile("(?:及|暨|以及)[^，。：；]{3,30}$")  # 2026年工作总结|及2027年工作打算
UNFINISHED = re.compile("(?:的|关于|在|对|和|与|及|、)$")
RULE = re.compile(r"[\W_]+")  # a line of dashes is no title
ISSUED = re.compile(r"\A(?!.*关于)\S{2,30}文\s?件(?:\s?[（(〔][^）)〕]{1,8}[）)〕])?")
FOREIGN = re.compile(r"[A-Z][^\u3000-\u9fff。，：；]{8,110}(?<![.!?:;])")
COPY_NUMBER = re.compile(r"№?\s{0,4}\d{6}")
MARKING = (
    r"(?:(?:绝\s?密|机\s?密|秘\s?密)(?:\s{0,4}[★☆]\S{0,8})?|[特加平]\s{0,4}急|急\s{0,4}件|特\s{0,4}提|内部[文资][件料]"
    r"|(?:答复类别\s{0,4}[：:]\s{0,4})?[A-DＡ-Ｄ]\s{0,2}类)"  # of replies to 建议、提案
)
MARKINGS = re.compile(rf"(?:{COPY_NUMBER.pattern}\s+)?{MARKING}(?:\s+(?:{MARKING}|注意保存))?")
# Part of the title it stands below; the state of a draft (征求意见稿) is none.
EDITION = re.compile(
    r"[（(〔]\s{0,4}(?:试\s?行|暂\s?行|修订|修正|\d{4}年(?:版|修[订正]).{0,6}|第.{1,4}版)\s{0,4}[）)〕]"
)
ISSUER_AND_DATE = re.compile(rf"(\S{{2,30}}?)(?:编|编印|编发|主办|主编)?[ \u3000\t]{{2,40}}{DATE_TEXT}")
MINUTES = re.compile(r"\S{0,8}会议纪要|纪要")
ISSUED_BY = "期号之下的编发单位和日期，属报头"


def recognise_front(items: Sequence[Item], title_role: Role = Role.TITLE, names: Set[str] = frozenset()) -> None:
    """Decides the items before the body of a document or attached document; `names`: what it is called elsewhere."""
    window = find_window(items)
    if title_role is Role.TITLE:  # above an attached slip it is where one tears it off
        leave_out_typed_rules(window)
        window = [item for item in window if not item.left_out]
    first = next((item for item in window if not item.decided or item.role is title_role), None)
    for item in window:
        if not item.decided:
            _decide_by_shape(item, after_title=item is not first)
    _decide_issuer(window)
    _decide_byline(window)
    _decide_titles([item for item in window if item.is_text], title_role, names)
    if title_role is Role.PART_TITLE and window and window[-1] is items[-1] and window[-1].role is Role.SPEAKER:
        window[-1].decide(Role.BODY, "附件标题之下只有这一行，是正文")  # a list of names or organs


def _decide_issuer(window: Sequence[Item]) -> None:
    """编发单位 and date side by side below the number of a bulletin's issue (县委办公室    2024年3月5日)."""
    for above, item in itertools.pairwise(window):
        match = ISSUER_AND_DATE.fullmatch(item.text)
        if above.role is Role.NUMBER and not item.decided and match and is_organ(match[1].strip()):
            item.decide(Role.NUMBER, ISSUED_BY)
    for above, item, below in zip(window, window[1:], window[2:], strict=False):  # the same, parted already
        issued = BULLETIN.search(window[0].text) and above.role is Role.NUMBER and not item.decided
        if issued and is_organ(item.text) and is_date(below.text):
            item.decide(Role.NUMBER, ISSUED_BY)
            below.decide(Role.NUMBER, ISSUED_BY)


def _decide_byline(window: Sequence[Item]) -> None:
    """Who stood on one line with the date below the title (某局　2024年7月), whatever the title ends with."""
    for item, below in itertools.pairwise(window[1:]):
        dated = is_date(below.text) and item.place and below.place and item.place.line == below.place.line
        if dated and not item.decided and (is_organ(item.text) or is_person(item.text)):
            item.decide(Role.SPEAKER, "标题之下的单位或姓名，日期在同一行")


def _decide_by_shape(item: Item, after_title: bool) -> None:
    text = item.text
    if is_document_number(text):
        item.decide(Role.NUMBER, "符合发文字号的写法")
    elif SIGNER_OF_ISSUE.fullmatch(text):
        item.decide(Role.SIGNER, "签发人，与发文字号同属版头")
    elif COPY_NUMBER.fullmatch(text):
        item.decide(Role.COPY_NUMBER, "版头之上的六位数字，是份号")
    elif MARKINGS.fullmatch(text):
        item.decide(Role.MARKING, "密级和保密期限、紧急程度")
    elif ADOPTION.fullmatch(text) and not DATE_IN_BRACKETS.fullmatch(text):
        item.decide(Role.DATELINE, "标题下的通过、发布日期")
    elif after_title and (DASHES.match(text) or DATE_IN_BRACKETS.fullmatch(text) or STATEMENT.fullmatch(text)):
        item.decide(Role.SUBTITLE, "标题下以破折号开头，或是会议、讲话的日期，是副标题")
    elif after_title and is_date(text):
        item.decide(Role.SUBTITLE, "标题下单独一行的日期")


def _decide_titles(window: Sequence[Item], role: Role, names: Set[str]) -> None:
    """The undecided lines: masthead before a number that stands before the title, title, then speaker."""
    _decide_red_head(window, role)
    _decide_masthead([item for item in window if not item.decided or item.role is role])
    given = any(item.role is role for item in window)
    if given or _decide_styled(window, role):
        _decide_rest(window, titled=True)
        return
    lines: list[Item] = []
    for item in window:
        if item.decided or RULE.fullmatch(item.text):
            if lines:
                break
            continue
        if lines and _ends_title(lines, item, names):
            break
        lines.append(item)
    _decide_title(lines, role)
    _decide_rest(window, bool(lines))


def _decide_red_head(window: Sequence[Item], role: Role) -> None:
    """Masthead: what stands before the number, when the title stands after it (某县人民政府公告 above 关于…公告)."""
    number = next((index for index, item in enumerate(window) if item.role is Role.NUMBER), 0)
    before, after = window[:number], [item for item in window[number:] if not item.decided or item.role is role]
    bulletin = any(BULLETIN.search(item.text) for item in before)
    named = len(before) == 1 and _is_named_below(before[0].text, after)
    if not after or not (bulletin or _reads_like_title(after)) or (_reads_like_title(before) and not named):
        return
    for item in before:
        if not item.decided:
            item.decide(Role.MASTHEAD, "发文字号之前、标题不在此处，是发文机关标志")


def _is_named_below(mark: str, after: Sequence[Item]) -> bool:
    """Whether what is printed above the number is no title, for the title below says more: 某县人民政府公告 above
    关于…的公告, 会议纪要 above 县长办公会议纪要."""
    bare = "".join(mark.split())
    lines = ["".join(item.text.split()) for item in after]
    concerning = any(line.startswith("关于") and ends_like_title(line) for line in lines)
    if concerning and "关于" not in bare and not OPENING.match(bare):
        return True
    return bool(MINUTES.fullmatch(bare)) and any(line.endswith("纪要") and len(line) > len(bare) for line in lines)


def _decide_styled(window: Sequence[Item], role: Role) -> bool:
    """Title and subtitle as the source's own paragraph styles say; returns whether there was a title."""
    styled = [item for item in window if not item.decided and item.hints.style.lower() in TITLE_STYLES]
    _decide_title(styled, role)
    for item in window:
        if styled and not item.decided and item.hints.style.lower() in SUBTITLE_STYLES:
            item.decide(Role.SUBTITLE, "原文样式是副标题")
    return bool(styled)


def _decide_masthead(window: Sequence[Item]) -> None:
    """…文件 above a title of its own, and organs above the title set in another size than the line below them."""
    if window and ISSUED.fullmatch(window[0].text) and not window[0].decided and _reads_like_title(window[1:]):
        window[0].decide(Role.MASTHEAD, "以“文件”结尾，下面另有标题，是发文机关标志")
        return
    for item, below in itertools.pairwise(window):
        size, other = item.hints.size, below.hints.size
        if item.decided or not is_organ(item.text) or not size or not other or size == other:
            break
        item.decide(Role.MASTHEAD, "标题之上的机关名称，字号与标题不同")


def _reads_like_title(items: Sequence[Item]) -> bool:
    joined = "".join("".join(item.text.split()) for item in items if item.role in (Role.BODY, Role.TITLE))
    return "关于" in joined or ends_like_title(joined)


def _ends_title(lines: Sequence[Item], item: Item, names: Set[str]) -> bool:
    """Whether the title is complete and this line says who speaks or who issues."""
    joined = "".join("".join(line.text.split()) for line in lines)
    if (
        joined in names
        or len(joined) + len(item.text) > TITLE_WHOLE
        or (_looks_differ(lines[-1], item) and not _completes(joined, lines[-1], item))
    ):
        return True
    if QUESTION.search(item.text) and not QUESTION.search(joined):
        return True
    if joined.count("《") > joined.count("》"):
        return False
    if is_local_organ(item.text) and not is_organ(joined) and not OPENING.match(joined):
        return True
    if BRACKETED.fullmatch(item.text):
        return not EDITION.fullmatch(item.text)
    return _is_other(item.text, joined)


def _is_other(text: str, title: str) -> bool:
    """Whether a line below a title that may be whole is no part of it: a name, another kind of line, a chronicle's
    first year."""
    if YEAR.fullmatch(text):
        return not UNFINISHED.search(title)
    if GOES_ON.match(text):
        return False
    return is_person(text) or (ends_like_title(title) and not ends_like_title(text))


def _completes(title: str, line: Item, item: Item) -> bool:
    """Whether a line set apart from the title above it is its end: both centred, and only it names a kind of text."""
    centred = line.hints.align == item.hints.align == "center"
    return centred and ends_like_title(item.text) and not ends_like_title(title)


def _looks_differ(line: Item, item: Item) -> bool:
    """Whether two lines are set so differently that they are not one title: heading or not, centred or not."""
    if isinstance(line.block, Heading) is not isinstance(item.block, Heading) or item.gap:
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
            elif above and above.role is Role.SUBTITLE and not _is_whole(above.text):
                item.decide(Role.SUBTITLE, "副标题的续行")
            elif FOREIGN.fullmatch(item.text):
                item.decide(Role.SUBTITLE, "标题下的外文，是上一行的译文")
            elif BRACKETED.fullmatch(item.text) or OPEN_BRACKET.fullmatch(item.text):
                item.decide(Role.SUBTITLE, "标题之下括号内的说明")
            else:
                break  # the body begins: names further down are part of it
        above = item


def _is_whole(subtitle: str) -> bool:
    """Whether a subtitle ends with its line: a date, or words in brackets that are closed."""
    return is_date(subtitle) or bool(BRACKETED.fullmatch(subtitle))
