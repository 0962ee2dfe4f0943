"""A text of too many paragraphs is refused by every command once it is read, by one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import LimitError
from publish.pipeline import Request, one, prepare


@pytest.mark.parametrize(("text", "is_borne"), [("讲话\n一\n二\n三\n", True), ("讲话\n一\n二\n三\n四\n", False)])
def test_so_many_paragraphs_are_borne_and_no_more(
    text: str, is_borne: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one, "MOST_PARAGRAPHS", 4)
    source = tmp_path / "讲话.txt"
    source.write_text(text, encoding="utf-8")
    if is_borne:
        prepare(source, Request("pdf"))
        return
    with pytest.raises(LimitError, match="内容太多：5 段") as refused:
        prepare(source, Request("pdf"))
    assert "每个不超过 4 段" in refused.value.hint
