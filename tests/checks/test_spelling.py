"""Slips that stand in no list: what is counted, what sounds and looks alike, what is proposed for what."""

from __future__ import annotations

import runpy
import sys
from math import inf, log
from pathlib import Path

import pytest

from publish.checks import passages, spelling
from publish.checks.spelling.confusions import confusions, near_syllables, readings
from publish.checks.spelling.counts import Counts, count, from_bucket, read_counts, to_bucket
from publish.checks.spelling.doubles import find_doubles
from publish.checks.spelling.judgement import FEATURES, features, frequency, is_own, judge, own_words, words
from publish.checks.spelling.likelihood import Likelihood, Proposal, likelihood
from publish.checks.spelling.moves import find_moves
from publish.checks.spelling.phrases import LONGEST, expressions, find_slips
from publish.model import Document, Paragraph, Span
from tests.work import count_calls

TEXT = "认真贯彻落实会议精神，切实抓好安全生产工作。" * 40


def test_counting_gives_the_same_bytes_twice_and_reads_back() -> None:
    assert count([TEXT]) == count([TEXT])
    counts = Counts(count([TEXT]))
    assert counts.ones["真"] == from_bucket(to_bucket(40))
    assert counts.two("认", "真") == from_bucket(to_bucket(40))
    assert counts.three("认真贯") == from_bucket(to_bucket(40))
    assert (counts.two("真", "认"), counts.three("真认贯"), counts.ones.get("鼎", 0)) == (0, 0, 0)
    assert counts.usual("认") == {"真"}
    assert Counts(count(["认真。" * 8, "认为。" * 5, "认定。" * 20])).usual("认") == {"真", "定"}, "eight times"
    assert counts.pairs("鼎") == {}


def test_what_is_seen_rarely_is_not_kept() -> None:
    """Characters from twenty times on, pairs from two, triples from three."""
    lines = {"认真贯彻": 20, "认真学习": 3, "认真研究": 2, "认真办": 1, "讲话": 19}
    counts = Counts(count(f"{line}。" * times for line, times in lines.items()))
    assert (counts.ones["贯"], counts.ones.get("讲")) == (from_bucket(to_bucket(20)), None)
    assert [counts.two("真", second) for second in "学研办"] == [3, 2, 0]
    assert [counts.three(triple) for triple in ("认真学", "认真研", "认真办")] == [3, 0, 0]


def test_texts_named_on_the_command_line_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, file = tmp_path / "文.txt", tmp_path / "counts.bin"
    source.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("publish.checks.spelling.counts.FILE", file)
    monkeypatch.setattr("sys.argv", ["spelling", str(source)])
    monkeypatch.delitem(sys.modules, "publish.checks.spelling.__main__", raising=False)  # the walk over all modules
    runpy.run_module("publish.checks.spelling", run_name="__main__")
    assert file.read_bytes() == count([TEXT])


@pytest.mark.parametrize("number", [2, 3, 4, 5, 8, 100, 1000, 10**6])
def test_a_bucket_stands_for_about_its_count(number: int) -> None:
    assert 0.8 < from_bucket(to_bucket(number)) / number <= 1.2


def test_the_counts_that_come_along_know_official_writing() -> None:
    counts = read_counts()
    assert counts.total > 20_000_000
    assert counts.two("贯", "彻") > 1000
    assert counts.two("惯", "彻") < 10
    assert counts.three("国务院") > 1000


def test_characters_are_confused_by_sound_dialect_and_shape() -> None:
    assert confusions("淮")["准"] is True  # looks alike
    assert confusions("混")["湿"] is True  # looks alike, as measured
    assert confusions("署")["暑"] is True  # sounds alike
    assert confusions("增")["真"] is False  # zeng, zhen
    assert "淮" not in confusions("淮")
    assert readings()["行"][0] == "xing"


@pytest.mark.parametrize(
    ("syllable", "near"),
    [
        ("zhan", {"zan", "zhang", "zang"}),
        ("zan", {"zhan", "zang", "zhang"}),
        ("xing", {"xin"}),
        ("lan", {"lang", "nan"}),
        ("nu", {"lu"}),
        ("ai", set()),
    ],
)
def test_southern_speakers_do_not_tell_syllables_apart(syllable: str, near: set[str]) -> None:
    assert near_syllables(syllable) == near


def test_every_expression_stands_once() -> None:
    assert len(set(expressions())) == len(expressions())
    assert all(3 <= len(expression) <= LONGEST for expression in expressions())


@pytest.mark.parametrize(
    ("run", "written", "meant"),
    [
        ("出席全国人民代大会的代表", "全国人民代大会", "全国人民代表大会"),
        ("抓紧组织事实好这项工程", "组织事实", "组织实施"),
    ],
)
def test_expressions_are_known_again(run: str, written: str, meant: str) -> None:
    assert [(run[slip.start : slip.end], slip.meant) for slip in find_slips(run)] == [(written, meant)]


@pytest.mark.parametrize(
    "run",
    [
        "全国人民代表大会常务委员会",
        "件件有回音",
        "一项项任务",
        "石化化工产业",
        "大家研究研究",
        "和和美美",
        "某某市人民政府",
    ],
)
def test_right_runs_are_left_alone(run: str) -> None:
    assert [*find_slips(run), *find_doubles(run)] == []


def test_a_proposal_is_judged_by_as_many_features_as_have_weights() -> None:
    proposal = Proposal("经国务院批淮实施", 5, "准", 15.0)
    assert proposal.mended == "经国务院批准实施"
    assert len(features(proposal)) == len(FEATURES)
    assert judge(proposal) > judge(Proposal("经国务院批示实施", 5, "是", 15.0))


def test_what_is_missing_is_asked_of_the_counts_once_a_pair() -> None:
    run = "坚持党对政协工作的全面领导"
    list(find_moves(run))
    assert count_calls(lambda: list(find_moves(run))) < 500


def test_a_text_that_is_no_prose_is_told_so_once_and_looked_at_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "MOST_DOUBTFUL", 3)
    document = Document(tuple(Paragraph((Span(text),)) for text in ("的国是他在有不这了人", "请各单位认针落实。")))
    found = list(spelling.find_likely(list(passages(document))))
    assert [hit.message for hit in found if hit.passage.text.startswith("请")] == [spelling.NO_PROSE]


def test_the_likelier_character_is_proposed() -> None:
    assert [(slip.index, slip.right) for slip in likelihood().propose("经国务院批淮实施")] == [(5, "准")]


def test_a_character_is_as_likely_as_its_triples_pairs_and_it_alone_were_seen() -> None:
    """A pair seen n times is believed n / (n + 8) as to what follows it, and of that three quarters."""
    counts = Counts(count(["认真贯彻。" * 40, "认真学习。" * 40]))
    known, seen = Likelihood(counts), from_bucket(to_bucket(80))
    three, once = from_bucket(to_bucket(40)), from_bucket(to_bucket(40))
    trust = 0.75 * seen / (seen + 8)
    alone = (once + 0.5) / counts.total
    of_two = 0.85 * min(three / counts.ones["真"], 1) + 0.15 * alone
    assert known.of("认真贯") == pytest.approx(log(trust * min(three / seen, 1) + (1 - trust) * of_two))
    assert known.of("鼎鼎鼎") == pytest.approx(log(0.15 * 0.5 / counts.total)), "never seen"
    assert known.over("认真贯彻") == pytest.approx(known.of("认真贯") + known.of("真贯彻"))
    assert known.gain("认真惯彻", 2, 3, "贯") == pytest.approx(known.over("^^认真贯彻$") - known.over("^^认真惯彻$"))


def test_a_word_was_seen_as_often_as_what_is_seldomest_in_it() -> None:
    counts = read_counts()
    assert frequency("的") == 0
    assert frequency("贯彻") == counts.two("贯", "彻") > 0
    assert frequency("国务院") == counts.three("国务院") > 0
    assert frequency("贯彻落实") == min(counts.three("贯彻落"), counts.three("彻落实")) > 0


def test_words_are_those_of_the_dictionary_and_no_guess() -> None:
    assert [word.text for word in words("市长王思远出席")] == ["市长", "王", "思", "远", "出席"]


def test_every_word_younger_than_the_dictionary_is_left_alone_to_its_edges() -> None:
    for word in own_words():
        run = f"鼎{word}鼎"
        assert [is_own(run, at) for at in range(len(run))] == [False, *[True] * len(word), False]


def test_features_tell_what_speaks_for_a_proposal() -> None:
    told = dict(zip(FEATURES, features(Proposal("经国务院批淮实施", 5, "准", 15.0)), strict=True))
    assert told["always"] == 1
    assert told["gain in likelihood"] == 15.0
    assert told["makes a word"] == 1
    assert told["characters of the word beyond two"] == 0
    assert told["frequency of the word"] > 0
    assert told["looks alike"] == 1
    assert told["short run"] == told["is a particle"] == 0
    short, longer = (
        dict(zip(FEATURES, features(Proposal(run, 2, "准", 15.0)), strict=True)) for run in ("院批淮", "院批淮实")
    )
    assert (short["short run"], longer["short run"]) == (1, 0)


def test_a_numeral_is_proposed_in_longer_expressions_only() -> None:
    assert judge(Proposal("共有三家企业", 2, "四", 15.0)) == -inf
    assert judge(Proposal("独一无而", 3, "二", 15.0)) > -inf
