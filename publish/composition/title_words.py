"""Where a title may be broken, and how much each break hurts a reader.

Words and their classes come from rjieba (the jieba dictionary in Rust, MIT), loaded only when a title needs more than
one line: loading takes about 0.15 s. A break's cost is 0 where a reader pauses anyway and about 1 between two plain
words; `FORBIDDEN` marks breaks no line may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FORBIDDEN = float("inf")
INSIDE_WORD = 12.0  # only when one word is longer than the line

# Kinsoku of a centred title line (clreq prohibition_rules_for_line_start_end, GB/T 15834 5.1).
NO_START = frozenset("、，；：。！？!?,.;:·—…～~％%‰℃）〕】》〉」』”’)]}/／-–々")
NO_END = frozenset("（〔【《〈「『“‘([{·—…～~/／-–￥$№#第")


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that lean on the one before them: no line starts with one.
LEANS_BACK = _list("的 地 得 了 着 过 之 们 等 上 中 下 内 里 前 后 时 间 期间 以来 以后 以前 同志 起 者 性 式 化 级")
# Words that wait for what follows: no line ends with one.
LEANS_FORWARD = _list(
    "在 于 对 向 把 将 被 由 以 为 从 自 与 和 及 暨 或 同 至 到 按 就 关于 对于 致 并 以及 第 不 未 再 更 最 是 了 "
    "进一步 全面 切实 扎实 深入 大力 奋力 着力 努力 认真 加快"
)
LEANING = 6.0
PAUSE_AFTER = _list("的 年 月 日 年度 季度 周年")
# Costs before these words, and after these marks and words.
COST_BEFORE = {"关于": 0.0, "《": 0.3, "与": 0.5, "暨": 0.5, "及": 0.5, "以及": 0.5, "并": 0.5, "或": 0.9, "和": 0.9}
COST_BEFORE |= dict.fromkeys(_list("在 向 对 以 为 就 致 从"), 0.5)
MARK_COST = {**dict.fromkeys("，；：。！？", 0.3), "、": 0.5, "》": 0.6, "”": 0.8, "）": 0.8}
COST_AFTER = {**dict.fromkeys(_list("印发 转发 批转 公布 发布"), 0.5), **dict.fromkeys(PAUSE_AFTER, 0.8)}
LONG_MODIFIER = re.compile(r"\A.{2,}[性型]\Z")
LONG_MODIFIER_COST = 2.2
ORGANISATION = re.compile(
    r"(?:办公[厅室]|人民政府|委员会|常委会|领导小组|指挥部|法院|检察院|管理局|总局|工作部|宣传部|组织部|[委厅局署])$"
)
LONGEST_ORGANISATION = 5  # characters ORGANISATION looks at: its longest alternative, and a line end
ORGANISATION_PART = re.compile(r"办公[厅室]|党组|党委|机关")

_NUMBER = r"[0-9０-９〇零一二三四五六七八九十百千两]"
_UNITS = r"(?:[年月日号届次个项条款章部类种级期批位名人家县市万亿元亩周天大中全会]|周年|年度|季度|世纪|公里)"
# Spans no line break may enter while any other break will do: the set expressions of titles that dictionaries split.
ATOMS = re.compile(
    "|".join(
        (
            r"[A-Za-z0-9０-９][A-Za-z0-9０-９.．,，%％/:：+\-–—～~]*[A-Za-z0-9０-９%％]",
            r"二十届[一二三四五六七八九]中全会|[一二三四五六七八九十]+届[一二三四五六七八九十]+[次中](?:全会|会议)",
            r"[省市县区州旗]?第?[一二三四五六七八九十]+届(?:人大|政协|人民代表大会)(?:第?[一二三四五六七八九十]+次会议)?",
            r"[一二三四五六七八九十]+届(?:中央|[省市县区]|自治区)(?:纪委|委)[一二三四五六七八九十]+次全(?:体)?会",
            rf"第?{_NUMBER}+(?:[.．、—～~\-]{_NUMBER}+)*[多余]?{_UNITS}{{0,2}}",
            r"[^《》]{1,3}·[^《》]{1,4}",
            r"〔\d+〕\d+号",
            r"“[^”]{1,10}”",
            r"（[^（）]{1,8}）",
            r"《[^《》]{1,9}》",
            r"[省市县区]委办公[厅室]?|党的[一二三四五六七八九十]+[届大](?:[一二三四五六七八九]中全会)?",
            r"习近平新时代中国特色社会主义思想|习近平总书记",
        )
    )
)
ATOM_COST = 6.0
COMPOUNDS = re.compile(
    "国民经济和社会发展|高质量发展|营商环境|安全生产|理论学习中心组|专题研讨班|人民代表大会|常务委员会|人民政府办公[厅室]|"
    "党风廉政建设|乡村振兴|生态环境保护|生态文明建设|基层治理|农民工|"
    "文化体制改革|国际合作|高峰论坛|专项附加扣除|改革发展稳定|推进会议?|动员大会|动员部署会|动员会|工作会议|座谈会|表彰大会|代表大会|纪念大会|总结大会|誓师大会|"
    "庆祝大会|专题会议|调度会|现场会|新时代中国特色社会主义思想|中国特色社会主义|"
    "中国式现代化|以人民为中心|以案促改|招商引资|防灾减灾救灾|社会主义现代化|共同富裕|新质生产力|依法治[国省市县]|"
    "全面从严治党|从严治党|主题教育|党史学习教育|党纪学习教育|实施方案|行动计划|行动方案|指导意见|实施意见|管理办法|"
    "暂行办法|工作要点|若干措施|若干意见|重点工作|有关问题|有关事项|工作报告|财政预算|预算草案|计划草案|执行情况|"
    "法治政府|政务公开|信息公开|数字经济|数字政府|民营经济|实体经济|市场主体|公共服务|社会保障|医疗保障|义务教育|"
    "安全防范|应急值守|工作总结|工作计划|工作方案|重点任务|经济技术开发区|[秋春]季学期|(?:工会会员|教职工|职工)代表大会|粮食安全|食品安全|污染防治|专项整治|综合治理|对外开放|科技创新|先进集体|先进个人|劳动模范"
)
COMPOUND_COST = 3.0
BOOK_COST = 3.4
# Costs by word class before | after the break (first letters of jieba's tags), first match wins.
CLASS_COSTS: tuple[tuple[str, str, float], ...] = (
    ("p", "*", 5.0),
    ("c", "*", 4.0),
    ("d", "*", 3.0),
    ("m", "*", 4.0),
    ("q", "*", 1.8),
    ("a", "n", 1.8),
    ("b", "n", 1.8),
    ("*", "f", 6.0),
    ("*", "u", 6.0),
    ("*", "q", 6.0),
    ("t", "*", 0.7),
    ("n", "v", 0.7),
    ("n", "d", 0.5),
    ("v", "v", 1.3),
    ("v", "n", 1.4),
    ("n", "n", 1.0),
)
PLAIN_COST = 1.1


def break_costs(text: str) -> list[float]:
    """The cost of a line break before each character of `text` (index 0 and the end included as 0)."""
    costs = [INSIDE_WORD] * (len(text) + 1)
    previous = ("", "")
    for start, word, kind in _words(text):
        costs[start] = _between(text, start, previous, (word, kind))
        previous = (word, kind)
    _raise_inside(costs, COMPOUNDS, text, COMPOUND_COST)
    _raise_inside(costs, ATOMS, text, ATOM_COST)
    _raise_inside(costs, re.compile(r"《[^《》]+》"), text, BOOK_COST, add=True)
    _favour_organisations(costs, text)
    for index in range(1, len(text)):
        if text[index] in NO_START or text[index - 1] in NO_END or _is_western_pair(text, index):
            costs[index] = FORBIDDEN
        elif text[index - 1].isspace() or text[index].isspace():
            costs[index] = 0.0 if text[index - 1].isspace() else FORBIDDEN
    costs[0] = costs[-1] = 0.0
    return costs


def _words(text: str) -> Iterator[tuple[int, str, str]]:
    import rjieba

    start = 0
    for word, kind in rjieba.tag(text):
        yield start, word, kind
        start += len(word)


def _between(text: str, start: int, before: tuple[str, str], after: tuple[str, str]) -> float:
    mark = text[start - 1 : start]
    if after[0] not in ("关于", "《") and (after[0] in LEANS_BACK or before[0] in LEANS_FORWARD):
        return LEANING
    for table, key in ((MARK_COST, mark), (COST_AFTER, before[0]), (COST_BEFORE, after[0])):
        if key in table:
            return table[key]
    if LONG_MODIFIER.search(before[0]):
        return LONG_MODIFIER_COST
    return _by_class(_plain_class(before[1]), _plain_class(after[1]))


def _plain_class(kind: str) -> str:
    return "n" if kind in ("vn", "an") else kind


def _by_class(before: str, after: str) -> float:
    for left, right, cost in CLASS_COSTS:
        if (left == "*" or before.startswith(left)) and (right == "*" or after.startswith(right)):
            return cost
    return PLAIN_COST


def _raise_inside(costs: list[float], pattern: re.Pattern[str], text: str, cost: float, add: bool = False) -> None:
    for match in pattern.finditer(text):
        for index in range(match.start() + 1, match.end()):
            costs[index] = costs[index] + cost if add else max(costs[index], cost)


def _favour_organisations(costs: list[float], text: str) -> None:
    """Titles that open with their issuers: break between issuers and before 关于, not inside a name."""
    issuers = text.find("关于")
    for index in range(1, max(issuers, 0)):
        if costs[index] >= ATOM_COST or text[index - 1] in "、 　":
            continue
        name = ORGANISATION.search(text, max(index - LONGEST_ORGANISATION, 0), index)
        name_ends = name and not ORGANISATION_PART.match(text, index)
        costs[index] = 0.2 if name_ends and issuers - index > 3 else costs[index] + 1.5


def _is_western_pair(text: str, index: int) -> bool:
    return text[index - 1].isascii() and text[index].isascii() and text[index - 1].isalnum() and text[index].isalnum()
