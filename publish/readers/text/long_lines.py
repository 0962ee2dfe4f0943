"""Paragraphs inside one long line, where separators, ideographic spaces or numbering show that they open; a whole
official document on one line, as recognition of scans and some exports leave it: where its parts begin."""

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
REPORT_FRONT = re.compile(
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
        front = REPORT_FRONT.match(raw)
        if front:
            cuts.update(front.start(name) for name in ("wire", "title", "subtitle", "speaker", "salutation"))
            cuts.add(front.end())
    return sorted(cut for cut in cuts if 0 < cut < len(raw))


def is_jammed(raw: str) -> bool:
    """Whether a line holds a whole report, so that paragraphs must be sought inside it."""
    return len(raw) >= JAMMED_LINE


# A whole official document on one line.
KINDS = "通知|意见|复函|函|批复|报告|请示|公告|通告|通报|决定|纪要"
QUOTED = "《[^》]{1,80}》"
# Mark of the issuer, number, title, addressee: a title speaks of 关于 and ends with its kind, names in 《》 apart.
FRONT = re.compile(
    rf"""
    (?P<mark>(?:[^。，：:；]{{2,40}}文件)?)
    (?P<number>(?:[\u4e00-\u9fff（）()]{{1,40}}[〔［（(\[]\d{{4}}[〕］）)\]]\s?\d{{1,5}}\s?号)?)
    (?P<signer>(?:签发人[：:]\s?[\u4e00-\u9fff·X×]{{2,4}})?)
    (?P<title>(?P<issuer>[^。：:；《，〔［\[]{{0,40}})关于(?:[^。：:；《]|{QUOTED}){{4,120}}?的(?:{KINDS}))
    (?P<called>[^。；：:]{{1,400}}
    (?:单位|政府|部门|机构|公司|企业|院校|学校|党委|纪委|党组|办公室|委员会|局|厅|委|会|部|组|院|处|中心|室|同志|们)
    [）)]?[：:])
    """,
    re.VERBOSE,
)
BODY = re.compile(
    "(?<=[。；：:）)])(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。]{2})|(?<=。)(?=附件?[：:])"
)
BACK = re.compile(
    r"(?P<sign>[^。，、；：:0-9A-Za-z×（()）]{2,40})(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?P<note>[（(〔][^（(〔]{2,200}[）)〕])?"
    r"(?P<copies>抄送[：:].{2,200}?)?(?P<imprint>[^。，；：:]{2,40}\d{4}年\d{1,2}月\d{1,2}日印发)?\s*$"
)
FRONT_PARTS = ("number", "signer", "title", "called")
BACK_PARTS = ("sign", "date", "note", "copies", "imprint")


def flattened_cuts(raw: str) -> list[int]:
    """Offsets at which the parts of a document open inside its one line; empty when it is no such line."""
    text = raw.strip()
    front = FRONT.match(text) if len(text) >= LONG_LINE else None
    if not front:
        return []
    start = len(raw) - len(raw.lstrip())
    cuts = {front.start(name) for name in FRONT_PARTS if front[name]} | {front.end()}
    cuts |= {match.start() for match in BODY.finditer(text, front.end())}
    back = next((match for match in BACK.finditer(text, front.end())), None)
    if back:
        cuts |= {back.start(name) for name in BACK_PARTS if back[name]}
        issuer = front["issuer"]
        if issuer and back["sign"].endswith(issuer):  # what stands before it is the text's
            cuts = cuts - {back.start("sign")} | {back.end("sign") - len(issuer)}
    return sorted(start + cut for cut in cuts if cut)
