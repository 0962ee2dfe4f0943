"""Blanks nobody filled, beyond the ×× and ____ that recognition reports already."""

from __future__ import annotations

import re

from publish.checks.passages import Check
from publish.checks.punctuation import scan

TO_DO = re.compile(
    r"[【\[（(〔｛{<＜](?:待|此处|请填|请输入|请补|请在|补充|插入|填写|填入|TODO|TBD)[^】\]）)〕｝}>＞\n]{0,30}[】\]）)〕｝}>＞]"
    r"|TODO|TBD|\?{3,}|？{3,}|某某+|[＊*]{3,}"
)
EMPTY = re.compile(r"[（(][ \u3000]*[）)]|《[ \u3000]*》|“[ \u3000]*”|【[ \u3000]*】|〔[ \u3000]*〕")
GAP = re.compile(
    r"(?<=[第〕年月])[ \u3000]{2,}(?=[号次期届月日])"
    r"|(?<![ \u3000])[ \u3000]{2,}年[ \u3000]{2,}月(?:[ \u3000]{2,}日)?"
)

CHECKS = (
    Check("placeholder", "没有填写的占位文字", scan(TO_DO, "这里的“{}”像是占位文字，请填上或删去"), "校对惯例"),
    Check("empty-brackets", "空的括号或引号", scan(EMPTY, "这里的“{}”里面是空的，请填上或删去"), "校对惯例"),
    Check("empty-date", "没有填写的编号或日期", scan(GAP, "这里的编号或日期还没有填写"), "校对惯例"),
)
