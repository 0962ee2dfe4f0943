"""The table of the README that tells newcomers where things are is true: the file exists and defines the name."""

from __future__ import annotations

import ast
import re

import pytest

from tests import TOP

ROW = re.compile(r"^\| (?P<question>[^|`]+) \| `(?P<path>[^`]+)`：`(?P<name>\w+)` \|$", re.MULTILINE)
SIGNPOSTS = [match.group("path", "name") for match in ROW.finditer((TOP / "README.md").read_text(encoding="utf-8"))]


def test_ten_questions_have_a_signpost() -> None:
    assert len(SIGNPOSTS) >= 10


@pytest.mark.parametrize(("path", "name"), SIGNPOSTS)
def test_a_signpost_points_at_what_is_there(path: str, name: str) -> None:
    tree = ast.parse((TOP / path).read_text(encoding="utf-8"))
    assert name in set(defined(tree))


def defined(tree: ast.Module) -> list[str]:
    """Names of a module's functions, classes and constants."""
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names
