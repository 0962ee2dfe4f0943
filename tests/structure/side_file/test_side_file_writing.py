"""What is written as a side file is read back as the same decisions, whatever characters it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.errors import InputError
from publish.model import Metadata, Role
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from publish.structure.side_file.draft import write_overrides
from publish.structure.side_file.reading import HeadingChoice, Overrides, read_overrides
from tests.structure.rendering import render

ODD = "“引”\"\\'#=[]{}×　\u200b😀"
CASES = [
    Overrides(),
    Overrides(title="标题", speaker=ODD, date="2024年1月5日", style="large"),
    Overrides(elements={"issuer": "市政府", "copy_number": "1"}),
    Overrides(fill={"×": "亳州", ODD: ODD}, tokens={"page.top": "35mm", "run_in": "own-line"}, normalise=True),
    Overrides(roles={"2": Role.SALUTATION, "3:7": Role.COPY_TO}, leave_out=(), headings={}),
    Overrides(
        headings={"4": HeadingChoice(1), "5:9": HeadingChoice(5, f"一、{ODD}")},
        leave_out=("1", "7:3"),
        ignore=("wrong-word", "12"),
    ),
]


@pytest.mark.parametrize("said", CASES)
def test_what_is_written_is_read_back(tmp_path: Path, said: Overrides) -> None:
    path = tmp_path / "稿.toml"
    path.write_text(write_overrides(said), encoding="utf-8")
    assert read_overrides(path) == replace(said, file="稿.toml")


def test_blanks_are_filled_and_the_command_line_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "稿.toml"
    path.write_text('[fill]\n"×" = "亳州"\n"××" = "王建国"\n', encoding="utf-8")
    text = "在会上的讲话\n同志们：\n×市××同志到会。"
    filled = recognise(parse(text, "稿.txt"), Metadata(fill={"×": "阜阳"}), read_overrides(path))
    assert render(filled)[-1] == "正文　阜阳市王建国同志到会。"


@pytest.mark.parametrize(
    "toml", ['fill = "×"', "fill = { '×' = 1 }", "set = ['a']", "normalise = 'yes'", "set = { '' = 'x' }"]
)
def test_what_is_no_such_thing_is_named_with_an_example(tmp_path: Path, toml: str) -> None:
    path = tmp_path / "稿.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_overrides(path)
    assert toml.split(maxsplit=1)[0] in caught.value.message
    assert "=" in caught.value.hint
