"""Pictures of a PDF page where they stand: drawn by its instructions and by its forms (ISO 32000-1 8.9, 8.10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DEEPEST = 12
MOST_DRAWN = 500  # pictures of a page
Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Drawn:
    """A picture with its box in pt, y upwards; no `image`: its bytes stand among the instructions."""

    image: Any
    left: float
    bottom: float
    right: float
    top: float


def find_drawn(page: Any) -> list[Drawn]:
    """The pictures of a pikepdf page in the order they are drawn."""
    found = []
    for drawn in _read(page, page.obj.get("/Resources", {}), UNIT, 0):
        found.append(drawn)
        if len(found) >= MOST_DRAWN:
            break
    return found


def _read(holder: Any, resources: Any, matrix: Matrix, depth: int) -> Iterator[Drawn]:
    import pikepdf

    kept: list[Matrix] = []
    for instruction in pikepdf.parse_content_stream(holder, "q Q cm Do BI ID EI"):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop() if kept else matrix
            case "cm":
                matrix = _multiply(tuple(float(each) for each in operands), matrix)
            case "INLINE IMAGE":
                yield _place(None, matrix)
            case "Do":
                named = resources.get("/XObject", {}).get(str(operands[0]))
                if named is not None and named.get("/Subtype") == "/Image":
                    yield _place(named, matrix)
                elif named is not None and named.get("/Subtype") == "/Form" and depth < DEEPEST:
                    own = tuple(float(each) for each in named.get("/Matrix", UNIT))
                    yield from _read(named, named.get("/Resources", resources), _multiply(own, matrix), depth + 1)


def _multiply(one: tuple[float, ...], other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _place(image: Any, matrix: Matrix) -> Drawn:
    """The box of the unit square that a picture fills."""
    a, b, c, d, e, f = matrix
    across, up = ([0.0, one, other, one + other] for one, other in ((a, c), (b, d)))
    return Drawn(image, e + min(across), f + min(up), e + max(across), f + max(up))
