"""Side files as they are written: what was recognised, for a person to edit; what `read_overrides` reads back as the
same decisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from publish.model import Block, Document, Finding, FindingKind, Heading, Level, Paragraph, Place, Role, plain_text
from publish.structure.lines.titles import broken
from publish.structure.side_file.given import find_dates, find_speakers
from publish.structure.side_file.reading import NAMES, WORDS, HeadingChoice, Overrides
from publish.structure.slicing import place_of

LEFT_OUT_CODES = (
    "summary-line", "doubled-text", "doubled-title", "doubled-number", "wire-line", "source-line", "record-line",
    "page-furniture", "photo-credit", "mail-header", "mail-note", "mail-quoted", "mail-signature", "chat", "folio",
    "no-text", "label", "typed-contents", "overruled",
)  # fmt: skip
# The title has a key of its own; the rest is what every line is that nobody names.
UNNAMED = (Role.TITLE, Role.BODY, Role.LIST_ITEM, Role.QUOTATION, Role.CAPTION)
SHOWN = 30


def init_overrides(document: Document) -> str:
    """The side file that says what was recognised, for a person to edit."""
    keys = _written_keys(document)
    lines = [
        "# 从原文认出的结构。改好后保存，再次排版时以这里为准；删去某一项，就由程序重新判断。",
        f"title = {quoted(document.title)}",
        f"speaker = {quoted(_speaker(document))}",
        f"date = {quoted(next((dated.text for dated in find_dates(document.blocks)), ''))}",
        "",
        "# 不排入正文的行（原文行号）",
        f"leave_out = [{', '.join(keys[f.place] for f in _left_out(document) if f.place)}]",
        "",
        f"# 正文以外的行：原文行号 = 名称。可用：{'、'.join(NAMES.values())}",
        "[roles]",
        *_role_lines(document, keys),
        "",
        '# 标题：原文行号 = 级别（1 至 4，或 "article"）；段首标题另写 run_in，即作标题的那几个字',
        "[headings]",
        *_heading_lines(document, keys),
    ]
    return "\n".join(lines) + "\n"


def _speaker(document: Document) -> str:
    return "　".join(plain_text(found.content) for found in find_speakers(document.blocks))


def _role_lines(document: Document, keys: Mapping[Place, str]) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line, place in _named_lines(block):
                yield f"{keys[place]} = {quoted(NAMES[block.role])}  # {_shown(line)}"


def _named_lines(block: Block) -> Iterator[tuple[str, Place]]:
    """The text and place of each line of the source that a paragraph of a role is made of."""
    if not isinstance(block, Paragraph) or block.role in UNNAMED or block.run_in:
        return
    above = 0
    for line in broken(block.content):
        place = place_of(line)
        if place and place.line != above:
            yield " ".join(plain_text(line).split()), place
            above = place.line


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _written_keys(document: Document) -> dict[Place, str]:
    """How the side file names each block and each line left out: by line, by "line:column" where a line has several."""
    places = [block.place for block in document.blocks if block.place]
    places += [p for block in document.blocks for _, p in _named_lines(block) if p != block.place]
    places += [finding.place for finding in _left_out(document) if finding.place]
    crowded = Counter(place.line for place in places)
    return {p: str(p.line) if crowded[p.line] == 1 else f'"{p.line}:{p.column}"' for p in places}


def _left_out(document: Document) -> list[Finding]:
    """What recognition left out; what the reader removed inside lines is not the side file's matter."""
    return [f for f in document.findings if f.kind is FindingKind.LEFT_OUT and f.code in LEFT_OUT_CODES]


def _heading_lines(document: Document, keys: Mapping[Place, str]) -> Iterator[str]:
    for block in document.blocks:
        heading = block.run_in if isinstance(block, Paragraph) else block
        if not isinstance(heading, Heading) or not block.place:
            continue
        words, key = plain_text(heading.content), keys[block.place]
        level = '"article"' if heading.level == Level.ARTICLE else str(heading.level)
        if isinstance(block, Paragraph):
            yield f"{key} = {{ level = {level}, run_in = {quoted(words)} }}"
        else:
            yield f"{key} = {level}  # {' '.join(words.split())}"


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub("[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'


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
