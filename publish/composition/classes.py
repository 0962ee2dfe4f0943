"""Character classes of Chinese composition, the clusters a text falls into, and what may stand at their junctions.

Classes and prohibitions follow W3C clreq (`prohibition_rules_for_line_start_end`,
`prohibition_rules_for_unbreakable_marks`) and GB/T 15834-2011 5.1. A cluster is what no line break and no adjustment
of spacing may part: a Han character with its marks, a Western word, a number with its separators, —— and ……
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from itertools import pairwise


class Kind(IntEnum):
    """Classes of clusters; the numbers index the tables of junctions."""

    HAN = 0  # and everything else that may be parted from its neighbours
    WESTERN = 1  # a word, an address, a formula
    NUMBER = 2  # digits at its end, with separators and per cent
    SPACE = 3
    OPEN = 4  # opening brackets and quotation marks
    CLOSE = 5
    PAUSE = 6  # ，、；：
    STOP = 7  # 。．
    EXCLAIM = 8  # ！？
    MIDDLE = 9  # ·
    DASH = 10  # ——
    ELLIPSIS = 11  # ……
    PREFIX = 12  # ￥ № + before what they belong to
    POSTFIX = 13  # ％ ℃ and Western pauses after what they belong to
    CONNECTOR = 14  # ～ – between what they connect
    SOLIDUS = 15  # ／ neither starts nor ends a line (clreq, GB-style)
    GLUE = 16  # word joiner, straight quotation marks
    ORDINAL = 17  # 第 before a number
    LATIN_OPEN = 18  # ( [ { behind a Western word
    WIDE_NUMBER = 19  # full-width digits
    ROOM = 20  # a full-width space: room the author made, which nothing stretches
    FIRM = 21  # a no-break space: between Western words it parts where the line would be too loose otherwise


KINDS = len(Kind)

MEMBERS: dict[Kind, str] = {
    Kind.SPACE: " \u2002\u2003\u2009\u200b",
    Kind.ROOM: "\u3000",
    Kind.OPEN: "“‘（《〈「『【〔［｛〖",
    Kind.LATIN_OPEN: "([{",
    Kind.CLOSE: "”’）》〉」』】〕］｝〗",
    Kind.PAUSE: "，、；：",
    Kind.STOP: "。．",
    Kind.EXCLAIM: "！？‼⁇⁈⁉",
    Kind.MIDDLE: "·・•‧",
    Kind.DASH: "—―─⸺",
    Kind.ELLIPSIS: "…⋯",
    Kind.PREFIX: "$￥¥£￡€＄№+-−±#@＠＃",
    Kind.POSTFIX: "%‰℃℉°％′″)]},.:;!?",
    Kind.CONNECTOR: "～〜–~－",
    Kind.SOLIDUS: "／/",
    Kind.FIRM: "\u00a0\u202f",
    Kind.GLUE: "\u00ad\u2060\ufeff\"'",
    Kind.ORDINAL: "第",
}
KIND_OF = {char: kind for kind, chars in MEMBERS.items() for char in chars}

# Letters and digits of alphabetic scripts; Han, kana, hangul and full-width forms are composed one by one.
WORD = "0-9A-Za-zªµºÀ-ÖØ-öø-ʯͰ-ᄀ\u1200-῿²³¹⁰-ₜⰀ-ⷿꙀ-ꯁﬀ-ﬆ\ufb13-\ufdff\ufe70-\ufefc"
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff"
)
# What holds words together inside (R&D, 2,345.6, 1∶500, μg/m³, 2024-2026, don’t), and what may end them.
JOINS = r".,:∶&+\-/'’@_=~?#%"
MARKS_KEPT = 15  # a longer pile of combining marks is cut, so that no cluster grows without bound
TOGETHER = (
    r"[—―─⸺]{1,2}|[…⋯]{1,2}|[０-９](?:[０-９．，：]*[０-９])?[％‰℃]?|[0-9]+(?:．[0-9]+)+%?"
    rf"|[{WORD}](?:[{WORD}{MARKS}{JOINS}]*[{WORD}{MARKS}%‰°℃])?| +"
)
CLUSTER = re.compile(rf"{TOGETHER}|.(?:[{MARKS}]|\u200d.){{0,{MARKS_KEPT}}}", re.DOTALL)
# In a text without combining marks and joiners a character with which none of these begins is a cluster of its own.
COMBINING = re.compile(f"[{MARKS}\u200d]")
LONE_OR_TOGETHER = re.compile(rf"([^—―─⸺…⋯０-９{WORD} ]+)|{TOGETHER}")
LETTER = re.compile(rf".[{MARKS}]{{0,{MARKS_KEPT}}}", re.DOTALL)
WORD_START = re.compile(f"[{WORD}]")
NUMBER_END = re.compile(r"[0-9][%‰°℃]*\Z")
# Where an address may be parted: behind / & ? = #, but before . @ _ - %, since at a line's end a point would be taken
# for a full stop and a hyphen for one of ours (which readers of PDF leave out when they copy).
ADDRESS_JOINT = re.compile(r"(?<=[/&?=#])(?![/&?=#])|(?<![/&?=#@_.%-])(?=[@_]|[.-][A-Za-z]|%[0-9A-F]{2})")
ADDRESS = re.compile(r"@|://|\Awww\.", re.IGNORECASE)
LONG_WORD = 16  # letters; what is longer is parted like an address
DIGIT = re.compile("[0-9]")
KEY_PART = re.compile(r"\A.{4}|.{4,5}\Z|..", re.DOTALL)

# Units that stay with a number in front of them; magnitudes may stand between. Those of dates and times never part
# from it (GB/T 9704-1999 8.2.3), the others only at need.
QUANTITY = re.compile(
    "([十百千万亿]*)((?:平方公里|平方米|立方米|千瓦时|摄氏度|美元|欧元|日元|港元|公里|公顷|公斤|公分|小时|分钟|厘米|毫米"
    "|毫克|千克|千瓦|海里|周年|周岁|[年月日时分秒季号个元件家所户名人次届条项章节篇期位岁周度种类级批份米亩吨克天倍台辆艘架座册"
    "页卷款字股斤里尺寸成折代世轮场起宗支队])?)"
)
QUANTITY_LENGTH = 6
DATE_UNITS = frozenset("年月日时分秒号")
YEAR_ENDS = frozenset("〕］]")  # of the year in a document's number: 国发〔2014〕21号


def classify(cluster: str) -> Kind:
    """The class of a cluster."""
    kind = KIND_OF.get(cluster[0])
    if WORD_START.match(cluster, 1):
        kind = None  # a sign that begins a part of an address
    if cluster == "—":
        return Kind.CONNECTOR  # 一字线, GB/T 15834 4.13.3.2
    if kind is not None:
        return kind
    if WORD_START.match(cluster):
        return Kind.NUMBER if NUMBER_END.search(cluster) else Kind.WESTERN
    if "０" <= cluster[0] <= "９":
        return Kind.WIDE_NUMBER
    return Kind.WESTERN if cluster[0].isascii() else Kind.HAN


def split_clusters(text: str) -> list[str]:
    """The clusters of a text, in order and without loss; addresses and long Western words in their parts."""
    clusters = CLUSTER.findall(text) if COMBINING.search(text) else _split_plain(text)
    if ADDRESS.search(text) or max(map(len, clusters), default=0) > LONG_WORD:
        return [part for cluster in clusters for part in _split_address(cluster)]
    return clusters


def has_address(text: str) -> bool:
    """Whether a text holds an address or a Western word so long that it may be parted."""
    return split_clusters(text) != CLUSTER.findall(text)


def _split_plain(text: str) -> list[str]:
    """What CLUSTER finds in a text in which nothing combines, in a quarter of the time."""
    clusters: list[str] = []
    for match in LONE_OR_TOGETHER.finditer(text):
        if match[1]:
            clusters += match[1]
        else:
            clusters.append(match[0])
    return clusters


def split_letters(cluster: str) -> list[str]:
    """The letters of a cluster that is longer than the measure, accents kept on their letters."""
    return LETTER.findall(cluster)


def _split_address(cluster: str) -> list[str]:
    if not WORD_START.match(cluster) or not (len(cluster) > LONG_WORD or ADDRESS.search(cluster)):
        return [cluster]
    parts = [part for part in ADDRESS_JOINT.split(cluster) if part]
    if len(parts) == 1:
        return parts
    return [piece for part in parts for piece in _split_key(part)]


def _split_key(part: str) -> list[str]:
    """A name made by a machine in pieces of two letters, anything else whole."""
    return KEY_PART.findall(part) if len(part) >= LONG_WORD and DIGIT.search(part) else [part]


NO_LINE_START = {
    Kind.SPACE, Kind.ROOM, Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.EXCLAIM, Kind.MIDDLE, Kind.ELLIPSIS, Kind.POSTFIX,
    Kind.CONNECTOR, Kind.SOLIDUS, Kind.GLUE, Kind.FIRM,
}  # fmt: skip
NO_LINE_END = {Kind.OPEN, Kind.LATIN_OPEN, Kind.PREFIX, Kind.SOLIDUS, Kind.GLUE}
LEAST_START = NO_LINE_START - {Kind.SOLIDUS, Kind.CONNECTOR, Kind.GLUE, Kind.FIRM}
LEAST_END = NO_LINE_END - {Kind.SOLIDUS, Kind.GLUE}
BLANKS = {Kind.SPACE, Kind.ROOM, Kind.FIRM}
WESTERNS = {Kind.WESTERN, Kind.NUMBER}
NUMBERS = {Kind.NUMBER, Kind.WIDE_NUMBER}
IDEOGRAPHS = {Kind.HAN, Kind.ORDINAL}
TRIMMED = {Kind.CLOSE, Kind.PAUSE, Kind.STOP, Kind.EXCLAIM}  # blank on the right half


class Parting(IntEnum):
    """Whether a line may end between two clusters."""

    NEVER = 0
    FREELY = 1
    AT_NEED = 2  # within an address or a word, where the line would be too loose otherwise
    AT_NAME = 4  # within a name of a list of names, likewise
    AT_JOINT = 3  # between a number and its measure (万|户), where the line would be stretched too much otherwise


def _part(left: Kind, right: Kind) -> Parting:
    if left is Kind.FIRM:
        return Parting.AT_NEED if right in WESTERNS else Parting.NEVER
    if right in NO_LINE_START or left in NO_LINE_END:
        return Parting.NEVER
    if left is Kind.ORDINAL and right in NUMBERS:
        return Parting.NEVER
    if left in WESTERNS and right in WESTERNS:
        return Parting.AT_NEED
    return Parting(not (left in WESTERNS and right in (Kind.LATIN_OPEN, Kind.PREFIX)))


def _weight(left: Kind, right: Kind) -> int:
    """How willing a junction is to stretch (clreq `line_adjustment`: never within marks, never beside connectors)."""
    if Kind.CONNECTOR in (left, right) or Kind.SOLIDUS in (left, right) or right in BLANKS or left is Kind.ROOM:
        return 0
    if (left in WESTERNS and right in (*WESTERNS, Kind.POSTFIX)) or left is Kind.PREFIX:
        return 0
    return int(not (left is right and left in (Kind.DASH, Kind.ELLIPSIS)))


def _table(rule: Callable[[Kind, Kind], bool | int]) -> tuple[int, ...]:
    return tuple(int(rule(left, right)) for left in Kind for right in Kind)


def _meets(left: Kind, right: Kind) -> bool:
    return (left in IDEOGRAPHS and right in WESTERNS) or (left in WESTERNS and right in IDEOGRAPHS)


def _trims_left(left: Kind, right: Kind) -> bool:
    """Two marks meet and the left one gives up its blank half (clreq `adjacent punctuation`)."""
    return left in TRIMMED and right in TRIMMED and not left is right is Kind.EXCLAIM


def _trims_right(left: Kind, right: Kind) -> bool:
    return right is Kind.OPEN and (left in TRIMMED or left is Kind.OPEN)


# Indexed by left * KINDS + right.
PARTINGS = _table(_part)
WEIGHT = _table(_weight)
# Where a word too wide for the line may be cut rather than anywhere: kinsoku holds, quantities and slashes do not.
AT_LEAST = _table(lambda left, right: right not in LEAST_START and left not in LEAST_END)
MEETS = _table(_meets)  # Han meets Western
TRIMS_LEFT = _table(_trims_left)
TRIMS_RIGHT = _table(_trims_right)


def count_gaps(text: str) -> int:
    """How often Han and Western meet in a text."""
    kinds = [classify(cluster) for cluster in split_clusters(text)]
    return sum(MEETS[left * KINDS + right] for left, right in pairwise(kinds))


def quantity_end(clusters: list[str], number: int) -> int:
    """Index behind the unit that belongs to the number at index `number`."""
    return find_quantity(clusters, number)[1]


def find_quantity(clusters: list[str], number: int) -> tuple[int, int]:
    """For the number at index `number`, where its unit may be parted from it at need (0: nowhere), and the index behind
    the unit."""
    following = "".join(clusters[number + 1 : number + 1 + QUANTITY_LENGTH])
    match = QUANTITY.match(following)
    assert match  # both groups may be empty
    length = len(match[0])
    end = number + 1
    while length > 0 and end < len(clusters):
        length -= len(clusters[end])
        end += 1
    magnitudes, unit = match.groups()
    whole = not unit or (not magnitudes and unit in DATE_UNITS and clusters[number][0].isascii())
    return 0 if whole else number + 1 + len(magnitudes), end
