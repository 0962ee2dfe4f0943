"""The house: which room may import which, and how large a room may grow.

    model <- errors <- style, fonts <- readers | structure | checks | composition <- writers
      <- imposition, mail, delivery, worker, report <- batch, cache, preview, sources, watch <- build <- cli

A row may import what stands before it, never what stands after or beside it; modules of one room may import each other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "publish"
ROWS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "__init__",
        "model",
        "errors",
        "style charmap quickstart",
        "fonts",
        "fandol",
        "readers structure checks composition",
        "writers",
        "imposition mail delivery worker report",
        "batch cache preview sources watch",
        "build",
        "cli",
        "__main__",
    )
)
ROW_OF = {room: index for index, row in enumerate(ROWS) for room in row}
MODULE_LINES, FUNCTION_LINES, PARAMETERS, CLI_LINES = 300, 40, 5, 250
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "publish":
            names = [f"publish.{alias.name}" for alias in node.names]
        else:
            names = imports(node)
        for name in names:
            if name.startswith("publish."):
                room = name.split(".")[1]
                yield (room if room in ROW_OF else "__init__"), getattr(node, "lineno", 0)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_go_one_way(module: Path) -> None:
    room = room_of(module)
    assert room in ROW_OF, f"{module.name} stands in no room of the house"
    for other, line in imported_rooms(ast.parse(module.read_text(encoding="utf-8"))):
        if other != room:
            assert ROW_OF[other] < ROW_OF[room], f"{module.name}:{line}: {room} must not import {other}"


def test_only_the_command_line_imports_click() -> None:
    importers = {room_of(module) for module in MODULES if "import click" in module.read_text(encoding="utf-8")}
    assert importers == {"cli"}


def test_composition_knows_no_weasyprint() -> None:
    for module in (PACKAGE / "composition").glob("*.py"):
        names = [name for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) for name in imports(node)]
        assert not [name for name in names if name.split(".")[0] == "weasyprint"], module.name


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def is_table(node: ast.stmt) -> bool:
    """Tables of data (module constants) are exempt from the budget of lines."""
    return isinstance(node, ast.Assign | ast.AnnAssign)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_stay_small(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    tables = sum((node.end_lineno or 0) - node.lineno for node in tree.body if is_table(node))
    limit = CLI_LINES if room_of(module) == "cli" else MODULE_LINES
    assert text.count("\n") - tables <= limit
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, f"{module.name}:{node.lineno} {node.name}"


def test_templates_hold_no_lengths() -> None:
    """Numbers of a look live in style.toml; a template may say em, % and 0, never pt, mm or px."""
    import re

    for template in (PACKAGE.parent / "styles").rglob("*.j2"):
        text = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"\b\d+(?:\.\d+)?(?:pt|mm|cm|px|in)\b", text), template.name
