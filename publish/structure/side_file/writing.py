"""A side file written: what `read_overrides` reads back as the same decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.model import Level
from publish.structure.side_file.draft import quoted
from publish.structure.side_file.reading import NAMES, WORDS, HeadingChoice, Overrides

HEAD = "# 在网页里改的，排版以这里为准；与原文件放在一起，命令行得到同样的结果。"


def write_overrides(overrides: Overrides) -> str:
    """The side file as TOML; keys whose absence leaves the matter to recognition are left out."""
    return "\n".join([HEAD, *_words(overrides), *_tables(overrides)]) + "\n"


def _words(overrides: Overrides) -> Iterator[str]:
    for key in WORDS:
        value = overrides.elements.get(key) or getattr(overrides, key, "")
        if value:
            yield f"{key} = {quoted(value)}"
    if overrides.normalise:
        yield "normalise = true"
    if overrides.ignore:
        yield f"ignore = [{', '.join(map(quoted, overrides.ignore))}]"
    if overrides.leave_out is not None:
        yield f"leave_out = [{', '.join(map(quoted, overrides.leave_out))}]"


def _tables(overrides: Overrides) -> Iterator[str]:
    yield from _table("fill", {key: quoted(value) for key, value in overrides.fill.items()})
    yield from _table("set", {key: quoted(value) for key, value in overrides.tokens.items()})
    yield from _table("roles", {key: quoted(NAMES[role]) for key, role in overrides.roles.items()})
    if overrides.headings is not None:
        yield from ("", "[headings]")
        yield from (f"{quoted(key)} = {_heading(choice)}" for key, choice in overrides.headings.items())


def _table(name: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield from ("", f"[{name}]")
        yield from (f"{quoted(key)} = {value}" for key, value in entries.items())


def _heading(choice: HeadingChoice) -> str:
    level = '"article"' if choice.level == Level.ARTICLE else str(choice.level)
    return f"{{ level = {level}, run_in = {quoted(choice.run_in)} }}" if choice.run_in else level
