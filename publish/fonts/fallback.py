"""Characters no face of a role has, and the installed families that have them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable

MOST = 64  # characters asked for; a text with more of them is in another script


def find_fallbacks(characters: Iterable[str]) -> dict[str, str]:
    """For each character that any installed outline font has, the family it shall come from: serif rather than sans."""
    found: dict[str, str] = {}
    for char in sorted(characters)[:MOST]:
        families = _list_families(char)
        if families:
            found[char] = min(families, key=_rank)
    return found


def _list_families(char: str) -> list[str]:
    command = ["fc-list", f":charset={ord(char):x}:outline=true:color=false", "--format", "%{family[0]}\n"]
    try:
        run = subprocess.run(command, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return []
    return os.fsdecode(run.stdout).split("\n")[:-1]


def _rank(family: str) -> tuple[bool, bool, str]:
    return "Mono" in family or "Math" in family, "Serif" not in family, family
