"""Where a title may be broken, and how much each break hurts a reader.

A break's cost is 0 where a reader pauses anyway and about 1 between two plain words; `FORBIDDEN` marks breaks no line
may have. Names of meetings, bodies and documents hold together: a break before the noun that heads one costs most,
one behind it little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from publish.composition.title.official import find_phrases
from publish.composition.title.people import find_people
from publish.composition.title.words import (
    ATOMS,
    BODIES,
    CLAUSE_ENDS,
    COMPOUNDS,
    HEAD,
    LONGEST_NAME,
    NUMBER,
    Word,
    is_naming,
    look,
    read_words,
    split_list,
)

FORBIDDEN = float("inf")
INSIDE_WORD = 12.0  # only when one word is longer than the line
ATOM_COST = 6.0
COMPOUND_COST = 3.0
JOINT_COST, GOOD_JOINT_COST = 9.0, 7.0  # of long official phrases
BOOK_COST = 3.4  # added inside 《》

# Kinsoku of a centred title line (clreq prohibition_rules_for_line_start_end, GB/T 15834 5.1).
NO_START = frozenset("、，；：。！？!?,.;:·—…～~％%‰℃）〕】》〉」』”’)]}/／-–々")
NO_END = frozenset("（〔【《〈「『“‘([{·—…～~/／-–￥$№#第")

# Words that lean on the one before them: no line starts with one.
LEANS_BACK = split_list(
    "的 地 得 了 着 过 之 们 等 上 中 下 内 里 前 后 时 间 期间 以来 以后 以前 同志 起 者 性 式 化 级 年"
)
# Words that wait for what follows: no line ends with one.
LEANS_FORWARD = split_list(
    "在 于 对 向 把 将 被 由 以 为 从 自 与 和 及 暨 或 同 至 到 按 就 关于 对于 致 并 以及 第 副 不 未 再 更 最 是 了 "
    "进一步 全面 切实 扎实 深入 大力 奋力 着力 努力 认真 加快"
)
LEANING_COST = 6.0
AFTER_LEANING_COST = 4.0  # behind the one word that stands behind 在 or 和
COMPLEMENTS = split_list("为 成 到 至 向")  # 转制|为企业
JOINING = split_list("与 和 暨 及 并")
# Costs before these words, and after these marks and words.
COST_BEFORE = {"关于": 0.0, "《": 0.3, "与": 0.5, "暨": 0.2, "及": 0.5, "以及": 0.5, "并": 0.5, "或": 0.9, "和": 1.1}
COST_BEFORE |= dict.fromkeys(split_list("印发 转发 批转"), 1.5)
COST_BEFORE |= dict.fromkeys(split_list("在 向 对 以 为 就 致 从"), 0.5)
MARK_COST = {**dict.fromkeys("，；：。！？", 0.3), "、": 0.5, "》": 0.6, "”": 0.8, "）": 0.8}
PAUSE_COST = 0.8
COST_AFTER = {**dict.fromkeys(split_list("印发 转发 批转 公布 发布"), 0.5), "的": PAUSE_COST}

HEAD_COST = 2.5
BODY_INNER_COST, SUBJECT_INNER_COST = 0.7, 0.6  # added between the words of a name
NAME_END = re.compile(f"(?:{BODIES}|党|组织|报告|同志)$")
NAME_END_COST = 0.6
BODY = re.compile(f"(?:{BODIES})$")
EVENT = re.compile(
    "座谈会|推进会|动员会|招待会|茶话会|报告会|电视电话会议|视频会议|现场(?:推进)?会|开[幕班学工]式|闭幕[会式]|.{2}[仪典][式礼]"
    "|(?:专题)?(?:培训|研讨|研修|轮训)班"
)
EVENT_COST = 0.6
WHOLE = re.compile("全[国省市区县州旗乡镇校院系厅局社会党军民]{1,2}|各级")
WHOLE_COST = 0.9
TIME_COST = 2.5  # 2025年|第一季度
TIME_GOES_ON = re.compile("[0-9]|第|上半年|下半年")
YEARS = re.compile(f"{NUMBER}{{1,9}}周年")
YEARS_COST = 2.2  # 建立|40周年
FINAL_VERB_COST = 2.5  # 第1909次会议|通过，
BOTH_VERBS_COST = 2.6  # 培育|和激发市场主体活力
SHARED_OBJECT_COST = 3.0  # 培育和激发|市场主体活力
LONG_MODIFIER = re.compile(r"\A.{2,}[性型]\Z|\A新时代\Z")
LONG_MODIFIER_COST = 2.2

ORGANISATION = re.compile(
    r"(?:办公[厅室]|人民政府|委员会|常委会|领导小组|指挥部|法院|检察院|管理局|总局|工作部|宣传部|组织部|[委厅局署])$"
)
LONGEST_ORGANISATION = 5  # characters ORGANISATION looks at: its longest alternative, and a line end
ORGANISATION_PART = re.compile(r"办公[厅室]|党组|党委|机关")
ORGANISATION_END_COST, ORGANISATION_INNER_COST = 0.2, 1.5
LEAST_ISSUER = 3  # characters
ISSUED = re.compile("关于|《|印发|转发|批转")
BOOK = re.compile(r"《[^《》]+》")
# What a title adds about itself stands apart: 在…会议上的讲话|（根据录音整理）; （试行） is too short for a line.
REMARK = re.compile(r"[（(][^（）()]{4,14}[）)]\Z")

# Costs by word class before | after the break (first letters of jieba's tags), first match wins.
KIND_COSTS: tuple[tuple[str, str, float], ...] = (
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
    ("n", "l", 1.1),
    ("l", "n", 1.6),
    ("i", "n", 1.6),
    ("n", "b", 1.6),
    ("n", "m", 0.6),
    ("r", "*", 8.0),
    ("n", "d", 0.5),
    ("v", "v", 1.5),
    ("v", "*", 1.2),
    ("n", "n", 1.5),
)
PLAIN_COST = 1.1


class _Joint(NamedTuple):
    """Four words around a break, which lies between `before` and `after`, and the text with the break's offset."""

    earlier: Word
    before: Word
    after: Word
    later: Word
    text: str
    offset: int

    def continues(self, pattern: re.Pattern[str]) -> bool:
        """Whether what follows the break is of a pattern."""
        return pattern.match(self.text, self.offset) is not None


def break_costs(text: str) -> list[float]:
    """The cost of a line break before each character of `text` (index 0 and the end included as 0)."""
    costs = [INSIDE_WORD] * (len(text) + 1)
    words = read_words(text)
    for index, word in enumerate(words):
        earlier, before, later = (look(words, index + step) for step in (-2, -1, 1))
        costs[word.start] = _weigh(_Joint(earlier, before, word, later, text, word.start))
    _hold_names(costs, words, text)
    _raise_inside(costs, COMPOUNDS, text, COMPOUND_COST)
    _raise_inside(costs, ATOMS, text, ATOM_COST)
    _open_joints(costs, text)
    _raise_inside(costs, BOOK, text, BOOK_COST, add=True)
    _favour_organisations(costs, text)
    if remark := REMARK.search(text):
        costs[remark.start()] = 0.0
    for index in range(1, len(text)):
        if text[index] in NO_START or text[index - 1] in NO_END or _is_one_word(text, index):
            costs[index] = FORBIDDEN
        elif text[index - 1].isspace() or text[index].isspace():
            costs[index] = 0.0 if text[index - 1].isspace() else FORBIDDEN
    costs[0] = costs[-1] = 0.0
    return costs


def find_issuers_end(text: str) -> int:
    """Offset behind the issuers a title opens with and what they do (印发); 0 if it names none."""
    match = ISSUED.search(text)
    if not match:
        return 0
    return match.start() if match[0] in ("关于", "《") else match.end()


def _weigh(joint: _Joint) -> float:
    return next(cost for rule in RULES if (cost := rule(joint)) is not None)


def _weigh_time(joint: _Joint) -> float | None:
    before, after = joint.before, joint.after
    if YEARS.fullmatch(after.text) and before.kind[0] in "nv":
        return YEARS_COST
    if before.kind != "t":
        return None
    if after.kind[0] == "t" or TIME_GOES_ON.match(after.text):
        return TIME_COST
    if joint.earlier.text in JOINING:
        return AFTER_LEANING_COST
    return PAUSE_COST if before.text[-1] in "年度" and not _leans(joint) else None


def _weigh_verbs(joint: _Joint) -> float | None:
    earlier, before, after, later, *_ = joint
    if after.kind == "v" and later.text in CLAUSE_ENDS:
        return FINAL_VERB_COST
    if before.kind != "v":
        return None
    if after.text in COMPLEMENTS:
        return AFTER_LEANING_COST
    if earlier.text in ("和", "、") and after.kind[0] in "njb":
        return SHARED_OBJECT_COST
    return BOTH_VERBS_COST if after.text in ("和", "与", "及") and later.kind == "v" else None


def _leans(joint: _Joint) -> bool:
    before, after = joint.before.text, joint.after.text
    return after not in ("关于", "《") and (after in LEANS_BACK or before in LEANS_FORWARD)


def _weigh_marks(joint: _Joint) -> float | None:
    before, after = joint.before.text, joint.after.text
    mark = before[-1:]
    if mark == "”" and HEAD.match(after):
        return HEAD_COST
    if _leans(joint):
        return LEANING_COST
    for table, key in ((MARK_COST, mark), (COST_AFTER, before), (COST_BEFORE, after)):
        if key in table:
            return table[key]
    return None


def _weigh_names(joint: _Joint) -> float | None:
    before = joint.before
    if joint.continues(HEAD) and is_naming(before):
        return HEAD_COST
    if WHOLE.fullmatch(before.text):
        return AFTER_LEANING_COST if joint.earlier.text in LEANS_FORWARD else WHOLE_COST
    if NAME_END.search(before.text):
        return NAME_END_COST
    if joint.continues(EVENT):
        return EVENT_COST
    return LONG_MODIFIER_COST if LONG_MODIFIER.search(before.text) else None


def _weigh_kinds(joint: _Joint) -> float:
    before, after = (_plain_kind(word.kind) for word in (joint.before, joint.after))
    for left, right, cost in KIND_COSTS:
        if (left == "*" or before.startswith(left)) and (right == "*" or after.startswith(right)):
            return cost
    return PLAIN_COST


# The first that knows an answer gives it.
RULES: tuple[Callable[[_Joint], float | None], ...] = (
    _weigh_time,
    _weigh_verbs,
    _weigh_marks,
    _weigh_names,
    _weigh_kinds,
)


def _plain_kind(kind: str) -> str:
    return "n" if kind in ("vn", "an", "j", "s") else kind


def _hold_names(costs: list[float], words: Sequence[Word], text: str) -> None:
    """Raise the costs between the words before a noun that heads a name."""
    for head, word in enumerate(words):
        if not HEAD.match(text, word.start):
            continue
        cost = BODY_INNER_COST if BODY.match(word.text) else SUBJECT_INNER_COST
        for index in range(head, max(head - LONGEST_NAME, 0), -1):
            before = words[index - 1]
            if not is_naming(before) or before.kind == "v" or before.text in LEANS_FORWARD:
                break
            costs[words[index].start] += cost


def _raise_inside(costs: list[float], pattern: re.Pattern[str], text: str, cost: float, add: bool = False) -> None:
    for match in pattern.finditer(text):
        for index in range(match.start() + 1, match.end()):
            costs[index] = costs[index] + cost if add else max(costs[index], cost)


def _open_joints(costs: list[float], text: str) -> None:
    """Official words are broken at their joints only, names of people nowhere."""
    for phrase in (*find_phrases(text), *find_people(text)):
        for index in range(phrase.start + 1, phrase.end):
            costs[index] = INSIDE_WORD
        for offsets, cost in ((phrase.joints, JOINT_COST), (phrase.good_joints, GOOD_JOINT_COST)):
            for index in offsets:
                costs[index] = cost


def _favour_organisations(costs: list[float], text: str) -> None:
    """Titles that open with their issuers: break between issuers and before 关于, not inside a name."""
    issuers = find_issuers_end(text)
    for index in range(1, issuers):
        if costs[index] >= ATOM_COST or text[index - 1] in "、 　":
            continue
        name = ORGANISATION.search(text, max(index - LONGEST_ORGANISATION, 0), index)
        name_ends = name and not ORGANISATION_PART.match(text, index)
        if name_ends and issuers - index > LEAST_ISSUER:
            costs[index] = ORGANISATION_END_COST
        else:
            costs[index] += ORGANISATION_INNER_COST


def _is_one_word(text: str, index: int) -> bool:
    """Whether letters of a Western word, or the signs of one blank (××), meet."""
    if text[index - 1] == text[index] and text[index] in "×○":
        return True
    return text[index - 1].isascii() and text[index].isascii() and text[index - 1].isalnum() and text[index].isalnum()
