"""Styles: units people write, inheritance, and errors that say what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import ExitCode, StyleError
from publish.style import list_styles, load_style, parse_length

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("三号", 16),
        ("二号", 22),
        ("小五", 9),
        ("37mm", 37 * MM),
        ("2.5cm", 25 * MM),
        ("28.95pt", 28.95),
        (" 14 pt ", 14),
    ],
)
def test_lengths_are_written_as_people_write_them(written: str, points: float) -> None:
    assert parse_length(written) == pytest.approx(points)


@pytest.mark.parametrize("written", ["", "37", "三", "-3mm", "1e9pt", "12px", "99999mm", "mm", "３７mm x"])
def test_lengths_without_sense_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_length(written)


def test_speech_is_the_page_of_gb_t_9704() -> None:
    page = load_style("speech").page
    assert (page.measure / MM, page.text_height / MM) == pytest.approx((156, 225))
    assert page.pitch == pytest.approx(28.99, abs=0.005)
    assert page.cell == pytest.approx(15.793, abs=0.0005)


def test_body_is_set_so_that_28_characters_fill_the_measure() -> None:
    style = load_style("speech")
    assert style.em(style.body.size) * style.page.characters == pytest.approx(style.page.measure)
    assert style.em(22.0) == 22.0


def test_set_changes_any_token() -> None:
    style = load_style(
        "speech", {"run_in": "own-line", "page.top": "40mm", "roles.title.after": "2", "folio.indent": "0"}
    )
    assert style.run_in == "own-line"
    assert style.page.top == pytest.approx(40 * MM)
    assert style.role("title").after == 2
    assert style.folio.indent == 0


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("pages.top", "3mm", "page"),
        ("page.topp", "3mm", "top"),
        ("page.top", "三十", "37mm"),
        ("page.lines", "many", "整数"),
        ("run_in", "yes", "own-line"),
        ("roles.titel.size", "三号", "title"),
        ("page", "1", "--set page.项目=值"),
        ("composition.mode", "grid", "--set composition=值"),
        ("folio.form", "第页", "{page}"),
        ("page.left", "200mm", "page.top"),
        ("roles.title.keep", "maybe", "true"),
        ("page.lines", "-1", "整数"),
        ("roles.body.size", "五号", "page.characters 改为 42"),
        ("characters_per_minute", "0", "至少是 20"),
        ("paragraph_lines", "0", "至少是 1"),
        ("table.line_height", "0mm", "至少是 4 pt"),
        ("head.height", "0mm", "至少是 4 pt"),
        ("footnote.size", "0.1mm", "至少是 4 pt"),
        ("page.width", "nanmm", "长度"),
        ("western.gap", "nan", "数"),
        ("western.gap", "1e308", "数"),
    ],
)
def test_a_wrong_token_is_named_with_what_is_known(key: str, value: str, says: str) -> None:
    with pytest.raises(StyleError) as caught:
        load_style("speech", {key: value})
    assert caught.value.code is ExitCode.STYLE
    assert says in caught.value.hint + caught.value.message


def test_an_unknown_style_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(StyleError) as caught:
        load_style(str(tmp_path))
    assert "speech" in caught.value.hint


def test_a_folder_extends_a_style(tmp_path: Path) -> None:
    (tmp_path / "style.toml").write_text('extends = "speech"\nlabel = "本局"\n[page]\ntop = "30mm"\n', encoding="utf-8")
    style = load_style(str(tmp_path))
    assert (style.label, style.name) == ("本局", tmp_path.name)
    assert style.page.top == pytest.approx(30 * MM)
    assert style.page.left == pytest.approx(28 * MM)
    assert style.folders[0] == tmp_path


@pytest.mark.parametrize("text", ['extends = "."', "label = ", "\udcff", 'extends = "speech"\nlable = "x"'])
def test_a_broken_style_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    text = text.replace('"."', f'"{tmp_path}"')
    (tmp_path / "style.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StyleError) as caught:
        load_style(str(tmp_path))
    assert caught.value.hint


def test_every_built_in_style_loads() -> None:
    assert "speech" in list_styles()
    for name in list_styles():
        assert load_style(name).label
