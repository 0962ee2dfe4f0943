"""What a token of a style may be: a length, a colour, a face, an alignment."""

from __future__ import annotations

from typing import Literal

FACES = ("仿宋", "小标宋", "黑体", "楷体", "宋体")
FaceName = Literal["仿宋", "小标宋", "黑体", "楷体", "宋体"]
Align = Literal["justify", "left", "center", "right"]


class Length(float):
    """A length in pt; in style.toml a string with unit (mm, cm, pt) or a Chinese size name."""


class Color(str):
    """A colour as CSS and OOXML write it, `#rrggbb`; in style.toml also 红 or 黑."""
