"""Fixed formulations: only whether an enumeration that is fully spelled out has all its members, each once, in order.

Nothing is ever proposed for wording that is not spelled out beside its name; official wording changes with its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.checks.passages import Check, Hit, Passage
from publish.text.numerals import count_in_han, is_rough, read_number


@dataclass(frozen=True, slots=True)
class Formulation:
    """A name and its members in the order of the documents that set it."""

    name: str
    members: tuple[str, ...]


FORMULATIONS = tuple(
    Formulation(name, tuple(members.split()))
    for name, members in (
        ("四个意识", "政治意识 大局意识 核心意识 看齐意识"),
        ("四个自信", "道路自信 理论自信 制度自信 文化自信"),
        ("六稳", "稳就业 稳金融 稳外贸 稳外资 稳投资 稳预期"),
        ("六保", "保居民就业 保基本民生 保市场主体 保粮食能源安全 保产业链供应链稳定 保基层运转"),
        ("三大攻坚战", "防范化解重大风险 精准脱贫 污染防治"),
        ("五位一体", "经济建设 政治建设 文化建设 社会建设 生态文明建设"),
        ("四风", "形式主义 官僚主义 享乐主义 奢靡之风"),
        ("放管服", "简政放权 放管结合 优化服务"),
        ("三去一降一补", "去产能 去库存 去杠杆 降成本 补短板"),
        ("三严三实", "严以修身 严以用权 严以律己 谋事要实 创业要实 做人要实"),
        ("三会一课", "支部党员大会 支部委员会 党小组会 党课"),
        ("四个伟大", "伟大斗争 伟大工程 伟大事业 伟大梦想"),
        ("新发展理念", "创新 协调 绿色 开放 共享"),
        ("三农", "农业 农村 农民"),
    )
)
SPELLED_OUT = r"[”’]?\s?[（(]([^（）()]{3,80})[）)]"
SEPARATOR = re.compile(r"[、，；和与及]|以及")
ENUMERATION = re.compile(
    r"[“‘]?(?P<count>[二两三四五六七八九十]{1,2})(?P<kind>[个大项][\u4e00-\u9fff]{1,6})[”’]?（(?P<members>[^（）]{3,120})）"
)
DIGIT_FORM = re.compile(
    r"[“]?[0-9](?=个(?:意识|自信|全面|伟大|服从|文明行动)|大攻坚战|位一体)(?:个意识|个自信|个全面|个伟大|个服从|大攻坚战|位一体)"
)


def find_incomplete(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Formulations spelled out in brackets behind their name with a member missing, repeated, foreign or misplaced."""
    for passage in passages:
        for formulation in FORMULATIONS:
            for match in re.finditer(formulation.name + SPELLED_OUT, passage.text):
                fault = _fault(formulation.members, match[1])
                if fault:
                    yield Hit(passage, match.start(), match.end(), f"“{formulation.name}”{fault}，请对照文件核对")


def _fault(members: Sequence[str], text: str) -> str:
    """What is wrong with a spelled-out enumeration; empty when it is right or is no enumeration of the members."""
    found = sorted((text.find(member), member) for member in members if member in text)
    if len(found) * 2 < len(members):
        return ""
    missing = [member for member in members if member not in text]
    if missing:
        return f"少了“{'、'.join(missing)}”"
    repeated = [member for member in members if _count(text, member, members) > 1]
    if repeated:
        return f"重复了“{'、'.join(repeated)}”"
    if [member for _, member in found] != list(members):
        return f"的顺序通常是“{'、'.join(members)}”"
    return ""


def _count(text: str, member: str, members: Sequence[str]) -> int:
    inside = sum(text.count(other) for other in members if member in other and other != member)
    return text.count(member) - inside


def find_wrong_counts(passages: Sequence[Passage]) -> Iterator[Hit]:
    """“三个坚持”（…、…） whose brackets hold another number of members than the name says."""
    for passage in passages:
        for match in ENUMERATION.finditer(passage.text):
            said = 0 if is_rough(match["count"]) else read_number(match["count"])
            plain = len(re.split("[、；]", match["members"]))
            fine = len([part for part in SEPARATOR.split(match["members"]) if part])
            named = any(formulation.name in match[0] for formulation in FORMULATIONS)
            if (
                said
                and plain >= 2
                and said not in range(plain, fine + 1)
                and not named
                and "等" not in match["members"]
            ):
                name = match["count"] + match["kind"]
                message = f"“{name}”后面括号里列了 {plain} 项，请核对"
                yield Hit(passage, match.start(), match.end(), message)


def find_digit_forms(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Names of formulations written with a digit: 4个意识."""
    for passage in passages:
        for match in DIGIT_FORM.finditer(passage.text):
            digit = re.sub("[^0-9]", "", match[0])
            written = match[0].removeprefix("“")
            wanted = written.replace(digit, count_in_han(int(digit)))
            yield Hit(passage, match.start(), match.end(), f"固定提法里的数字用汉字：“{written}”应为“{wanted}”")


CHECKS = (
    Check("formulation", "写全了的固定提法应当齐全", find_incomplete, "提法原文"),
    Check("enumeration-count", "括号里的项数应当与名称相符", find_wrong_counts, "校对惯例"),
    Check("formulation-digit", "固定提法里的数字用汉字", find_digit_forms, "GB/T 15835 4.2"),
)
