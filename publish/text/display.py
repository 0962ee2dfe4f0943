"""Text from outside, names of files above all, as it may be shown on a terminal: in one line, and without commands."""

from __future__ import annotations

import re

# Controls (ESC begins a terminal's commands), ends of lines, marks that turn the direction of what follows, bytes of a
# name that are no UTF-8.
UNSHOWN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text with U+FFFD for every character that would end its line or steer the terminal."""
    return UNSHOWN.sub("\ufffd", text)
