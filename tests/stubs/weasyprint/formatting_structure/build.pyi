"""Trees of boxes."""

from collections.abc import Callable
from typing import Any

create_anonymous_boxes: Callable[..., Any]
