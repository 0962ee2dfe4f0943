"""What is told of a source once its style is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline.one import prepare
from publish.pipeline.request import Request

TEXT = "实施方案\n目录\n一、总体要求……1\n二、主要任务……2\n一、总体要求\n坚持。\n二、主要任务\n抓好。\n"


@pytest.mark.parametrize(("contents", "offered"), [("off", True), ("auto", False), ("on", False)])
def test_a_contents_is_offered_only_where_the_style_makes_none(contents: str, offered: bool, tmp_path: Path) -> None:
    source = tmp_path / "方案.txt"
    source.write_text(TEXT, encoding="utf-8")
    document, _ = prepare(source, Request("pdf", overrides={"contents": contents}))
    told = {finding.message for finding in document.findings}
    assert told == {"原稿的目录没有排出，页码是原稿的" + ("；要目录用 --set contents=on" if offered else "")}
