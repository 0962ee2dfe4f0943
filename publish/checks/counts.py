"""Numbers a text gives of itself: 以下五点 against what is listed, shares that add up, weekdays of dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from publish.checks.passages import Check, Hit, Passage
from publish.checks.punctuation import scan
from publish.text.numerals import is_rough, read_number

NUMERAL = "[一二三四五六七八九十两]{1,2}"
# 以下五点意见：, 我讲三点意见。, 重点抓好以下四项工作：— what is announced is listed behind it.
KINDS = "个方面|方面|点|条|项|件事|个问题|个要求|层意思|个环节|个关键|个重点|大"
ANNOUNCED = re.compile(
    rf"(?P<phrase>(?:以下|下面|如下|下列|讲|谈|提|强调|汇报)(?:[这的])?(?P<count>{NUMERAL}|[0-9]{{1,2}})"
    rf"(?:{KINDS})[\u4e00-\u9fff]{{0,6}})(?=[：:。，]|$)"
)
# 提出五点要求：一是…: the list must follow at once.
AT_ONCE = re.compile(
    rf"(?P<phrase>(?:提出|抓好|突出|把握|落实|做到|注意|抓住|围绕|处理好|实现)(?:[这的])?(?P<count>{NUMERAL}|[0-9]{{1,2}})"
    rf"(?:{KINDS})[\u4e00-\u9fff]{{0,6}})(?=[：:](?:一[是要]|第一[，、是]|[（(][一1][）)]|首先))"
)
# The kinds of lists, by how their items open; in one list all open alike.
ITEMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"^\s*(?P<number>[一二三四五六七八九十]{1,3})、",
        r"^\s*[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]",
        r"^\s*(?P<number>[0-9]{1,2})[.．、](?![0-9])",
        r"^\s*[（(](?P<number>[0-9]{1,2})[）)]",
        r"^\s*第(?P<number>[一二三四五六七八九十]{1,2})[，、：,]",
        r"^\s*(?P<number>[一二三四五六七八九十]{1,2})[是要]",
    )
)
INSIDE: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:^|[。；：，,;:])(?P<number>[一二三四五六七八九十]{1,2})[是要]",
        r"(?:^|[。；：，,;:])第(?P<number>[一二三四五六七八九十]{1,2})[，、,]",
        r"(?:^|[。；：，,;:])[（(](?P<number>[0-9一二三四五六七八九十]{1,2})[）)]",
    )
)
FEWEST = 2  # a single item is no list
SHARES = re.compile(r"分别占(?:[^。；，,0-9]{0,12})(?P<shares>[0-9][0-9.]*%(?:[、，和及与][0-9][0-9.]*%){1,8})")
ROUNDING = 0.5  # per cent: how far rounded shares may miss 100
WHOLE = 100
WEEKDAY = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日\s?[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])"
)
WEEKDAYS = "一二三四五六日"
FEWER_TIMES = re.compile(
    r"(?:减少|下降|降低|缩短|缩小|压缩|减小)了?(?:近|约|超过)?[0-9一二三四五六七八九十两]+(?:\.[0-9]+)?倍"
)


def find_wrong_totals(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Announcements (以下五点) behind which another number of items is listed, each counted from one on."""
    for index, passage in enumerate(passages):
        for match in (*ANNOUNCED.finditer(passage.text), *AT_ONCE.finditer(passage.text)):
            said = 0 if is_rough(match["count"]) else read_number(match["count"])
            listed = _listed_inside(passage.text[match.end() :]) or _listed_below(passages[index + 1 :])
            if said >= FEWEST and listed >= FEWEST and listed != said and not _is_shared(passage.text, match):
                message = f"“{match['phrase']}”说的是 {said} 项，后面列了 {listed} 项，请核对"
                yield Hit(passage, match.start(), match.end(), message)


def _is_shared(text: str, match: re.Match[str]) -> bool:
    """Whether the announcement stands in a quotation or tells of another text: 会议提出的三点意见。"""
    return text[: match.start()].endswith(("“", "《", "的"))


def _listed_inside(text: str) -> int:
    """How many items are listed in the same paragraph behind the announcement; 0 when none are."""
    for kind in INSIDE:
        numbers = [read_number(found["number"]) for found in kind.finditer(text)]
        if numbers[:1] == [1]:
            return _count(numbers)
    return 0


def _listed_below(passages: Sequence[Passage]) -> int:
    """How many items of one kind follow, from one on; what the items hold between them does not count."""
    kind = next((kind for kind in ITEMS if passages and kind.match(passages[0].text)), None)
    if kind is None:
        return 0
    numbers = [read_number(found["number"]) for passage in passages if (found := kind.match(passage.text))]
    return _count(numbers) if numbers[:1] == [1] else 0


def _count(numbers: Sequence[int]) -> int:
    """The last number of a row that goes up by one; a gap or a restart ends it."""
    last = 0
    for number in numbers:
        if number != last + 1:
            break
        last = number
    return last


def find_wrong_shares(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Shares of one whole (分别占60%、50%) that add up to more than it."""
    for passage in passages:
        for match in SHARES.finditer(passage.text):
            shares = [float(share.rstrip("%.")) for share in re.split("[、，和及与]", match["shares"])]
            total = sum(shares)
            if total > WHOLE + ROUNDING * len(shares):
                message = f"“{match['shares']}”加起来是 {total:g}%，超过 100%，请核对"
                yield Hit(passage, match.start("shares"), match.end("shares"), message)


def find_wrong_weekdays(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Dates with a weekday that was another (Gregorian calendar)."""
    for passage in passages:
        for match in WEEKDAY.finditer(passage.text):
            with suppress(ValueError):  # no such date: another check tells it
                date = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
                right = WEEKDAYS[date.weekday()]
                if match["weekday"].replace("天", "日") != right:
                    told = f"{match['year']}年{match['month']}月{match['day']}日"
                    message = f"{told}是星期{right}，这里写的是星期{match['weekday']}"
                    yield Hit(passage, match.start("weekday"), match.end("weekday"), message)


# 东、南、西、北六个片区: a row of names without 等 and how many they are said to be.
ROW = re.compile(
    r"(?<![\u4e00-\u9fff0-9、“”《》])(?P<row>(?:[\u4e00-\u9fff]{1,8}、){2,12}[\u4e00-\u9fff]{1,8}?)"
    r"(?P<said>(?P<count>[二三四五六七八九十]{1,2}|[0-9]{1,2})个(?:县|区|市|镇|乡|村|片区|部门|单位|方面|领域|环节|城市|省份|试点|省|乡镇))"
)
# 分三个阶段：第一阶段…, 第四阶段…
STAGES = re.compile(
    rf"分(?:为|成|作)?(?P<count>{NUMERAL}|[0-9])个?(?P<kind>阶段|步骤|步|环节|批次|批|类|组|期)(?=[^。]*[：:，])"
)
SEVERAL = re.compile("[和与及]")


def find_wrong_rows(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Rows of names (甲、乙、丙四个县) that hold another number of them than is said."""
    for passage in passages:
        for match in ROW.finditer(passage.text):
            said = 0 if is_rough(match["count"]) else read_number(match["count"])
            listed = match["row"].count("、") + 1
            if said and "等" not in match["row"] and not listed <= said <= listed + len(SEVERAL.findall(match["row"])):
                message = f"“{match['said']}”前面列了 {listed} 个，请核对"
                yield Hit(passage, match.start("said"), match.end("said"), message)


def find_wrong_stages(passages: Sequence[Passage]) -> Iterator[Hit]:
    """分三个阶段 in front of a 第四阶段 of the same paragraph."""
    for passage in passages:
        for match in STAGES.finditer(passage.text):
            said, behind = read_number(match["count"]), passage.text[match.end() :]
            told = [read_number(number) for number in re.findall(rf"第([一二三四五六七八九十]){match['kind']}", behind)]
            if said >= FEWEST and len(told) >= FEWEST and told == list(range(1, len(told) + 1)) and len(told) != said:
                message = f"“{match[0]}”，后面写到第 {len(told)} {match['kind']}，请核对"
                yield Hit(passage, match.start(), match.end(), message)


CHECKS = (
    Check("stages", "阶段数应当与所列的相符", find_wrong_stages, "校对惯例"),
    Check("row-count", "列出的个数应当与所说的相符", find_wrong_rows, "校对惯例"),
    Check("announced-count", "说的项数应当与所列的相符", find_wrong_totals, "校对惯例"),
    Check("shares", "各部分的比例之和不应超过 100%", find_wrong_shares, "校对惯例"),
    Check("weekday", "日期与星期应当相符", find_wrong_weekdays, "历法"),
    Check(
        "fewer-times",
        "减少、下降不用倍数",
        scan(FEWER_TIMES, "“{}”：减少、下降不能用倍数，请改用分数或百分数"),
        "数字用法惯例",
    ),
)
