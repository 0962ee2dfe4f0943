"""What titles look like: letter-spaced ones, several lines, the words they end with."""

from __future__ import annotations

import re

from publish.model import Inline, LineBreak, Span, plain_text
from publish.structure.lines.traditional import simplify
from publish.structure.slicing import Content, part, strip

# Kinds of text a title ends with (GB/T 9704 文种, laws, speeches, plans); evidence, not a condition.
KINDS = (
    "通知|通报|通告|公告|公报|决定|决议|命令|令|意见|办法|规定|条例|细则|规则|章程|方案|预案|规划|计划|纲要|要点|"
    "函|复函|批复|答复|请示|报告|议案|纪要|讲话|致辞|发言|演讲|贺信|贺电|慰问信|倡议书|讲话稿|发言稿|主持词|开幕词|闭幕词|"
    "总结|说明|解释|指南|标准|规范|制度|准则|守则|名单|目录|清单|书|信|法|规程|措施|安排|部署|汇报|述职|提纲|声明|解读|问答|致词|献词|公约|意见书|建议书"
    "|协议|合同|备忘录|公示|讣\\s?告|议程|日程|须知|(?:安排|统计|一览|汇总|登记|计划|任务|明细|值班|进度|申报|申请|推荐|审批|考核|评分)表"
)
KIND = re.compile(KINDS)
KIND_END = re.compile(rf"(?:{KINDS})(?:[（(【〔].{{1,20}}[）)】〕])?$")
OPENING = re.compile("^(?:关于|在|印发|转发)")
SPEECH = re.compile(r"在[^。，：；]{4,50}上的(?:讲话|致辞|致词|发言|主持词|演讲|报告|总结讲话|主持讲话|即席讲话)")
SPACED_SHARE = 0.6
WIDE_SPACE = "\u3000"


def ends_like_title(text: str) -> bool:
    """Whether a line ends with a kind of text, as complete titles do."""
    return bool(KIND_END.search(simplify("".join(text.split()))))


def title_lines(content: Content) -> list[Content]:
    """The lines of a title's paragraph: letter spacing is closed, other runs of spaces stay as one space each."""
    lines = broken(content)
    return [_spaced(line, keep=not is_letter_spaced(plain_text(line))) for line in lines]


def is_letter_spaced(text: str) -> bool:
    """Whether most Han characters of a line stand apart (几 个 问 题): spacing for looks, not between words. A title of
    two characters is meant to be set apart (贺　信)."""
    words = text.split()
    single = sum(1 for word in words if len(word) == 1)
    return single == len(words) > 2 or (len(words) >= 4 and single >= SPACED_SHARE * len(words))


def broken(content: Content) -> list[Content]:
    """The lines that line breaks make, without outer white space."""
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [stripped for line in lines if (stripped := strip(tuple(line)))]


def _spaced(line: Content, keep: bool) -> Content:
    """A line with one space of each run of them, a wide one if there is one; with none when they are not kept."""
    pieces: list[Inline] = []
    text, start = plain_text(line), 0
    for space in re.finditer(r"\s+", text):
        if keep and len(space[0]) == 1:
            continue
        kept = space.start() + max(space[0].find(WIDE_SPACE), 0)
        gap = (inline for inline in part(line, space.start(), space.end()) if not isinstance(inline, Span))
        wide = (inline for inline in part(line, kept, kept + 1) if isinstance(inline, Span) and keep)
        pieces += [*part(line, start, space.start()), *gap, *wide]  # a note called between two spaces stays
        start = space.end()
    pieces += part(line, start, len(text))
    return tuple(piece for piece in pieces if not isinstance(piece, Span) or piece.text) if start else line
