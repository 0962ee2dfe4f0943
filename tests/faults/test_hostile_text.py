"""Whatever bytes come in: a page goes out, or one Chinese sentence says why not; never a traceback, never a hang."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.errors import ExitCode, PublishError
from publish.fonts.roles import find_faces
from publish.pipeline.one import make, prepare
from publish.pipeline.request import Request
from publish.writers.html.page import Setting, render_html
from publish.writers.shared.arrangement import arrange
from tests.conftest import SPEECH

# What speeches are made of, and what breaks programs.
FRAGMENTS = [
    *SPEECH.splitlines(),
    "一、",
    "（一）",
    "1.",
    "（1）",
    "第一章",
    "第一条",
    "附件：1.",
    "附件2",
    "　　",
    "——",
    "……",
    "×",
]
FRAGMENTS += [
    "同志们：",
    "谢谢大家！",
    "2024年1月1日",
    "（2024年1月1日）",
    "中共××市委",
    "〔2024〕1号",
    "主送：",
    "抄送：",
    "印发",
    "此件公开发布",
]
FRAGMENTS += [
    "# ",
    "## ",
    "> ",
    "- ",
    "* ",
    "| a | b |",
    "| - | - |",
    "![x](y.png)",
    "[a](b)",
    "`",
    "```",
    "**",
    "__",
    "---",
    "+++",
    "[^1]",
    "[^1]: ",
]
FRAGMENTS += [
    "<b>",
    "</p>",
    "<script>",
    "&lt;",
    "&",
    "{{ 7*7 }}",
    "{% if %}",
    "\\",
    "%",
    "$",
    "'",
    '"',
    "；",
    "\x00",
    "\x07",
    "\x1b[31m",
]
FRAGMENTS += [
    "\ufeff",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\u00ad",
    "\u2028",
    "\u0301",
    "\ue000",
    "\ufffe",
    "\U0001f44d\U0001f3fb",
    "\U00020000",
    "\U0010fffd",
]
FRAGMENTS += [
    "字" * 300,
    "a" * 300,
    "\u00a0" * 300,
    "（" * 100,
    "“" * 100,
    "1" * 100,
    "\u0301" * 100,
    " " * 300,
    "\n",
    "\r\n",
    "\r",
    "\f",
    "\v",
    "\t",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis"]

text = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=20)), max_size=40).map("".join)
encoded = st.builds(lambda text, name: text.encode(name, "ignore"), text, st.sampled_from(ENCODINGS))
sources = st.one_of(
    encoded, encoded, st.binary(max_size=300), st.builds(lambda a, b: a[: len(a) // 2] + b, encoded, encoded)
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def check_html(path: Path) -> None:
    """Read, recognise and render a file; the HTML is one page of our own tags, all text escaped."""
    try:
        document, style = prepare(path, Request("pdf"))
        html = render_html(arrange(document, style), Setting(style, find_faces()))
    except PublishError as error:
        assert error.code is not ExitCode.BUG, error.message
        assert re.search("[\u4e00-\u9fff]", error.message)
        assert error.hint
        return
    assert html.count("<html") == html.count("</html>") == html.count("<style>") == 1
    assert "<script" not in html
    assert not [char for char in html if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t\f"]


def quickly(cases: int) -> settings:
    return settings(max_examples=cases, deadline=20_000, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@quickly(150)
@given(source=sources)
def test_bytes_to_html(folder: Path, suffix: str, source: bytes) -> None:
    path = folder / f"source{suffix}"
    path.write_bytes(source)
    check_html(path)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".txt", ".md"])
@quickly(10_000)
@given(source=sources)
def test_20000_bytes_to_html(folder: Path, suffix: str, source: bytes) -> None:
    path = folder / f"source{suffix}"
    path.write_bytes(source)
    check_html(path)


def check_rendering(path: Path, kind: str) -> None:
    """Build a whole output; it verifies its own text, so that nothing is lost silently."""
    try:
        made = make(path, Request(kind))
    except PublishError as error:
        assert error.code is not ExitCode.BUG, error.message
        return
    assert made.output.data


@pytest.mark.parametrize("kind", ["pdf", "docx", "ofd"])
@quickly(12)
@given(source=text)
def test_whole_outputs(folder: Path, kind: str, source: str) -> None:
    path = folder / "source.txt"
    path.write_text(source, encoding="utf-8", errors="ignore")
    check_rendering(path, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "docx", "ofd"])
@quickly(300)
@given(source=text)
def test_300_whole_outputs(folder: Path, kind: str, source: str) -> None:
    path = folder / "source.txt"
    path.write_text(source, encoding="utf-8", errors="ignore")
    check_rendering(path, kind)
