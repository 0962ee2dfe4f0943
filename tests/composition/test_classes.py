"""The class of every kind of cluster, and what holds together as one."""

from __future__ import annotations

import pytest

from publish.composition.classes import (
    Kind,
    Parting,
    classify,
    count_gaps,
    find_quantity,
    quantity_end,
    split_clusters,
)

SAMPLES = {
    "HAN": "一〇々あ😀",
    "WESTERN": ["APP", "R&D", "μg/m³", ".cn", "@a", "<"],
    "NUMBER": ["5", "2024", "5.8%", "25℃", "COVID-19"],
    "SPACE": [" ", "  "],
    "OPEN": "“‘（《",
    "CLOSE": "”’）》",
    "PAUSE": "，、；：",
    "STOP": "。．",
    "EXCLAIM": "！？",
    "MIDDLE": "·",
    "DASH": ["——", "―"],
    "ELLIPSIS": ["……", "…"],
    "PREFIX": "￥№+",
    "POSTFIX": "%℃.",
    "CONNECTOR": "—～–",
    "SOLIDUS": "／/",
    "GLUE": "\u2060\"'",
    "ORDINAL": "第",
    "LATIN_OPEN": "([{",
    "WIDE_NUMBER": ["５", "２０２４"],
    "ROOM": "\u3000",
    "FIRM": "\u00a0",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_clusters_have_their_class(name: str) -> None:
    assert [classify(cluster).name for cluster in SAMPLES[name]] == [name] * len(SAMPLES[name])


def test_every_class_has_a_sample_and_a_number_of_its_own() -> None:
    assert {kind.name for kind in Kind} == set(SAMPLES)
    assert {parting.name for parting in Parting} == {"NEVER", "FREELY", "AT_NEED", "AT_NAME", "AT_JOINT"}


@pytest.mark.parametrize(
    "clusters",
    [
        "状 态 of 好",
        "state-of-the-art",  # sixteen letters
        "state -of -the -arts",  # seventeen
        "Pneumonoultramicroscopic12",  # nowhere to part it
        "见 a @b .cn ， R&D 好",  # what is no address stays whole beside one
        "http:// a .cn/ 0123 45 67 89 ab cdef",
        "http:// a .cn/ 0123456789abcde",  # fifteen letters are read as a name
        "http:// a .cn/ abcdefghijklmnop",  # no digit: no machine made it
        "—— 好 …… 好 —",
        "１，２３４ 元",
        "2,345.6 亿",
    ],
)
def test_a_text_falls_into_clusters(clusters: str) -> None:
    text = clusters.replace(" ", "")
    assert split_clusters(text) == clusters.split()


def test_a_pile_of_accents_is_cut() -> None:
    """No cluster grows without bound: a letter and fifteen accents at most."""
    assert [len(cluster) for cluster in split_clusters("中" + "\u0301" * 40)] == [16, 16, 9]


@pytest.mark.parametrize(
    ("clusters", "joint", "end"),
    [
        ("5 万 户 好", 2, 3),
        ("5 个 好", 1, 2),
        ("5 年 好", 0, 2),
        ("5 万 年 好", 2, 3),  # no date
        ("５ 年 好", 1, 2),
        ("5 好", 0, 1),
        ("5 万 好", 0, 2),
        ("5 个 百 分 点", 1, 2),
        ("5 平 方 公 里", 1, 5),
        ("5", 0, 1),
    ],
)
def test_a_unit_stays_with_its_number(clusters: str, joint: int, end: int) -> None:
    texts = clusters.split()
    assert find_quantity(texts, 0) == (joint, end)
    assert find_quantity(["增", *texts], 1) == (joint + 1 if joint else 0, end + 1)
    assert quantity_end(texts, 0) == end


@pytest.mark.parametrize(
    ("text", "gaps"), [("用APP办事", 2), ("增长5%", 1), ("全国", 0), ("“APP”", 0), ("第5届", 2), ("用 APP", 0)]
)
def test_gaps_are_where_han_meets_western(text: str, gaps: int) -> None:
    assert count_gaps(text) == gaps
