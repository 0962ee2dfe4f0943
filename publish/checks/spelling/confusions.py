"""Which characters are written for which: those read alike (readings.txt) and those that
look alike (shapes.txt, by hand; glyphs.txt, measured)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = ("an", "en", "in")


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The syllables of each character, without tones, the usual one first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line in (FOLDER / "readings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, first, other = line.split("\t")
            for rank, characters in enumerate((first, other)):
                for character in characters:
                    found.setdefault(character, []).append((rank, syllable))
    return {character: tuple(syllable for _, syllable in sorted(heard)) for character, heard in found.items()}


@cache
def _by_syllable() -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for character, syllables in readings().items():
        for syllable in syllables:
            found.setdefault(syllable, []).append(character)
    return {syllable: "".join(characters) for syllable, characters in found.items()}


@cache
def shapes() -> Mapping[str, str]:
    """The characters that look like each."""
    found: dict[str, str] = {}
    for line in (FOLDER / "shapes.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for character in line:
                found[character] = found.get(character, "") + line.replace(character, "")
    return found


@cache
def glyphs() -> Mapping[str, str]:
    """The characters whose glyphs are much like that of each, as measured."""
    lines = (FOLDER / "glyphs.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1:] for line in lines if not line.startswith("#")}


@cache
def near_syllables(syllable: str) -> frozenset[str]:
    """Syllables that speakers of southern dialects do not tell apart: zh and z, n and l, an and ang."""
    near = {syllable}
    for curled, flat in _INITIALS:
        if syllable.startswith(curled):
            near.add(flat + syllable[2:])
        elif syllable.startswith(flat):
            near.add(curled + syllable[1:])
    for each in tuple(near):
        if each.endswith(_FINALS):
            near.add(each + "g")
        elif each.endswith(tuple(final + "g" for final in _FINALS)):
            near.add(each[:-1])
    if syllable[0] in "ln":
        near.add({"l": "n", "n": "l"}[syllable[0]] + syllable[1:])
    return frozenset(near - {syllable})


@cache
def confusions(character: str) -> Mapping[str, bool]:
    """What may have been meant by a character: True for what is as easily typed, False for what dialects read alike."""
    heard = readings().get(character, ())
    nearly = (near for syllable in heard for near in near_syllables(syllable))
    found = dict.fromkeys("".join(_by_syllable().get(syllable, "") for syllable in nearly), False)
    found |= dict.fromkeys("".join(_by_syllable()[syllable] for syllable in heard), True)
    found |= dict.fromkeys(shapes().get(character, "") + glyphs().get(character, ""), True)
    found.pop(character, None)
    return found
