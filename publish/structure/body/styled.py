"""Word files written by ourselves or with our styles: the names of the styles say what each paragraph is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publish.model import TITLES, Role
from publish.structure.items import Item
from publish.style.word_styles import HEADING_LEVELS, ROLE_STYLES

NAMES = {name.lower(): role for role, (_, name) in ROLE_STYLES.items()}
HEADINGS = {name: HEADING_LEVELS[role] for name, role in NAMES.items() if role in HEADING_LEVELS}
ROLES = {name: Role(role) for name, role in NAMES.items() if name not in HEADINGS}
# Names nobody but us gives; the others are Word's own and stand on anything in files that others made.
OURS = {name: role for name, role in ROLES.items() if not name.isascii()}
UNSURE = {name: role for name, role in ROLES.items() if role is not Role.BODY}
BODY = ROLE_STYLES["body"][1].lower()


def decide_styled(items: Sequence[Item]) -> bool:
    """Decides what the names of styles say; returns whether the whole file is one of ours.

    Names of our own are believed anywhere; Word's own (Date, Signature, List Paragraph …) only in a file where every
    paragraph has a name we write, body text only when some name is our own.
    """
    texts = [item for item in items if item.text]
    names = {_name(item) for item in texts}
    if names == {""}:
        return False
    whole = names <= set(NAMES) and bool(names & {*OURS, BODY})
    believed = OURS if not whole else ROLES if names & set(OURS) else UNSURE
    for item in texts:
        name = _name(item)
        if whole and name in HEADINGS:
            item.head(HEADINGS[name], f"原文样式是“{item.hints.style}”")
        elif name in believed and not item.level:
            item.decide(believed[name], f"原文样式是“{item.hints.style}”")
    _join_titles(items)
    return whole


def _name(item: Item) -> str:
    return item.hints.style.lower()


def _join_titles(items: Sequence[Item]) -> None:
    """Paragraphs of one title that stand one below the other are its lines."""
    first: Item | None = None
    for above, item in pairwise(items):
        if not (item.decided and item.role in TITLES and above.decided and above.role is item.role):
            first = None
            continue
        first = first or above
        first.lines.append(item)
        item.follows = True
