"""What a token of a style may be: lengths and colours as people write them, faces, alignments."""

from __future__ import annotations

import re
from typing import Literal

FACES = ("仿宋", "小标宋", "黑体", "楷体", "宋体")
FaceName = Literal["仿宋", "小标宋", "黑体", "楷体", "宋体"]
Align = Literal["justify", "left", "center", "right"]
POINTS_PER_MM = 72 / 25.4

# 号 to pt: the customary table shared by Word, WPS and CTeX (clreq calls it non-normative).
CHINESE_SIZES = {
    "初号": 42.0, "小初": 36.0, "一号": 26.0, "小一": 24.0, "二号": 22.0, "小二": 18.0, "三号": 16.0, "小三": 15.0,
    "四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5.0,
}  # fmt: skip
UNITS = {"mm": POINTS_PER_MM, "cm": POINTS_PER_MM * 10, "pt": 1.0}


# Printers' red is full magenta and full yellow; this is how screens and office printers show it.
COLORS = {"红": "#e60012", "黑": "#000000"}


class Length(float):
    """A length in pt; in style.toml a string with unit (mm, cm, pt) or a Chinese size name."""


class Color(str):
    """A colour as CSS and OOXML write it, `#rrggbb`; in style.toml also 红 or 黑."""


def parse_color(text: object) -> Color:
    """`"红"`, `"黑"` or `"#e60012"` as `#rrggbb`. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)
    color = COLORS.get(text, text).lower()
    if not re.fullmatch("#[0-9a-f]{6}", color):
        raise ValueError(text)
    return Color(color)


def parse_length(text: object) -> Length:
    """`"37mm"`, `"2cm"`, `"28pt"` or `"三号"` as pt. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)
    if text in CHINESE_SIZES:
        return Length(CHINESE_SIZES[text])
    match = re.fullmatch(r"\s*(\d{1,4}(?:\.\d{1,6})?)\s*(mm|cm|pt)\s*", text)
    if not match:
        raise ValueError(text)
    return Length(float(match[1]) * UNITS[match[2]])
