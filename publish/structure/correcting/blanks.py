"""Blanks a clerk fills (×, ××, XX): filled from the command line, the others reported with line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publish.errors import InputError
from publish.model import Block, Finding, FindingKind, Footnote, Heading, Inline, Paragraph, Place, Span, Table
from publish.structure.slicing import cut, place_at

# A multiplication sign between figures or units is none: 480毫米×140毫米.
BLANK = re.compile(
    r"""
    (?<![0-9０-９米ａ-ｚa-zA-Z）)])×++(?![ ]*[0-9０-９])  # ××市, 李××
    | (?<=[0-9０-９米）)])×{1,4}(?![ ]*[0-9０-９×])  # 2024×月
    | (?<![A-Za-z0-9])[XＸxｘ]{2,}(?![A-Za-z0-9])  # XX市
    | [_＿]{2,}  # 人数____
    | 【待[^】]{1,20}】  # 【待补充】
    """,
    re.VERBOSE,
)


# Between factors of a formula it is none either: 人次数/总人次数×平均天数.
FORMULA = re.compile("[=＝/÷＋][^。；]*$")
FORMULA_REACH = 40
# Nor is one at the end of a name in quotation marks: “数据要素×”, “标准化×”.
NAMED = re.compile("[“‘「《][^”’」》×]+$")
CLOSING = tuple("”’」》")
MOST_FILLED = 1_000_000  # characters of all blanks together: a short value may stand for many


class Blanks:
    """Fills blanks in blocks and collects what it did and what stayed blank."""

    def __init__(self, fill: Mapping[str, str]) -> None:
        self.fill = fill
        self.findings: list[Finding] = []
        self._filled = 0
        self._used: set[str] = set()
        keys = sorted(fill, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, filter(is_wording, keys)), f"(?x:{BLANK.pattern})"]))

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks with blanks filled."""
        return tuple(self._block(block) for block in blocks)

    def text(self, text: str) -> str:
        """A text with blanks filled, for comparing it with what a person wrote."""
        return "".join(span.text for span in self._span(Span(text)))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            content = self._content(block.content)
            if isinstance(block, Paragraph) and block.run_in:
                head = self._content(block.run_in.content)
                if head == block.run_in.content and content == block.content:
                    return block
                return replace(block, run_in=replace(block.run_in, content=head), content=content)
            return block if content == block.content else replace(block, content=content)
        if isinstance(block, Table):
            rows = tuple(tuple(replace(cell, blocks=self.blocks(cell.blocks)) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        return block

    def _content(self, content: Sequence[Inline]) -> tuple[Inline, ...]:
        filled: list[Inline] = []
        for inline in content:
            if isinstance(inline, Span):
                filled.extend(self._span(inline))
            elif isinstance(inline, Footnote):
                filled.append(replace(inline, content=self._content(inline.content)))
            else:
                filled.append(inline)
        return tuple(filled)

    def _span(self, span: Span) -> list[Span]:
        pieces: list[Span] = []
        start = 0
        for match in self._pattern.finditer(span.text):
            begin = match.end() - len(match[0].lstrip())
            if NAMED.search(span.text, begin - FORMULA_REACH, begin) and span.text[match.end() :][:1] in CLOSING:
                continue
            if FORMULA.search(span.text, begin - FORMULA_REACH, begin):
                continue
            blank = match[0].strip()
            filler = self._filler(blank)
            place = place_at(span, begin)
            if filler is None:
                message = f"这里的“{blank}”还没有填写，可用 --fill {blank}=内容 填写"
                self.findings.append(Finding(FindingKind.BLANK, message, place, blank, code="blank"))
                continue
            self._filled += len(filler)
            if self._filled > MOST_FILLED:
                hint = "请检查 fill 里填的内容，或把文件拆成几个小的"
                raise InputError(f"填进去的文字超过 {MOST_FILLED:,} 个字", hint, place)
            message = f"“{blank}”已填为“{filler}”"
            self.findings.append(Finding(FindingKind.NORMALISED, message, place, blank, filler, "filled"))
            pieces += [cut(span, start, begin), replace(span, text=filler, place=place)]
            start = match.end()
        return [*pieces, cut(span, start, len(span.text))] if pieces else [span]

    def _filler(self, blank: str) -> str | None:
        """What fills a blank: the value for exactly these characters, else for one of them."""
        key = blank if blank in self.fill else blank[0]
        self._used.add(key)
        return self.fill.get(key)

    def unused(self, file: str) -> list[Finding]:
        """A warning for everything that should have been filled in and stands nowhere in the text."""
        return [
            Finding(
                FindingKind.WARNING,
                f"文中没有要填的“{key}”，“{value}”没有填进去",
                Place(file, 1),
                key,
                code="unused-fill",
            )
            for key, value in self.fill.items()
            if key not in self._used
        ]


def is_wording(key: str) -> bool:
    """Whether a key of --fill is no blank sign itself and is sought as it stands."""
    return bool(key) and not BLANK.fullmatch(key)
