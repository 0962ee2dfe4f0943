"""Values nobody means: one sentence, or what is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_folder_with_a_dot_in_its_name(publish: Callable[..., Run], speech: Path, tmp_path: Path) -> None:
    assert publish("docx", speech, "-o", f"{tmp_path}/第1.0版/").code == 0
    assert [path.suffix for path in (tmp_path / "第1.0版").iterdir()] == [".docx"]


def test_a_date_of_five_thousand_digits(
    publish: Callable[..., Run], speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 5000)
    assert publish("docx", speech, "-o", tmp_path / "a.docx").code == 0


def test_blanks_filled_with_too_much(publish: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    fill = "---\nfill:\n  某单位: " + "内容" * 6000 + "\n---\n"
    path.write_text(fill + "# 讲话\n\n" + ("某单位，" * 20 + "\n\n") * 10, encoding="utf-8")
    run = publish("outline", path)
    assert (run.code, "填进去的文字" in run.err) == (3, True)
