"""What a chat program says around the text it wrote: a greeting above, an offer below, its thoughts; left out and
reported. A line must speak of the one it was written for, or of the text as a draft: 大家好 opens a speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model import Heading
from publish.structure.items import Item
from publish.structure.lines.patterns import SENTENCE_MARK
from publish.structure.lines.salutation import is_salutation
from publish.structure.lines.titles import ends_like_title

OPENING_LINES, CLOSING_LINES = 2, 4
LONGEST = 120  # characters
RULE = re.compile(r"[-—_*=─━]{3,}")
FOR_YOU = (
    "(?:[为给帮]你|你提供)(?!们)|[为给帮]您|您提供|您的要求|你的要求|您的需求|你的需求|您给出|您要求|供您参考|供参考|请查收以下|满足您|"
    "(?:以下|下面)是(?!.{0,4}我)[^。]{0,30}(?:稿|书|信|通知|方案|报告|总结|版本|内容|全文)"
)
OPENING = re.compile(
    rf"^(?!.*(?:我们|大家|各位|同志))(?:好的|当然|没问题|可以|明白|收到|您好|你好|以下|下面|根据|按照|这是|这里是|已|我已|我为|我将|为您|帮您)(?=[^。！？\n]{{0,100}}(?:{FOR_YOU}))"
    r"[^\n]{2,118}[：:。！!～~]"
)
# A notice to citizens says 您可以 too: what it lets them do is not to work on a draft.
OFFICE = "电话|拨打|登录|窗口|咨询|反映|举报|办理|受理|邮箱|联系人|公示|现场|领取|缴纳|预约|投诉|异议"
DRAFT = (
    "稿|告诉我|需要我|修改|调整|润色|补充|完善|扩写|缩写|精简|版本|风格|语气|篇幅|细节|替换|情况|参考|帮助|满意|使用"
)
# Letters and speeches ask their readers for help and opinions as well: without a greeting above or a rule between, only
# an offer to work on this text is left out.
SURE_OFFER = re.compile(
    "润色|扩写|缩写|精简|风格|语气|篇幅|这(?:份|篇|版|封)|[此本]稿|"
    "(?:需要我|告诉我|为您|帮您).{0,30}(?:修改|调整|补充|完善|替换)|(?:修改|调整|补充|完善|替换).{0,20}(?:随时|直接)告诉我"
)
OFFER = re.compile(
    r"(?=.{0,110}(?:告诉我(?!们)|需要我(?!们)|为您|帮您|供您|您可以|您可根据|仅供参考|对您有(?:所)?帮助))"
    rf"(?!.{{0,118}}(?:{OFFICE}))(?=.{{0,118}}(?:{DRAFT}))"
    r"(?:如果|如需|若需|若您|需要|是否|希望|以上|您|还可以|要不要|注[：:]|（?以上|这份|此稿|本稿|另外|欢迎)[^\n]{2,118}"
)
# Openings a letter or a report may have as well: only above a title, a rule or another such line.
PLAIN_OPENING = re.compile("^(?!以下是为|下面是为)(?:根据|按照|以下|下面|这是|这里是|您好|你好|明白|可以|好的)")
# A letter to one person offers to change things too.
TO_ONE = re.compile(r"(?:尊敬的|亲爱的)?[\u4e00-\u9fff]{1,6}(?:先生|女士|老师|同志|书记|主任|局长|市长|教授|总)[：:]")
THINKING, THOUGHT = re.compile(r"\A\s*<think(?:ing)?>"), re.compile(r"</think(?:ing)?>\s*\Z")


def leave_out_chat(items: Sequence[Item]) -> None:
    """Marks what a chat program said around the text it wrote."""
    _leave_out_thoughts(items)
    texts = [item for item in items if item.is_text]
    opened = _leave_out_opening(texts)
    _leave_out_closing(texts[opened:], sure=opened > 0)


def _leave_out_thoughts(items: Sequence[Item]) -> None:
    """<think> to </think>, at the top."""
    if not items or not THINKING.match(items[0].text):
        return
    end = next((index for index, item in enumerate(items) if THOUGHT.search(item.text)), None)
    for item in items[: end + 1] if end is not None and end + 1 < len(items) else ():
        item.leave_out("chat", "对话助手的思考过程，未排入正文")


def _leave_out_opening(texts: Sequence[Item]) -> int:
    """The greeting, and the rule below it; how many items they are."""
    said = 0
    for item in texts[:OPENING_LINES]:
        if item.decided or len(item.text) > LONGEST or not OPENING.fullmatch(item.text) or is_salutation(item.text):
            break
        said += 1
    if not said or said == len(texts) or (PLAIN_OPENING.match(texts[0].text) and not _is_above_text(texts[said])):
        return 0
    if RULE.fullmatch(texts[said].text):
        said += 1
    for item in texts[:said]:
        item.leave_out("chat", "对话助手写在文稿前面的话，未排入正文")
    return said


def _is_above_text(below: Item) -> bool:
    """Whether what stands below a greeting begins a text of its own: a title, a heading of Markdown, a rule."""
    text = below.text
    return (
        bool(RULE.fullmatch(text))
        or isinstance(below.block, Heading)
        or (ends_like_title(text) and not SENTENCE_MARK.search(text))
        or below.hints.align == "center"
    )


def _leave_out_closing(texts: Sequence[Item], sure: bool) -> None:
    """The offers at the end, and the rule above them; `sure` when there was a greeting."""
    said = 0
    for item in reversed(texts[-CLOSING_LINES:]):
        if item.decided or len(item.text) > LONGEST or not OFFER.fullmatch(item.text):
            break
        said += 1
    if not said or said == len(texts):
        return
    ruled = bool(RULE.fullmatch(texts[-said - 1].text))
    letter = any(TO_ONE.fullmatch(item.text) for item in texts[:CLOSING_LINES])
    offered = not letter and any(SURE_OFFER.search(item.text) for item in texts[-said:])
    if not (sure or ruled or offered):
        return
    said += ruled
    for item in texts[-said:]:
        item.leave_out("chat", "对话助手写在文稿后面的话，未排入正文")
