"""Places of the pieces of a 版头 as CSS: every piece is a block without height, moved from the head's upper left."""

from __future__ import annotations

from publish.writers.official.pieces import Piece, Rule

PLACES = 4  # decimals of a length in pt


def place_piece(piece: Piece, lift: float) -> str:
    """The inline style of a piece; narrow letters are those of a wider block, drawn narrower."""
    style = {
        "left": _points(piece.x),
        "top": _points(piece.y + lift),
        "width": _points(piece.width / piece.scale),
        "line-height": _points(piece.line),
        "font-size": _points(piece.size),
        "text-align": piece.align,
    }
    if piece.fill:
        style["text-align-last"] = "justify"
    if piece.scale != 1:
        style["transform"] = f"scaleX({piece.scale:.4f})"
    return _declare(style)


def place_rule(rule: Rule, lift: float) -> str:
    """The inline style of a rule."""
    return _declare(
        {
            "left": _points(rule.x),
            "top": _points(rule.y + lift),
            "width": _points(rule.width),
            "border-top-width": _points(rule.thickness),
            "margin-bottom": _points(-rule.thickness),
        }
    )


def _declare(style: dict[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in style.items())


def _points(length: float) -> str:
    return f"{round(length, PLACES):.{PLACES}f}".rstrip("0").rstrip(".") + "pt"
