"""The tokens of an official document (GB/T 9704-2012): red head, imprint, seal; lengths in pt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publish.style.units import Color, FaceName, Length


@dataclass(frozen=True)
class HeadLook:
    """The red head (版头, GB/T 9704 7.2, 10.1 to 10.3); lengths in pt, `bearing` and `narrow` as shares of the em.

    The ink of 发文机关标志 begins `top` below the text area (letters: below the paper's edge) and is at most `height`
    high, in 联合行文 each name `joint_height`, and `least` of that at least; its characters are condensed to `narrow`
    of their width; “文件” stands `joint_gap` of a character behind several names. `lines` of the grid stay free above
    发文字号, `title_lines` above the title. A red rule `rule` thick stands `distance` below 发文字号 (letters: a double
    one below the mark, another `foot` above the paper's edge, `width` wide, with `gap` between the thick and the thin
    one). 签发人 stand `names` to a line, `names_gap` apart.
    """

    form: Literal["none", "document", "letter", "order", "minutes"]
    printed: bool
    color: Color
    face: FaceName
    top: Length
    height: Length
    least: float
    joint_height: Length
    joint_leading: float
    joint_gap: float
    bearing: float
    narrow: float
    lines: int
    distance: Length
    rule: Length
    thin_rule: Length
    gap: Length
    width: Length
    foot: Length
    title_lines: int
    indent: float
    names: int
    names_face: FaceName
    names_gap: float


@dataclass(frozen=True)
class ImprintLook:
    """版记 (7.4): `foot`: it stands at the foot of the last page, between rules `outer` thick and with rules `inner`
    thick inside; `even`: on an even page. `gap` characters stay between 印发机关 and date, whose name may be condensed
    by `condense` of a character."""

    foot: bool
    even: bool
    outer: Length
    inner: Length
    gap: float
    condense: float


@dataclass(frozen=True)
class ClosingLook:
    """署名 and 成文日期 (7.3.5), characters but for lines said: a date below a seal or a stamp stands `sealed` from the
    edge, without one it begins `shift` right of the 署名; 署名 side by side stand `apart`; `stamped` lines stay free
    above the first 署名 with a stamp, `below_stamp` below each. The page of a signature holds text, whose last line has
    at least `text`."""

    sealed: float
    shift: float
    apart: float
    stamped: int
    below_stamp: int
    text: int


@dataclass(frozen=True)
class SealLook:
    """The seal (7.3.5.1): `size` across, pt; at most `columns` of them side by side."""

    size: Length
    columns: int
