"""Small changes to a module's text, one at a time: constants, comparisons, boolean operators."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGE = 10  # from here on an integer is doubled and halved, since a threshold is seldom meant to the last character
OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
# Promises to Python itself, which no test of the room could see broken.
IDLE = {"slots", "frozen", "strict", "maxsize"}
# Bounds of work: how far a search looks, how long a word is still measured; a reader sees nothing of them.
BOUNDS = {
    "linebreak.LONGEST_LINE",
    "paragraph.LONGEST_WORD",
    "totalfit.WINDOW",
    "reading.MOST_BYTES",
    "rosters.LARGEST",
}
# Tables that were fitted or measured: another number is another measurement, not another program.
MEASURED = {"judgement.FEATURES"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's text with one expression changed; `line` counts from 1."""

    path: Path
    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before} → {self.after}"


def find_mutants(path: Path, text: str) -> Iterator[Mutant]:
    """Every small change to a module, in the order of its lines."""
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    data = text.encode()
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if not _is_bound(node, path)]
    for node in _walk(tree):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)
        before = data[begin:end].decode()
        for after in _change(node):
            changed = (data[:begin] + after.encode() + data[end:]).decode()
            yield Mutant(path, node.lineno, " ".join(before.split()), " ".join(after.split()), changed)


def _walk(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that may be changed, annotations and f-strings' insides left out."""
    if isinstance(node, ast.expr):
        yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_comment") or isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.keyword) and node.arg in IDLE:
            continue
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST) and not _is_for_types(child):
                yield from _walk(child)


def _is_bound(node: ast.stmt, path: Path) -> bool:
    return isinstance(node, ast.Assign) and f"{path.stem}.{ast.unparse(node.targets[0])}" in BOUNDS | MEASURED


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _change(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=float() as value):
            yield from (f"({value} * 2)", f"({value} / 2)") if value else ("1.0",)
        case ast.Constant(value=int() as value):
            yield from [f"({value} * 2)", f"({value} // 2)"] if abs(value) >= LARGE else [f"({value} + 1)"]
        case ast.Compare(ops=[operator]):
            yield f"({ast.unparse(node.left)} {OPERATORS[type(operator)]} {ast.unparse(node.comparators[0])})"
        case ast.BoolOp(op=operator, values=values):
            other = " or " if isinstance(operator, ast.And) else " and "
            yield "(" + other.join(f"({ast.unparse(value)})" for value in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"bool({ast.unparse(operand)})"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"(({ast.unparse(body)}) if not ({ast.unparse(test)}) else ({ast.unparse(orelse)}))"
        case _:
            return
