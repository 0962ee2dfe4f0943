"""Paragraphs inside one long line: where separators, ideographic spaces or numbering show that they open."""

from __future__ import annotations

import re

LONG_LINE = 120
JAMMED_LINE = 1500
# Form feeds and Unicode's separators part paragraphs, but editors do not count them as lines.
SEPARATOR = re.compile("[\f\v\x85\u2028\u2029]")
ENDED = "(?<=[。！？：；”’）」』…])"
OPENING = re.compile(f"{ENDED}[ \t\u00a0]*(?=\u3000{{2}}[^\u3000\\s])")
SPACE = "(?:<U\\+00A0>|\u00a0)"
NUMERAL = "[一二三四五六七八九十]{1,3}"
# In a line as long as a whole report: before what can only open a paragraph, after what can only end one.
JAMMED = (
    re.compile(f"(?<=[。！？”]){SPACE}(?=[^<])"),
    re.compile(f"(?<=[。！？”）])(?={NUMERAL}、)"),
    re.compile(f"(?<=[。！？”])(?=（{NUMERAL}）)"),
    re.compile("(?<=[。！？”])(?=——[\u4e00-\u9fff])"),
    re.compile("(?<=[。！？”])(?=各位(?:代表|委员)[！：])"),
    re.compile("(?<=各位代表[！：])|(?<=各位委员[！：])"),
    re.compile(
        rf"(?<=[。！？])({NUMERAL}、[^。，；：<\s]{{2,18}}(?:回顾|部署|任务|安排|工作|要求|建议|目标)){SPACE}?(?=[^，。；：、的和与])"
    ),
)
FRONT = re.compile(
    rf"^\s{{0,40}}+(?:.{{0,120}}?摄{SPACE}?)?(?P<wire>新华社.{{0,16}}?[电讯])?(?P<title>[^。]{{2,30}}?)(?P<subtitle>——[^。]{{6,60}}?会议上)"
    r"(?P<speaker>[^。：]{2,40}?)(?P<salutation>各位[^。：]{1,12}：)"
)


def paragraph_cuts(raw: str) -> list[int]:
    """Offsets inside a line at which paragraphs open; empty for a line that is one paragraph."""
    cuts = {match.end() for match in SEPARATOR.finditer(raw)}
    if len(raw) >= LONG_LINE and "\u3000\u3000" in raw:
        cuts.update(match.end() for match in OPENING.finditer(raw))
    if is_jammed(raw):
        for pattern in JAMMED:
            cuts.update(match.end() for match in pattern.finditer(raw))
        front = FRONT.match(raw)
        if front:
            cuts.update(front.start(name) for name in ("wire", "title", "subtitle", "speaker", "salutation"))
            cuts.add(front.end())
    return sorted(cut for cut in cuts if 0 < cut < len(raw))


def is_jammed(raw: str) -> bool:
    """Whether a line holds a whole report, so that paragraphs must be sought inside it."""
    return len(raw) >= JAMMED_LINE
