"""Composed lines written out in tests/cases/composition: plain text a Chinese editor can review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.composition.composer import compose
from publish.composition.paragraph import Run
from tests.composition.ideal import CASES, Setting, ideal_table, read_lines

WAYS = {"行列对齐": "grid", "标点挤压": "compressed"}
FIELD = re.compile(r"【(例|依据|每行|排法|缩进|末行|原文)】(.*)")
MARKED = re.compile(r"\{([^}]*)\}|\^([^^]*)\^")  # {another face} ^superscript^
SUPERSCRIPT = 0.6


def parse_runs(text: str) -> list[Run]:
    """The runs of a paragraph in which {…} stands in another face and ^…^ is superscript."""
    runs, start = [], 0
    for match in MARKED.finditer(text):
        runs.append(Run(text[start : match.start()], ideal_table()))
        runs.append(Run(match[1], ideal_table()) if match[1] else Run(match[2], ideal_table(), SUPERSCRIPT))
        start = match.end()
    return [run for run in (*runs, Run(text[start:], ideal_table())) if run.text]


def build(text: str, characters: int, way: str, indent: int, last: int = 1) -> list[str]:
    """The lines of a case's paragraph; `last`: characters its last line has at least."""
    composition = WAYS[way]
    assert composition in ("grid", "compressed")
    setting = Setting(characters * 1000, indent * 1000, composition, last=last)  # type: ignore[arg-type]
    return read_lines(compose(parse_runs(text), setting))


def read_cases() -> Iterator[object]:
    """Every case of every file: fields by name, and the expected lines."""
    for path in sorted(CASES.glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        for block in content.split("\n\n"):
            if block.startswith("【例】"):
                yield _read_case(path, block)


def _read_case(path: Path, block: str) -> object:
    fields = {match[1]: match[2] for match in FIELD.finditer(block)}
    lines = [line[1:] for line in block.split("\n") if line.startswith("｜")]
    return pytest.param(fields, lines, id=f"{path.stem}：{fields['例']}")


@pytest.mark.parametrize(("fields", "expected"), list(read_cases()))
def test_lines_are_as_written(fields: dict[str, str], expected: list[str]) -> None:
    assert fields["依据"], "every case names what it shows"
    characters, indent = int(fields["每行"].removesuffix("字")), int(fields.get("缩进", "0字").removesuffix("字"))
    last = int(fields.get("末行", "1字").removesuffix("字"))
    assert build(fields["原文"], characters, fields["排法"], indent, last) == expected


def test_there_are_cases_enough() -> None:
    assert sum(1 for _ in read_cases()) >= 60
