"""Blocks as recognition sees them."""

from __future__ import annotations

from publish.model import Figure, Footnote, Heading, Hints, Paragraph, Role, Span
from publish.structure.items import items_of


def test_outer_white_space_is_no_text_and_empty_paragraphs_are_dropped() -> None:
    items = items_of((Paragraph((Span("　　通知 "),)), Paragraph((Span("　"),)), Figure("a.png")))
    assert [item.text for item in items] == ["通知", ""]
    assert [item.is_text for item in items] == [True, False]
    assert [item.leads for item in items] == [True, False]


def test_a_paragraph_of_a_footnote_alone_is_kept_and_decided() -> None:
    (item,) = items_of((Paragraph((Footnote((Span("第三条"),)),)),))
    assert item.decided
    assert item.role is Role.BODY


def test_what_the_source_says_is_decided() -> None:
    given, quoted, plain = items_of(
        (
            Paragraph((Span("王建国"),), Role.SPEAKER),
            Paragraph((Span("学而时习之。"),), hints=Hints(quotation=True)),
            Paragraph((Span("各地要落实。"),)),
        )
    )
    assert (given.role, given.decided) == (Role.SPEAKER, True)
    assert (quoted.role, quoted.decided) == (Role.QUOTATION, True)
    assert not plain.decided


def test_a_run_in_heading_of_the_source_is_kept() -> None:
    heading = Heading(2, (Span(" 加强领导。"),))
    run_in, alone = items_of((Paragraph((Span("各地要落实。"),), run_in=heading), Paragraph((), run_in=heading)))
    assert (run_in.level, run_in.run_in, run_in.is_heading) == (2, 5, False)
    assert (alone.level, alone.run_in, alone.is_heading) == (2, 0, True)


def test_an_empty_line_is_a_gap_where_most_paragraphs_have_none() -> None:
    def gaps(*blank: bool) -> list[bool]:
        blocks = tuple(Paragraph((Span("各地要落实。"),), hints=Hints(blank_before=each)) for each in blank)
        return [item.gap for item in items_of(blocks)]

    assert gaps(False, True, False, False) == [False, True, False, False]
    assert gaps(False, True, True, False) == [False, True, True, False], "half of them"
    assert gaps(False, True, True, True) == [False] * 4
    assert gaps(True, True, True, False) == [True, True, True, False], "the first does not count"
