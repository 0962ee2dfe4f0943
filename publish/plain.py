"""PUBLISH_PLAIN=1: do without what only makes the work quicker; whoever doubts an output tries whether it stays.

No press, nothing compiled or parsed that an earlier run kept, WeasyPrint imported whole with its own style sheets and
parser of HTML, every box laid out and every object written by WeasyPrint itself, pypdfium2 for reading back. The bytes
that come out must be the same (tests/cli/test_plain.py).
"""

from __future__ import annotations

import os


def is_plain() -> bool:
    """Whether this process was asked to do without."""
    return os.environ.get("PUBLISH_PLAIN") == "1"
