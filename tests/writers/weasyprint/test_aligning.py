"""Every character of a drawn line goes to the glyphs that show it, and every glyph has some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.writers.weasyprint.drawn.aligning import NOTHING, Run, align

UPRIGHT = (10.0, 0.0, 0.0, -10.0, 0.0, 0.0)


def run(*readings: str) -> Run:
    """A run of glyphs 1, 2, 3 …, each an em wide, that read so."""
    glyphs = range(1, len(readings) + 1)
    return Run("F", UPRIGHT, list(glyphs), list(readings), [1000.0 * place for place in range(len(readings) + 1)])


def parts(actual: str | None, *runs: Run) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.text, part.glyphs) for part in align(runs, actual)]


def test_only_characters_in_the_order_of_their_glyphs_are_paired() -> None:
    paired = [part.paired for part in align([run("甲", "乙"), run("ث", "ت"), run("ffi"), run("丙")], "甲乙تثffi丙")]
    assert paired == [True, False, False, True]


@pytest.mark.parametrize(
    ("case", "actual", "runs", "expected"),
    [
        ("one by one", "同志们", [run(*"同志们")], [("同志们", (1, 2, 3))]),
        ("in two fonts", "第5条", [run("第"), run("5"), run("条")], [("第", (1,)), ("5", (1,)), ("条", (1,))]),
        ("glyphs that other characters share", "甲·乙", [run("甲", "•", "乙")], [("甲·乙", (1, 2, 3))]),
        ("a blank at the end that is not drawn", "甲乙\u200b", [run(*"甲乙")], [("甲乙", (1, 2))]),
        ("a ligature", "office", [run("o", "ffi", "c", "e")], [("o", (1,)), ("ffi", (2,)), ("ce", (3, 4))]),
        (
            "marks that combine",
            "xéy",
            [run("x", "", "é", "y")],
            [("x", (1,)), ("é", (2, 3)), ("y", (4,))],
        ),
        (
            "from right to left",
            "甲بتث乙",
            [run("甲"), run("ث", "بت"), run("乙")],
            [("甲", (1,)), ("بتث", (1, 2)), ("乙", (1,))],
        ),
        ("a soft hyphen", "甲\u00ad乙", [run(*"甲乙")], [("甲乙", (1, 2))]),
        ("what no font reads", "甲乙丙丁", [run("x"), run("y", "z")], [("甲", (1,)), ("乙丙丁", (1, 2))]),
        ("glyphs without a character", "", [run("x")], [(NOTHING, (1,))]),
        ("no ActualText", None, [run("a", "fi", "b", "c")], [("a", (1,)), ("fi", (2,)), ("bc", (3, 4))]),
        ("no ActualText nor reading", None, [run("")], [(NOTHING, (1,))]),
        ("more than the fonts say", "甲乙丙", [run("甲"), run("乙")], [("甲", (1,)), ("乙丙", (1,))]),
        ("nothing at all", "", [], []),
    ],
)
def test_characters_go_to_their_glyphs(
    case: str, actual: str | None, runs: list[Run], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert parts(actual, *runs) == expected, case


readings = st.lists(st.text("甲乙ab\u0301", max_size=3), min_size=1, max_size=5)


@given(st.lists(readings, min_size=1, max_size=4), st.text("甲乙ab\u0301", max_size=20))
def test_no_character_and_no_glyph_is_lost(lines: list[list[str]], actual: str) -> None:
    runs = [run(*line) for line in lines]
    found = list(align(runs, actual))
    assert "".join(part.text for part in found).replace(NOTHING, "") == actual
    for each in runs:
        assert [glyph for part in found if part.run is each for glyph in part.glyphs] == each.glyphs
    assert all(part.text for part in found)
    assert all(len(part.places) == len(part.glyphs) + 1 for part in found)
