"""A text of too many paragraphs is refused by every command, by one sentence: before it is read where lines tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import LimitError
from publish.pipeline import Request, prepare
from publish.readers import amount

HEAD = "From: a@example.cn\nContent-Type: text/plain; charset=utf-8\n\n"


@pytest.fixture
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the texts of this module, no more than four paragraphs are borne."""
    monkeypatch.setattr(amount, "MOST_PARAGRAPHS", 4)


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("讲话.txt", "讲话\n\n一\n \n二\n三\n", 4),
        ("讲话.txt", "讲话\n一\n二\n三\n四\n", 5),
        ("讲话.md", "# 讲话\n\n- 一\n- 二\n- 三\n", 4),
        ("讲话.md", "# 讲话\n\n- 一\n- 二\n- 三\n- 四\n", 5),
        ("讲话.eml", HEAD + "讲话\n一\n二\n三\n", 4),
        ("讲话.eml", HEAD + "讲话\n一\n二\n三\n四\n", 5),
        ("讲话.html", "<h1>讲话</h1><p>一<p>二<br>三", 4),
        ("讲话.html", "<h1>讲话</h1><p>一<p>二<p>三<br>四", 5),
    ],
)
@pytest.mark.usefixtures("four")
def test_so_many_paragraphs_are_borne_and_no_more(name: str, text: str, count: int, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    if count <= 4:
        prepare(source, Request("pdf"))
        return
    with pytest.raises(LimitError, match="内容太多：5 段") as refused:
        prepare(source, Request("pdf"))
    assert "每个不超过 4 段" in refused.value.hint
