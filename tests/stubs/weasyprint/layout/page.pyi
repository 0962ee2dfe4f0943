"""Pages."""

from typing import Any

PageType: Any
