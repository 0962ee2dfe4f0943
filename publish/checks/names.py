"""Names that are written in two ways, and official formulas one character off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import scan
from publish.checks.spelling.confusions import confusions

POSTS = (
    "同志|书记|主任|市长|县长|区长|省长|镇长|乡长|村长|局长|处长|科长|厅长|"
    "部长|司长|主席|主席团|院长|校长|所长|站长|总经理|董事长|经理|委员|代表|秘书长|"
    "会长|理事长|教授|先生|女士|老师|总工程师|参赞|大使"
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
# 王建国同志, 市长李晓明: a surname, two more characters and a post behind or in front.
PERSON = re.compile(
    rf"(?:(?<=长)|(?<=书记)|(?<=主任)|(?<=主席)|(?<=同志)|(?<![\u4e00-\u9fff]))(?P<named>[{SURNAMES}][\u4e00-\u9fff]{{2}})"
    rf"(?=同志|主持|出席|作了?(?:讲话|总结|报告|说明|部署)|宣读|讲话|指出|强调|要求|参加|陪同|[、，和]|{POSTS})"
    rf"|(?<![\u4e00-\u9fff])(?P<before>[{SURNAMES}][\u4e00-\u9fff]{{2}})(?:{POSTS})"
    rf"|(?P<anywhere>[{SURNAMES}][\u4e00-\u9fff]{{2}})(?=同志)"
)
FORMULAS, SAYINGS = (
    tuple(word for line in part.splitlines() if not line.startswith("#") for word in line.split())
    for part in (Path(__file__).parent / "formulas.txt").read_text(encoding="utf-8").split("\n\n")
)
QUOTED = re.compile("“([\u4e00-\u9fff]{3,10})”")
PLENUM = re.compile(r"(?P<wrong>十[一二三四五六七八九]?大|二十大)(?P<plenum>[一二三四五六七]中全会)")
NO_PLENUM = re.compile(r"(?P<session>十[二三四五六七八九]|二十)届(?P<plenum>[八九十])中全会")
SWAPPED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:发改革委|发展和革委|住建城乡局|人力社会资源保障|市场监管督管理|市场督监管|应管急理|卫健康委员)"
    r"|退伍军人事务(?=[部厅局])"
)
NAMED = 3  # characters of a name that is compared


def find_differing_names(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Names of three characters of which one is another that sounds or looks alike; the rarer is pointed at."""
    found = [
        (passage, match, match["named"] or match["before"] or match["anywhere"])
        for passage in passages
        for match in PERSON.finditer(passage.text)
    ]
    counts = Counter(name for _, _, name in found)
    order = list(counts)
    for passage, match, name in found:
        for other in order:
            earlier = order.index(other) < order.index(name)
            if _one_off(other, name) and (counts[other] > counts[name] or (counts[other] == counts[name] and earlier)):
                start = match.start(match.lastgroup or 0)
                message = f"“{name}”与文中的“{other}”只差一个字，请核对是不是同一个人"
                yield Hit(passage, start, start + NAMED, message)
                break


def _one_off(first: str, second: str) -> bool:
    """Whether two names of one surname differ in one character that is easily taken for the other."""
    changed = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
    return first[0] == second[0] and len(changed) == 1 and changed[0][1] in confusions(changed[0][0])


def find_misspelt_formulas(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Formulas in quotation marks and well-known sayings of which one character is another."""
    for passage in passages:
        for match in QUOTED.finditer(passage.text):
            if match[1] not in FORMULAS and (meant := _meant(match[1], FORMULAS)):
                yield Hit(passage, match.start(1), match.end(1), f"“{match[1]}”疑为“{meant}”之误，请核对")
        for saying in SAYINGS:
            yield from _find_saying(passage, saying)


def _meant(written: str, known: Sequence[str]) -> str:
    for at, character in enumerate(written):
        for other in confusions(character):
            if written[:at] + other + written[at + 1 :] in known:
                return written[:at] + other + written[at + 1 :]
    return ""


def _find_saying(passage: Passage, saying: str) -> Iterator[Hit]:
    text, half = passage.text, len(saying) // 2
    for part, before in ((saying[:half], 0), (saying[half:], half)):
        start = text.find(part)
        while start >= 0:
            whole = text[max(0, start - before) : start - before + len(saying)]
            changed = sum(one != other for one, other in zip(whole, saying, strict=False))
            if len(whole) == len(saying) and changed == 1 and _meant_by(whole, saying):
                begin = start - before
                yield Hit(passage, begin, begin + len(saying), f"“{whole}”疑为“{saying}”之误，请核对")
            start = text.find(part, start + 1)


def _meant_by(written: str, saying: str) -> bool:
    return any(meant in confusions(here) for here, meant in zip(written, saying, strict=True) if here != meant)


def find_wrong_plenums(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A plenum of a congress (二十大三中全会) instead of a committee, and one that no committee ever held."""
    for passage in passages:
        for match in PLENUM.finditer(passage.text):
            meant = match["wrong"].removesuffix("大") + "届" + match["plenum"]
            yield Hit(passage, match.start(), match.end(), f"“{match[0]}”应为“{meant}”", meant)
        for match in NO_PLENUM.finditer(passage.text):
            message = f"“{match[0]}”：一届中央委员会通常只开七次全会，请核对"
            yield Hit(passage, match.start(), match.end(), message)


CHECKS = (
    Check("name-twice", "同一人名前后应当一致", find_differing_names, "校对惯例"),
    Check("formula", "固定提法的错字", find_misspelt_formulas, "提法原文"),
    Check("plenum", "届次与全会", find_wrong_plenums, "公文惯例"),
    Check("swapped-name", "机关名称的字错了位置", scan(SWAPPED, "机关名称“{}”的字不对，请核对"), "机关全称"),
)
