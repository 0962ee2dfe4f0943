"""Recognised structure as lines a Chinese editor can review, and case files made of such lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.model import Document, FindingKind, Heading, Inline, LineBreak, Metadata, Paragraph, Role, Span, plain_text
from publish.readers.text.reader import parse
from publish.structure.items import Item, items_of
from publish.structure.recognise import recognise

NAMES = {
    Role.COPY_NUMBER: "份号",
    Role.MARKING: "密级",
    Role.MASTHEAD: "版头",
    Role.NUMBER: "字号",
    Role.SIGNER: "签发人",
    Role.TITLE: "标题",
    Role.SUBTITLE: "副标题",
    Role.SPEAKER: "署名行",
    Role.DATELINE: "日期行",
    Role.SALUTATION: "称谓",
    Role.BODY: "正文",
    Role.QUOTATION: "引文",
    Role.LIST_ITEM: "列表",
    Role.ATTACHMENT: "附件说明",
    Role.SIGNATURE: "落款",
    Role.DATE: "日期",
    Role.NOTE: "附注",
    Role.ATTENDANCE: "出席",
    Role.COPY_TO: "抄送",
    Role.IMPRINT: "印发",
    Role.PART_LABEL: "附件标记",
    Role.PART_TITLE: "附件标题",
    Role.CONTENTS_HEADING: "目录标题",
    Role.CONTENTS_LINE: "目录条目",
    Role.CAPTION: "图表题",
}
BODY_SHOWN = 12


@dataclass(frozen=True)
class Case:
    """One difficulty: its name, the source text, and the lines expected."""

    name: str
    source: str
    expected: list[str]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file: `=== name`, source, `---`, expected lines, an empty line."""
    for chunk in path.read_text(encoding="utf-8").split("=== ")[1:]:
        name, rest = chunk.split("\n", 1)
        source, expected = rest.rsplit("\n---\n", 1)
        yield Case(name.strip(), source, [line for line in expected.split("\n") if line])


def read_items(*lines: str) -> list[Item]:
    """A text's lines before anything is decided about them."""
    return items_of(parse("\n".join(lines), "文稿.txt").blocks)


def render_lines(*lines: str) -> list[str]:
    """What becomes of a text's lines."""
    return render(recognise(parse("\n".join(lines), "文稿.txt"), Metadata()))


def render(document: Document) -> list[str]:
    """A line per block (name, level, text), body shortened, then the lines left out."""
    lines = [_line(block) for block in document.blocks if isinstance(block, Paragraph | Heading)]
    left_out = [finding for finding in document.findings if finding.kind is FindingKind.LEFT_OUT]
    return lines + [f"未排　{_shown(finding.text)}" for finding in left_out]


def _line(block: Paragraph | Heading) -> str:
    if isinstance(block, Heading):
        return f"{_level(block.level)}　{plain_text(block.content)}"
    if block.run_in:
        return (
            f"{_level(block.run_in.level)}段首　{plain_text(block.run_in.content)}｜{_shown(plain_text(block.content))}"
        )
    text = "".join(_inline(inline) for inline in block.content)
    return f"{NAMES[block.role]}　{_shown(text) if block.role is Role.BODY else text}"


def _level(level: int) -> str:
    return "条" if level > 4 else f"{level}级"


def _inline(inline: Inline) -> str:
    if isinstance(inline, LineBreak):
        return "／"
    return inline.text if isinstance(inline, Span) else ""


def _shown(text: str) -> str:
    text = text.strip()
    return text if len(text) <= BODY_SHOWN else text[:BODY_SHOWN] + "…"
