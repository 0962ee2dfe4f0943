"""What a 版头 is made of: lines of text and rules with their places, pt, from the left of the text area and its top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from publish.model import Role
from publish.structure.slicing import Content
from publish.style import FaceName

Width = Callable[[str], float]  # of a text, em


@dataclass(frozen=True)
class Piece:
    """A line of the head: `y` the top of its line box, which is `line` high, `scale` of its letters' width; `fill`: its
    characters are spread over the whole width."""

    role: Role
    content: Content
    x: float
    y: float
    width: float
    line: float
    size: float
    face: FaceName
    align: str = "left"
    scale: float = 1.0
    fill: bool = False

    @property
    def is_red(self) -> bool:
        """Whether it is printed in the head's colour."""
        return self.role is Role.MASTHEAD


@dataclass(frozen=True)
class Rule:
    """A red rule: `y` its upper edge."""

    x: float
    y: float
    width: float
    thickness: float


@dataclass
class Head:
    """The whole head: it takes `lines` of the grid below `lift`, the room above the text area that it uses."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    lines: int = 0
    lift: float = 0.0

    @property
    def is_letter(self) -> bool:
        """Whether it has the double rules of a letter (10.1), so that its mark stands above the text area."""
        return self.lift > 0
