"""What holds for every paragraph, whatever it is made of."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from publish.composition.classes import (
    CLUSTER,
    COMBINING,
    MEMBERS,
    NO_LINE_END,
    NO_LINE_START,
    WESTERNS,
    Kind,
    _split_plain,
    split_clusters,
)
from publish.composition.composer import Composed
from publish.composition.justification import find_limit, loosen, trim_spaces
from tests.composition.ideal import Setting, compose_ideal, read_lines

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
PIECES = st.one_of(
    st.text(HAN, min_size=1, max_size=12),
    st.text(HAN, min_size=1, max_size=12),
    st.sampled_from(
        ["，", "。", "、", "；", "：“", "。”", "？", "！", "《", "》", "（", "）", "——", "……", "·", "～", "／"]
    ),
    st.sampled_from(
        ["2024年", "5.8%", "第3", "1,234.5亿元", "GDP", "R&D", "COVID-19 ", "A", "10个百分点", "２０２４年"]
    ),
    st.sampled_from(
        [
            "￥",
            "№",
            " ",
            "\u00a0",
            "\u3000",
            "䶮",
            "𬸘",
            "é",
            "e\u0301",
            "😀",
            "“”",
            "https://a.cn/b/c?d=e&f=g",
            "li_ming@example.gov.cn",
        ]
    ),
)
PARAGRAPHS = st.lists(PIECES, min_size=1, max_size=60).map("".join)
SETTINGS = st.builds(
    Setting,
    st.integers(5, 40).map(lambda characters: characters * 1000),
    st.sampled_from([0, 2000]),
    st.sampled_from(["grid", "compressed"]),
)


def width(composed: Composed, number: int) -> int:
    """What a line takes of the measure, 1/1000 em."""
    line, clusters = composed.lines[number], composed.clusters
    end = trim_spaces(clusters, line.start, line.end)
    spaces = sum((line.spaces or ())[: end - line.start])
    return clusters.sums[end] - clusters.sums[line.start] + spaces - line.shift - line.hang


@settings(deadline=None)
@given(PARAGRAPHS, SETTINGS)
def test_no_character_is_lost_or_doubled(text: str, setting: Setting) -> None:
    assert "".join(read_lines(compose_ideal(text, setting))) == text


@settings(deadline=None)
@example("一https://a.cn/b/c?d=e&f=g", Setting(6000))
@example("一COVID-19 一", Setting(5000))
@given(PARAGRAPHS, SETTINGS)
def test_every_line_but_the_last_fills_the_measure_or_would_fall_apart(text: str, setting: Setting) -> None:
    composed = compose_ideal(text, setting)
    for number, line in enumerate(composed.lines):
        slack = setting.measure - (0 if number else setting.indent) - width(composed, number)
        span = line.start, trim_spaces(composed.clusters, line.start, line.end)
        last = number + 1 == len(composed.lines)
        limit = find_limit(composed.clusters, line.end)
        gaps = sum(composed.clusters.gaps[span[0] + 1 : span[1]])
        unfilled = slack + sum(space for space in line.spaces or () if space > 0) - gaps
        assert slack == 0 or (slack > 0 and (last or loosen(composed.clusters, span, unfilled) > limit))


@settings(deadline=None)
@given(PARAGRAPHS, SETTINGS)
def test_nothing_is_put_into_an_address(text: str, setting: Setting) -> None:
    composed = compose_ideal(text, setting)
    kinds = composed.clusters.kinds
    for line in composed.lines:
        for index, space in enumerate((line.spaces or ())[:-1], line.start):
            assert not (space > 0 and kinds[index] in WESTERNS and kinds[index + 1] in WESTERNS)


@settings(deadline=None)
@given(PARAGRAPHS, SETTINGS)
def test_marks_stand_where_they_may(text: str, setting: Setting) -> None:
    composed = compose_ideal(text, setting)
    clusters = composed.clusters
    possible = clusters.breaks()
    ends = [line.end for line in composed.lines[:-1]]
    for start, end in zip([0, *ends], ends, strict=False):
        if any(possible[start + 1 : end + 1]):
            assert clusters.kinds[end] not in NO_LINE_START
            assert clusters.kinds[end - 1] not in NO_LINE_END
            assert possible[end]


@settings(deadline=None)
@given(PARAGRAPHS, SETTINGS)
def test_no_paragraph_ends_in_a_single_character(text: str, setting: Setting) -> None:
    assume(setting.measure >= 10_000)  # in a narrower column the line above might fall apart for it
    composed = compose_ideal(text, setting)
    if len(composed.lines) > 1:
        before, last = composed.lines[-2:]
        if any(composed.clusters.breaks()[before.start + 1 : before.end]):
            assert sum(map(len, composed.clusters.texts[last.start : last.end])) > 1


@given(st.text(max_size=200))
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(split_clusters(text)) == text


COMPOSED = "一龥々〇，。“”—―─⸺…⋯０９．，：％℃% .-/@aZ9éª°µʯͰᄀ\u1200῿²⁰Ⱡꙁﬁ\ufb13\ufe70\u200b\u3000\n😀"


@settings(deadline=None)
@given(st.one_of(PARAGRAPHS, st.text(COMPOSED, max_size=20), st.text(max_size=20)))
def test_a_plain_text_is_split_into_the_clusters_of_any_text(text: str) -> None:
    assume(not COMBINING.search(text))
    assert _split_plain(text) == CLUSTER.findall(text)


def test_classes_do_not_overlap() -> None:
    for kind in Kind:
        for other in Kind:
            if kind is not other:
                assert not set(MEMBERS.get(kind, "")) & set(MEMBERS.get(other, ""))
