"""What the names of a Word file's styles say of its paragraphs: ours are believed anywhere, Word's own hardly."""

from __future__ import annotations

import pytest

from publish.model import Hints, Paragraph, Span
from publish.structure.body.styled import decide_styled
from publish.structure.items import items_of

TEXT = "要把这项工作摆在突出位置"


@pytest.mark.parametrize(
    ("styles", "decided", "whole"),
    [
        ("讲话人 Date Normal", "speaker - -", False),  # among styles of others
        ("讲话人 Date Body_Text", "speaker date body", True),  # nothing but styles we write
        ("Title Date Body_Text", "title date -", True),  # Word's alone: its body text may be anything
        ("Title Date", "- -", False),  # Word's alone, without body text
        ("讲话人 章标题 heading_2", "speaker 1 2", True),
        ("讲话人 章标题 Normal", "speaker - -", False),
    ],
)
def test_names_of_styles_are_believed(styles: str, decided: str, whole: bool) -> None:
    names = [name.replace("_", " ") for name in styles.split()]
    items = items_of(tuple(Paragraph((Span(TEXT),), hints=Hints(style=name)) for name in names))
    assert decide_styled(items) is whole
    found = [str(item.level or item.role.value) if item.decided else "-" for item in items]
    assert " ".join(found) == decided
