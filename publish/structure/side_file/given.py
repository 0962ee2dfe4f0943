"""Title, speaker and date that the command line, front matter or a side file gives: they go before the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.model import Block, Finding, FindingKind, Metadata, Paragraph, Role, Span, has_role, own_blocks, plain_text
from publish.structure.correcting.blanks import Blanks
from publish.structure.items import Item
from publish.structure.lines.dates import is_same_date
from publish.structure.lines.patterns import ADOPTION, DATE_TEXT, NUMERIC_DATE, is_person
from publish.structure.slicing import divide, place_of

WINDOW = 20
ABOVE_TITLE = (Role.COPY_NUMBER, Role.MARKING, Role.MASTHEAD)
BELOW_TITLE = (Role.SUBTITLE, Role.DATELINE, Role.SPEAKER)
FRONT = (*ABOVE_TITLE, Role.NUMBER, Role.SIGNER, Role.TITLE, *BELOW_TITLE)
AGREES = "与给定的标题一致"
BRACKETS = "（）()"
NAMES = ("title", "speaker", "date", "style", "language")
OWN_DATE = re.compile(rf"[（(]?\s{{0,4}}({DATE_TEXT}|{NUMERIC_DATE.pattern})")


def merge(nearer: Metadata, farther: Metadata) -> Metadata:
    """What is said nearer to the user, completed by what is said farther away."""
    plain = Metadata()
    values = {name: getattr(farther, name) for name in NAMES if getattr(nearer, name) == getattr(plain, name)}
    fill, elements = {**farther.fill, **nearer.fill}, {**farther.elements, **nearer.elements}
    return replace(nearer, **values, fill=fill, elements=elements)


def decide_given_title(items: Sequence[Item], title: str, blanks: Blanks) -> None:
    """Finds the given title among the first lines and decides it; a title not found there is added later."""
    wanted = _bare(title)
    if not wanted:
        return
    texts = [item for item in items if item.is_text][:WINDOW]
    for start in range(len(texts)):
        joined = ""
        for end in range(start, len(texts)):
            joined += _bare(blanks.text(texts[end].text))
            if joined == wanted:
                _decide_lines(texts[start : end + 1])
                return
            if not wanted.startswith(joined):
                break


def _decide_lines(lines: Sequence[Item]) -> None:
    for line in lines:
        line.decide(Role.TITLE, AGREES)
        line.follows = line is not lines[0]
    lines[0].lines = list(lines[1:])


def replace_title(items: Sequence[Item], title: str, by_user: bool) -> None:
    """Leaves out the title recognised in the text when another one is given; one that only front matter gives replaces
    what it says itself, and has the rest below it (`by_user`: it is given by hand)."""
    if not title:
        return
    found = [item for item in items if item.role is Role.TITLE and not item.left_out and item.why != AGREES]
    repeated = _bare("".join(item.text for item in found)) in _bare(title)
    for item in found:
        item.lines = []
        if by_user or repeated:
            item.leave_out("title-replaced", f"标题改用给定的“{title}”，原文的标题未排")
        else:
            item.follows = False
            item.decide(Role.SUBTITLE, f"给定的标题是“{title}”，原文自己的标题排在它下面")


def add_given(blocks: Sequence[Block], metadata: Metadata) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks with given title, date and speaker in place of the text's own or, where it has none, put in; what
    they replaced is in the findings."""
    placed, findings = list(blocks), list[Finding]()
    if metadata.title and not any(has_role(block, Role.TITLE) for block in placed):
        placed.insert(_after(placed, (*ABOVE_TITLE, Role.NUMBER, Role.SIGNER)), _paragraph(metadata.title, Role.TITLE))
    if metadata.date:
        findings += _give_date(placed, metadata.date)
    if metadata.speaker and not _says(placed, metadata.speaker):
        findings += _give_speaker(placed, metadata.speaker)
    return tuple(placed), tuple(findings)


def _give_date(blocks: list[Block], date: str) -> Iterator[Finding]:
    dated = find_dates(blocks)
    if not dated:
        if not _says(blocks, date):
            blocks.insert(_after(blocks, FRONT[:-1]), _paragraph(_bracketed(date), Role.DATELINE))
        return
    old = dated[0].text
    for found in dated:
        if found.text == old and not is_same_date(old, date.strip(BRACKETS)):
            before, after = divide(found.paragraph.content, found.start)
            new = Span(date.strip().strip(BRACKETS), place_of(after))
            content = (*before, new, *divide(after, len(old))[1])
            blocks[found.index] = replace(found.paragraph, content=content)
            yield _replaced("日期", old, new, "date-replaced")


def _give_speaker(blocks: list[Block], speaker: str) -> Iterator[Finding]:
    found = find_speakers(blocks)
    if not found:
        blocks.insert(_after(blocks, FRONT), _paragraph(speaker, Role.SPEAKER))
        return
    first, *others = found
    old = first.content
    new = Span(speaker, place_of(old))
    blocks[blocks.index(first)] = replace(first, content=(new,), run_in=None)
    yield _replaced("讲话人", plain_text(old), new, "speaker-replaced")
    for other in others:
        blocks.remove(other)
        message = f"讲话人改用给定的“{speaker}”，这一行未排"
        yield Finding(FindingKind.LEFT_OUT, message, other.place, plain_text(other.content), code="speaker-replaced")


def _replaced(what: str, old: str, new: Span, code: str) -> Finding:
    message = f"{what}“{old}”改用给定的“{new.text}”"
    return Finding(FindingKind.NORMALISED, message, new.place, old, new.text, code)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date the text gives of itself: index of the paragraph, the paragraph, where its date starts, the date."""

    index: int
    paragraph: Paragraph
    start: int
    text: str


def find_dates(blocks: Sequence[Block]) -> list[Dated]:
    """The date under the title, else 成文日期; of the document itself, not of attached ones."""
    front, back = list[Dated](), list[Dated]()
    for index, block in enumerate(own_blocks(blocks)):
        if not isinstance(block, Paragraph) or block.role not in (Role.SUBTITLE, Role.DATELINE, Role.DATE):
            continue
        text = plain_text(block.content)
        match = OWN_DATE.match(text)
        if match and not (block.role is Role.DATELINE and ADOPTION.match(text)):
            (back if block.role is Role.DATE else front).append(Dated(index, block, match.start(1), match[1]))
    return front + back


def find_speakers(blocks: Sequence[Block]) -> list[Paragraph]:
    """The lines that say who speaks: under the title, else the one person who signs; of the document itself."""
    own = own_blocks(blocks)
    speakers = [block for block in own if has_role(block, Role.SPEAKER)]
    signers = [block for block in own if has_role(block, Role.SIGNATURE)]
    persons = signers if len(signers) == 1 and is_person(plain_text(signers[0].content)) else []
    return speakers or persons


def _after(blocks: Sequence[Block], roles: Sequence[Role]) -> int:
    """The index behind the leading blocks of these roles."""
    index = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role not in FRONT:
            break
        if block.role in roles:
            index = at + 1
    return index


def _says(blocks: Sequence[Block], text: str) -> bool:
    """Whether the text under the title says it already."""
    wanted = _bare(text).strip(BRACKETS)
    return any(
        wanted in _bare(plain_text(b.content)) for b in blocks if isinstance(b, Paragraph) and b.role in BELOW_TITLE
    )


def _paragraph(text: str, role: Role) -> Paragraph:
    return Paragraph((Span(text),), role)


def _bracketed(date: str) -> str:
    """A date as it stands under the title of a speech, in brackets."""
    date = date.strip()
    return date if date.startswith(("（", "(")) else f"（{date}）"


def _bare(text: str) -> str:
    return "".join(text.split())
