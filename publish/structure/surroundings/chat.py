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

OPENING_LINES, CLOSING_LINES, APPENDED_LINES = 2, 4, 12
LONGEST = 120  # characters
RULE = re.compile(r"[-—_*=─━]{3,}")
FOR_YOU = (
    "(?:[为给帮]你|你提供)(?!们)|[为给帮]您|您提供|您的要求|你的要求|您的需求|你的需求|您给出|您要求|供您参考|供参考|请查收以下|满足您|"
    "(?:以下|下面|这)(?:是|为)(?!.{0,4}我)[^。]{0,30}(?:稿|书|信|通知|方案|报告|总结|版本?|内容|正文|全文)"
)
AGREED = "好的|当然(?:可以)?|没问题|可以的?|明白|收到|您好|你好|[Ss]ure|[Oo][Kk]|[Cc]ertainly"
OPENING = re.compile(
    rf"""
    ^(?!.{{0,118}}(?:我们|大家|各位|同志))
    (?:(?:{AGREED})[^。！？!\n]{{0,8}}[。！!，,、～~]\s?){{0,2}}  # 当然可以！
    (?=好的|当然|可以|明白|收到|您好|你好|以下|下面|根据|按照|这是|这里是|已|我已|我为|我将|为您|帮您)
    (?=[^。！？\n]{{0,100}}(?:{FOR_YOU}))  # 下面是一份实施方案：
    [^\n]{{2,118}}[：:。！!～~]
    | ^(?:好的|没问题|当然可以)[，,！!]?(?:没问题|好的|可以)?[。！!]  # 好的，没问题。
    """,
    re.VERBOSE,
)
# A notice to citizens says 您可以 too: what it lets them do is not to work on a draft.
OFFICE = "电话|拨打|登录|窗口|咨询|反映|举报|办理|受理|邮箱|联系人|公示|现场|领取|缴纳|预约|投诉|异议"
DRAFT = (
    "稿|告诉我|需要我|修改|调整|润色|补充|完善|扩写|缩写|精简|版本|风格|语气|篇幅|细节|替换|情况|参考|帮助|帮到|满意|使用|增删|"
    "[Ww]ord|PPT|模板|范文|示例|要求|需求|生成|写一|拟一|整理|改成"
)
TO_YOU = r"[您你](?!们)"
# Letters and speeches ask their readers for help and opinions as well: without a greeting above or a rule between, only
# an offer to work on this text is left out, and what says that a machine wrote it.
SURE_OFFER = re.compile(
    rf"""
    润色 | 扩写 | 缩写 | 精简 | 风格 | 语气 | 篇幅 | 这(?:份|篇|版|封) | [此本]稿
    | (?:需要我|告诉我|为您|帮您).{{0,30}}(?:修改|调整|补充|完善|替换)
    | (?:修改|调整|补充|完善|替换).{{0,20}}(?:随时|直接)告诉我
    # 我还可以帮您生成任务分解表; 需要我整理成Word版吗
    | 我[^。！？]{{0,12}}[帮为替给]{TO_YOU}[^。！？]{{0,30}}(?:改|写|生成|整理|压缩|起草|拟|制作|做成)
    | 需要我[^。！？]{{0,20}}(?:改|写|生成|整理|压缩|起草|拟|制作|做)[^。！？]{{0,20}}吗
    | 版本[^。！？]{{0,20}}告诉我
    | 希望(?:以上内容|这个版本|这些内容)
    """,
    re.VERBOSE,
)
OFFER = re.compile(
    rf"""
    ^(?=.{{0,110}}(?:告诉我(?!们)|需要我(?!们)|[为帮供]{TO_YOU}|{TO_YOU}可以|{TO_YOU}可根据|仅供参考|对{TO_YOU}有(?:所)?帮助
        |帮到{TO_YOU}|{TO_YOU}的(?:要求|需求|预期|期待)|{TO_YOU}看(?:看)?是否|请(?:您)?(?:根据|结合)[^。]{{0,12}}实际|要不要我|需要我|我可以))
    (?!.{{0,118}}(?:{OFFICE}))(?=.{{0,118}}(?:{DRAFT}))
    (?:如果|如需|若需|若您|需要|是否|希望|以上|[您你]|还可以|要不要|注[：:]|（?以上|这份|这篇|此稿|本稿|另外|欢迎|温馨提示|提示[：:]|说明[：:])
    [^\n]{{2,118}}
    """,
    re.VERBOSE,
)
# 本回答由AI生成，内容仅供参考，请仔细甄别。
MACHINE = re.compile(
    r"[（(]?(?:[本该此]|以上)(?:回答|内容|文本|文稿|文档|答案)[均全]?由\s?(?:AI|人工智能|大模型)[^。\n]{0,12}生成(?:[，,。]?[^。\n]{0,24})[。]?[）)]?"
)
# （全文约1200字）: no office writes it below a text, but a teacher's task may.
COUNTED = re.compile(
    r"[（(]?(?:全文|正文|本文|字数统计|字数)[：:]?\s?(?:共|约|大约)*\s?[0-9]{2,6}\s?字(?:左右)?[。]?[）)]?"
)
ADORNED = re.compile(r"^[\W_]*?(?=[\w（(【])")  # 💡 温馨提示：
# Notes on a draft below a rule: 使用说明：1. 请将××替换为实际名称； 注意事项 and 备注 are a notice's own as well.
NOTES = re.compile(
    r"""
    [【\[]?
    (?:
        (?:使用|写作|修改|优化|改动|补充|撰写|稿件|文稿|温馨|创作)(?:说明|提示|建议|思路|亮点|要点|注意事项|备注)
        | 说明 | 提示 | 小贴士
    )
    [】\]]?[：:]?(?:[（(][^）)]{1,20}[）)])?
    """,
    re.VERBOSE,
)
CHANGE, ACTUAL = "替换|修改|调整|补充|增删|填写|润色|核实|删减", "实际|单位|情况|需要|具体|即可"
OF_DRAFT = re.compile(
    rf"(?:{CHANGE}).{{0,40}}(?:{ACTUAL})|(?:{ACTUAL}).{{0,40}}(?:{CHANGE})|语言风格|结构(?:清晰|完整)|{TO_YOU}"
)
# A form and a warning explain themselves below a rule as well: 说明：请根据实际填写.
PLAIN_NOTES = re.compile(r"[【\[]?(?:说明|提示|小贴士)[】\]]?[：:]?(?:[（(][^）)]{1,20}[）)])?")
SURELY_DRAFT = re.compile(rf"稿|润色|替换|语言风格|结构(?:清晰|完整)|占位|方括号|[×XX]{{2}}|[【\[]|{TO_YOU}")
# Openings a letter or a report may have as well: only above a title, a rule or another such line.
PLAIN_OPENING = re.compile(
    "^(?!以下是为[您你]|下面是为[您你])(?:根据|按照|以下|下面|这是|这里是|您好|你好|明白|可以|好的|当然|没问题|收到)"
)
# A letter to one person offers to change things too.
TO_ONE = re.compile(
    r"(?!各位|全体)(?:尊敬的|亲爱的|广大)?[\u4e00-\u9fff、]{1,12}"
    r"(?:先生|女士|老师|同志|书记|主任|局长|市长|教授|总|家长|市民|居民|业主|用户|客户|朋友)们?[：:]"
)
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
        or below.hints.ruled
        or isinstance(below.block, Heading)
        or (ends_like_title(text) and not SENTENCE_MARK.search(text))
        or below.hints.align == "center"
    )


def _leave_out_closing(texts: Sequence[Item], sure: bool) -> None:
    """The offers at the end, and the rule above them; `sure` when there was a greeting."""
    said = _count_said(texts)
    if said == len(texts):
        return
    letter = any(TO_ONE.fullmatch(item.text) for item in texts[:CLOSING_LINES])
    offered = not letter and any(SURE_OFFER.search(item.text) for item in texts[len(texts) - said :])
    if not (sure or offered or (said and _is_ruled_off(texts, said))):
        said = next((at for at in range(said) if not MACHINE.fullmatch(texts[-at - 1].text)), said)
    said = _count_notes(texts, said)
    said += bool(said) and bool(RULE.fullmatch(texts[-said - 1].text))
    for item in texts[len(texts) - said :]:
        item.leave_out("chat", "对话助手写在文稿后面的话，未排入正文")


def _count_said(texts: Sequence[Item]) -> int:
    """How many of the last lines a chat program may have said."""
    said = 0
    for item in reversed(texts[-CLOSING_LINES:]):
        text = ADORNED.sub("", item.text)
        if item.decided or len(text) > LONGEST or not any(form.fullmatch(text) for form in (OFFER, MACHINE, COUNTED)):
            break
        said += 1
    return said


def _is_ruled_off(texts: Sequence[Item], last: int) -> bool:
    """Whether a rule stands above the `last` of the texts, as a line of its own or as Markdown's."""
    return bool(RULE.fullmatch(texts[-last - 1].text)) or texts[-last].hints.ruled


def _count_notes(texts: Sequence[Item], said: int) -> int:
    """How many lines are no part of the text when notes on the draft stand below the last rule, above what was `said`:
    `said` when there are none."""
    for last in range(said + 2, min(said + APPENDED_LINES, len(texts) - 1) + 1):
        label, below = texts[-last], texts[len(texts) - last + 1 : len(texts) - said]
        if label.decided and not label.is_heading:
            break
        if NOTES.fullmatch(ADORNED.sub("", label.text)) and _is_ruled_off(texts, last):
            plain = not said and PLAIN_NOTES.fullmatch(ADORNED.sub("", label.text))
            shown = SURELY_DRAFT if plain else OF_DRAFT
            return last if any(shown.search(item.text) for item in below) else said
    return said
