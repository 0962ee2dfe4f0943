"""Blocks: lines and tables within them."""

from collections.abc import Callable
from typing import Any

from weasyprint.layout.inline import Lines

iter_line_boxes: Callable[..., Lines]
table_layout: Callable[..., Any]
block_level_layout: Callable[..., Any]
