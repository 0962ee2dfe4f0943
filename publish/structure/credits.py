"""Title, speaker and date that the command line, front matter or a side file gives: they go before the text's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.model import Block, Metadata, Paragraph, Role, Span, plain_text
from publish.structure.blanks import Blanks
from publish.structure.items import Item

WINDOW = 20
FRONT = (Role.MASTHEAD, Role.NUMBER, Role.TITLE, Role.SUBTITLE, Role.DATELINE, Role.SPEAKER)


def merge(nearer: Metadata, farther: Metadata) -> Metadata:
    """What is said nearer to the user, completed by what is said farther away."""
    plain = Metadata()
    values = {
        name: getattr(farther, name)
        for name in ("title", "speaker", "date", "style", "language")
        if getattr(nearer, name) == getattr(plain, name)
    }
    return replace(nearer, **values, fill={**farther.fill, **nearer.fill})


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
        line.decide(Role.TITLE, "与给定的标题一致")
        line.follows = line is not lines[0]
    lines[0].lines = list(lines[1:])


def replace_title(items: Sequence[Item], title: str) -> None:
    """Leaves out the title recognised in the text when another one is given."""
    if not title:
        return
    for item in items:
        if item.role is Role.TITLE and not item.left_out and item.why != "与给定的标题一致":
            item.leave_out("title-replaced", f"标题改用给定的“{title}”，原文的标题未排")
            item.lines = []


def add_given(blocks: Sequence[Block], metadata: Metadata) -> tuple[Block, ...]:
    """The blocks with given title, date and speaker put in where the text has none."""
    placed = list(blocks)
    if metadata.title and not any(_is(block, Role.TITLE) for block in placed):
        placed.insert(_after(placed, (Role.MASTHEAD, Role.NUMBER)), _paragraph(metadata.title, Role.TITLE))
    if metadata.date and not _says(placed, metadata.date):
        at = _after(placed, (*FRONT[:4], Role.DATELINE))
        placed.insert(at, _paragraph(_bracketed(metadata.date), Role.DATELINE))
    if metadata.speaker and not _says(placed, metadata.speaker):
        placed.insert(_after(placed, FRONT), _paragraph(metadata.speaker, Role.SPEAKER))
    return tuple(placed)


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
    wanted = _bare(text).strip("（）()")
    return any(
        wanted in _bare(plain_text(b.content)) for b in blocks if isinstance(b, Paragraph) and b.role in FRONT[3:]
    )


def _is(block: Block, role: Role) -> bool:
    return isinstance(block, Paragraph) and block.role is role


def _paragraph(text: str, role: Role) -> Paragraph:
    return Paragraph((Span(text),), role)


def _bracketed(date: str) -> str:
    """A date as it stands under the title of a speech, in brackets."""
    date = date.strip()
    return date if date.startswith(("（", "(")) else f"（{date}）"


def _bare(text: str) -> str:
    return "".join(text.split())
