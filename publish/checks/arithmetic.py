"""Figures that can be reckoned from one another: parts and their sum, shares, growth, percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import scan

NUMBER = r"[0-9]+(?:\.[0-9]+)?"
UNIT = (
    "[万亿]?(?:元|人|名|户|家|个|处|项|件|起|条|次|台|套|辆|亩|公顷|吨|公里|平方米|"
    "分|票|宗|场|篇|份|册|所|座|村|支|队|组|间|棵|头|只|艘|架|批)"
)
# 共120人，其中男65人、女50人: parts of one whole in one sentence, in the unit of the whole.
WHOLE = re.compile(
    rf"(?:共|合计|总计|总共|总|共有|总数|满分|总分)[^。；，：0-9%]{{0,10}}(?P<whole>{NUMBER})(?P<unit>{UNIT})"
    rf"[^。；0-9]{{0,6}}[，,（(：:]其中[：:，,]?(?P<parts>[^。；]*)"
)
COMPLETE = (("男", "女"), ("已", "未"), ("城镇", "农村"), ("合格", "不合格"), ("正职", "副职"))
SHARE = re.compile(rf"占(?:比)?(?:为|达|约)?(?P<share>{NUMBER})[%％]")
SHARE_ROW = re.compile(rf"(?:[\u4e00-\u9fff]{{1,10}}占(?:比)?(?:为|达|约)?{NUMBER}[%％][，、；和]?){{3,8}}")
POINTS = re.compile(
    rf"(?:由|从)[^。；，0-9]{{0,12}}(?P<old>{NUMBER})[%％][^。；0-9]{{0,8}}?(?P<verb>提高|上升|增加|提升|下降|降低|降|减少|升)"
    rf"(?:到|至|为)[^。；0-9]{{0,4}}(?P<new>{NUMBER})[%％][，,]?(?:共|累计|净)?(?:提高|上升|增加|提升|下降|降低|减少|回落|增长)了?(?P<by>{NUMBER})个百分点"
)
GROWTH = re.compile(
    rf"(?<![0-9])(?P<new>{NUMBER})(?P<unit>{UNIT})，?(?:比|较)(?:上年|去年|上年同期|去年同期|{NUMBER}年)的?(?P<old>{NUMBER})(?P=unit)"
    rf"(?P<verb>增长|增加|提高|下降|减少|降低)了?(?P<by>{NUMBER})[%％]"
)
DOUBLE_PERCENT = re.compile(
    rf"(?<![0-9.]){NUMBER}\s?[%％]\s?[%％]|百分之[零一二三四五六七八九十百点0-9.]+(?:[%％]|个百分点)"
)
FALLS = re.compile(rf"(?<!利润)(?:同比|环比|比上年|较上年|比去年)?(?:下降|降低|减少|缩减)了?(?P<by>{NUMBER})[%％]")
ROUNDING = 0.5  # shares of whole per cent may add up to so much more for each
EXACT = 0.051  # percentage points and per cent rounded to one place
WHOLE_PERCENT = 100.0


def find_wrong_sums(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Parts behind 其中 that add up to more than the whole, or to another number if they share it out (男, 女)."""
    for passage in passages:
        for match in WHOLE.finditer(passage.text):
            parts = re.findall(rf"([^0-9、，,和及]*?)({NUMBER}){match['unit']}", match["parts"])
            total, said = round(sum(float(part) for _, part in parts), 6), float(match["whole"])
            if len(parts) > 1 and (total > said or (total != said and _shares_out([label for label, _ in parts]))):
                start, end = match.start("whole"), match.end("unit")
                message = f"各部分加起来是 {total:g}{match['unit']}，前面写的是 {said:g}{match['unit']}，请核对"
                yield Hit(passage, start, end, message)


def _shares_out(labels: Sequence[str]) -> bool:
    return any(
        len(labels) == len(pair) and one in labels[0] and other in labels[1]
        for pair in COMPLETE
        for one, other in (pair, pair[::-1])
    )


def find_wrong_share_rows(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Three and more shares in a row (甲占60%，乙占30%，丙占20%) that add up to more than the whole."""
    for passage in passages:
        for match in SHARE_ROW.finditer(passage.text):
            shares = [float(share) for share in SHARE.findall(match[0])]
            total = sum(shares)
            if total > WHOLE_PERCENT + ROUNDING * len(shares) and "其中" not in match[0]:
                yield Hit(passage, match.start(), match.end(), f"这几项加起来占 {total:g}%，超过 100%，请核对")


def find_wrong_points(passages: Sequence[Passage]) -> Iterator[Hit]:
    """由30%提高到45%，提高20个百分点: the difference is another."""
    for passage in passages:
        for match in POINTS.finditer(passage.text):
            right = abs(float(match["new"]) - float(match["old"]))
            if abs(right - float(match["by"])) > EXACT:
                message = f"{match['old']}% 与 {match['new']}% 相差 {right:g} 个百分点，这里写的是 {match['by']} 个"
                yield Hit(passage, match.start("by"), match.end("by") + len("个百分点"), message)


def find_wrong_growth(passages: Sequence[Passage]) -> Iterator[Hit]:
    """120亿元，比去年的100亿元增长25%: the growth is another."""
    for passage in passages:
        for match in GROWTH.finditer(passage.text):
            new, old, by = float(match["new"]), float(match["old"]), float(match["by"])
            right = abs(new - old) / old * WHOLE_PERCENT if old else by
            rises = match["verb"] in ("增长", "增加", "提高")
            if abs(right - by) > max(ROUNDING, by * EXACT) or rises != (new > old):
                message = (
                    f"由 {match['old']} 到 {match['new']}，变化是 {right:.1f}%，请核对“{match['verb']}{match['by']}%”"
                )
                yield Hit(passage, match.start("verb"), match.end(), message)


def find_falls_below_nothing(passages: Sequence[Passage]) -> Iterator[Hit]:
    """A fall by more than 100 per cent."""
    for passage in passages:
        for match in FALLS.finditer(passage.text):
            if float(match["by"]) > WHOLE_PERCENT:
                yield Hit(passage, match.start(), match.end(), f"“{match[0]}”：减少、下降不会超过 100%，请核对")


CHECKS = (
    Check("wrong-sum", "各部分之和应当与总数相符", find_wrong_sums, "校对惯例"),
    Check("share-row", "各项占比之和不应超过 100%", find_wrong_share_rows, "校对惯例"),
    Check("percentage-points", "百分点应当与前后两个百分数相符", find_wrong_points, "校对惯例"),
    Check("growth", "增减的百分数应当与前后两个数相符", find_wrong_growth, "校对惯例"),
    Check("falls-below-nothing", "减少不会超过 100%", find_falls_below_nothing, "数字用法惯例"),
    Check("double-percent", "百分号、百分点重复", scan(DOUBLE_PERCENT, "“{}”重复了，请留下一个"), "GB/T 15835"),
)
