"""Which look a document asks for by itself: an official one when it holds 发文机关标志, 发文字号 or 版记."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.model import Document, Paragraph, Role, has_role, own_blocks, plain_text
from publish.structure.front.window import BULLETIN
from publish.structure.lines.patterns import is_officer
from publish.structure.lines.titles import ends_like_title

AUTO = "auto"  # the name that leaves the choice to us
SPEECH = "speech"
ORDER = re.compile("令$")
MINUTES = re.compile(r"纪\s?要(?:[（(].{1,20}[）)])?$")
LETTER = re.compile("函$")
LETTER_NUMBER = re.compile(r"函\s?[〔［\[（(【]")
ISSUE = re.compile(r"第\s?\S{1,4}\s?期")
MEETING = re.compile("会议(?:还)?(?:集中|传达)?(?:指出|强调|要求|认为|听取|审议|学习|研究|决定|原则)")
LEAST = 3
DOCUMENT = re.compile(r"文\s?件$")


@dataclass(frozen=True, slots=True)
class Choice:
    """The name of a style, and why (Chinese)."""

    style: str
    why: str


def choose_style(document: Document) -> Choice:
    """The style a document asks for: order, minutes, letter, gongwen, or speech when nothing says it is official."""
    mark, number, title = (_read(document, role) for role in (Role.MASTHEAD, Role.NUMBER, Role.TITLE))
    named = mark or title
    if BULLETIN.search(mark) or (ISSUE.search(number) and not MINUTES.search(named) and not ends_like_title(mark)):
        return Choice(SPEECH, "简报、信息一类，没有统一的版头格式")
    if any(has_role(b, Role.SIGNATURE) and is_officer(plain_text(b.content)) for b in own_blocks(document.blocks)):
        return Choice(SPEECH, "由审判员、仲裁员等署名，不是党政机关公文")
    return _choose_form(mark, number, title) or _choose_by_elements(document, mark, number)


def _choose_form(mark: str, number: str, title: str) -> Choice | None:
    """One of the special forms (GB/T 9704 10), by what the document is called and by its number."""
    named = mark or title
    if ORDER.search(named) and number:
        return Choice("order", f"“{named}”以“令”结尾，并有令号“{number}”")
    if MINUTES.search(named) and (mark or not title.startswith("关于")):
        return Choice("minutes", f"“{named}”以“纪要”结尾")
    is_letter = LETTER_NUMBER.search(number) or LETTER.search(title)
    if is_letter and not DOCUMENT.search(named) and (number or named != title):
        return Choice("letter", f"发文字号“{number}”或标题表明是函")
    return None


def _choose_by_elements(document: Document, mark: str, number: str) -> Choice:
    copy, signer = _read(document, Role.COPY_NUMBER), _read(document, Role.SIGNER)
    evidence = {
        "发文机关标志": mark,
        "发文字号": number,
        "版记": _read_imprint(document),
        "份号": copy,
        "签发人": signer,
    }
    for what, text in evidence.items():
        if text:
            return Choice("gongwen", f"有{what}“{text}”")
    if _reads_like_minutes(document):
        return Choice("minutes", f"没有标题，{LEAST} 段以上写会议议定的事")
    return Choice(SPEECH, "没有发文机关标志、发文字号和版记")


def _read(document: Document, role: Role) -> str:
    """The text of the first paragraphs of a role, without white space, before the text of any attached document."""
    return "".join("".join(plain_text(b.content).split()) for b in own_blocks(document.blocks) if has_role(b, role))


def _reads_like_minutes(document: Document) -> bool:
    """Whether an untitled text is the body of minutes: paragraph after paragraph says what the meeting did."""
    texts = [plain_text(b.content) for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.BODY]
    return not document.title and sum(1 for text in texts if MEETING.match(text)) >= LEAST


def _read_imprint(document: Document) -> str:
    texts = (plain_text(b.content) for b in document.blocks if isinstance(b, Paragraph) and b.role in IMPRINT)
    return next(texts, "")


IMPRINT = (Role.COPY_TO, Role.IMPRINT)
