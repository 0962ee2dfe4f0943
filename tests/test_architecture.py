"""The house: which room may import which, how large a room may grow, and who alone knows which library.

    model, text <- errors, paths, inputs, plain, composition <- recollection <- style, processes, report, readers
      <- fonts, structure, checks, comparison, output <- writers <- pipeline <- desk <- cli

The command line stands behind the desk, since `serve` and `watch --preview` start it.

A row may import what stands before it, never what stands after or beside it; modules of one room may import each other.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import TOP

PACKAGE = TOP / "publish"
ROWS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split())
    for row in (
        "__init__",
        "model text",
        "errors paths inputs plain composition",
        "recollection",
        "style processes report readers",
        "fonts structure checks comparison output",
        "writers",
        "pipeline",
        "desk",
        "cli",
        "__main__",
    )
)
ROW_OF = {room: index for index, row in enumerate(ROWS) for room in row}
MODULE_LINES, FUNCTION_LINES, CLI_LINES, FLAT_FILES = 300, 40, 250, 20
# Library -> the only room, or the only wing of a room, that may import it.
KNOWN_IN = {
    "click": "cli",
    "starlette": "desk",
    "uvicorn": "desk",
    "distributed": "processes",
    "dask": "processes",
    "docx": "writers/word",
    "markdown_it": "readers/markdown",
    "weasyprint": "writers/weasyprint",
    "pydyf": "writers/weasyprint",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
LENGTH = re.compile(r"\b\d+(?:\.\d+)?(?:pt|mm|cm|px|in)\b")


@cache
def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


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
    for other, line in imported_rooms(parse(module)):
        if other != room:
            assert ROW_OF[other] < ROW_OF[room], f"{module.name}:{line}: {room} must not import {other}"


@pytest.mark.parametrize("library", KNOWN_IN)
def test_one_room_knows_a_library(library: str) -> None:
    importers = [module for module in MODULES if library in imported_libraries(module)]
    assert not [str(module) for module in importers if not module.is_relative_to(PACKAGE / KNOWN_IN[library])]


@cache
def imported_libraries(module: Path) -> set[str]:
    return {name.split(".")[0] for node in ast.walk(parse(module)) for name in imports(node)}


@pytest.mark.parametrize("folder", sorted({module.parent for module in MODULES}), ids=lambda path: path.name)
def test_folders_stay_small(folder: Path) -> None:
    assert len([module for module in folder.glob("*.py") if module.name != "__init__.py"]) <= FLAT_FILES


def test_composition_knows_no_weasyprint() -> None:
    for module in (PACKAGE / "composition").glob("*.py"):
        assert "weasyprint" not in imported_libraries(module), module.name


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def is_table(node: ast.stmt) -> bool:
    """Tables of data (module constants) are exempt from the budget of lines."""
    return isinstance(node, ast.Assign | ast.AnnAssign)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_stay_small(module: Path) -> None:
    text, tree = module.read_text(encoding="utf-8"), parse(module)
    tables = sum((node.end_lineno or 0) - node.lineno for node in tree.body if is_table(node))
    limit = CLI_LINES if room_of(module) == "cli" else MODULE_LINES
    assert text.count("\n") - tables <= limit
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, f"{module.name}:{node.lineno} {node.name}"


def test_templates_hold_no_lengths() -> None:
    """Numbers of a look live in style.toml; a template may say em, % and 0, never pt, mm or px."""
    for template in (PACKAGE.parent / "styles").rglob("*.j2"):
        text = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not LENGTH.findall(text), template.name


def written_lengths(tree: ast.Module) -> Iterator[str]:
    """Lengths in the code itself: `"28pt"` in a text that is no docstring, `Mm(28)` with a number in it."""
    documentation = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in documentation:
            yield from LENGTH.findall(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Pt", "Mm", "Cm", "Emu"):
            yield from (ast.unparse(node) for arg in node.args if isinstance(arg, ast.Constant) and arg.value)


@pytest.mark.parametrize("module", sorted((PACKAGE / "writers").rglob("*.py")), ids=lambda path: path.name)
def test_writers_hold_no_lengths(module: Path) -> None:
    assert list(written_lengths(parse(module))) == []


def test_a_length_in_a_writer_would_be_found() -> None:
    code = 'def f():\n    "28pt is a length of the style."\n    return f"margin: 28pt", Mm(37), Pt(0), "A4"\n'
    assert set(written_lengths(ast.parse(code))) == {"28pt", "Mm(37)"}
