"""Fonts of a document, known to Pango."""

from typing import Any

class FontConfiguration:
    def __init__(self) -> None: ...
    def __del__(self) -> None: ...

TTFont: Any
woff2: Any
