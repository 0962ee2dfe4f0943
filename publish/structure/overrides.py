"""What a person decided against the recognition: the side file NAME.toml beside a source, read and written."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.errors import InputError, toml_fault
from publish.model import Document, Finding, FindingKind, Heading, Level, Paragraph, Place, Role, plain_text
from publish.structure.blanks import Blanks
from publish.structure.items import Item

KEYS = ("title", "speaker", "date", "leave_out", "headings")
HEADING_KEYS = ("level", "run_in")
LEVELS: Mapping[Any, int] = {1: 1, 2: 2, 3: 3, 4: 4, "article": int(Level.ARTICLE)}
LEFT_OUT_CODES = (
    "summary-line", "doubled-text", "doubled-title", "doubled-number", "wire-line", "source-line", "record-line",
    "page-furniture", "photo-credit", "overruled",
)  # fmt: skip
KEY = re.compile(r"(\d+)(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class HeadingChoice:
    """A heading a person chose: its level, and the words it runs in with (empty: the whole line)."""

    level: int
    run_in: str = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """A side file's contents; None and empty: left to recognition. Lines are keyed "line" or "line:column".

    `headings` and `leave_out`, when given, are complete: what they do not name is body.
    """

    title: str = ""
    speaker: str = ""
    date: str = ""
    headings: Mapping[str, HeadingChoice] | None = None
    leave_out: tuple[str, ...] | None = None
    file: str = ""


NO_OVERRIDES = Overrides()


def side_file(source: Path) -> Path:
    """Where the side file of a source lies: same folder, same name, ending .toml."""
    return source.with_suffix(".toml")


def read_overrides(path: Path) -> Overrides:
    """The side file's contents. Raises InputError when it is no TOML, or has keys or values nobody knows."""
    try:
        tokens = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = (
            '请按 TOML 格式改正（文字写在英文引号里，如 title = "讲话"），或删去它，用 publish outline --init 重新生成'
        )
        raise InputError(f"旁注文件 {path.name} 读不懂：{toml_fault(error)}", hint) from error
    _refuse_unknown(tokens, KEYS, path.name)
    words = {key: _word(tokens, key, path.name) for key in ("title", "speaker", "date")}
    headings = tokens.get("headings")
    leave_out = tokens.get("leave_out")
    return Overrides(
        **words,
        headings=None if headings is None else dict(_choices(headings, path.name)),
        leave_out=None if leave_out is None else tuple(_line_keys(leave_out, path.name)),
        file=path.name,
    )


def _refuse_unknown(tokens: Mapping[str, Any], known: Sequence[str], file: str) -> None:
    for key in tokens:
        if key not in known:
            import difflib

            close = difflib.get_close_matches(key, known, 1)
            guess = f"是不是“{close[0]}”？" if close else ""
            raise InputError(f"旁注文件里没有“{key}”这一项", f"{guess}可用：{'、'.join(known)}", Place(file, 1))


def _word(tokens: Mapping[str, Any], key: str, file: str) -> str:
    value = tokens.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"旁注文件的“{key}”应当是文字", f'请写成 {key} = "……"', Place(file, 1))
    return value


def _line_keys(lines: Any, file: str) -> Iterator[str]:
    if not isinstance(lines, list):
        raise InputError("旁注文件的“leave_out”应当是行号的列表", "例如 leave_out = [1, 3]", Place(file, 1))
    for line in lines:
        yield _line_key(str(line), file)


def _line_key(written: str, file: str) -> str:
    if not KEY.fullmatch(written):
        raise InputError(
            f"旁注文件里的行号“{written}”不对", '应当是原文的行号，如 5，或行号:列号，如 "5:120"', Place(file, 1)
        )
    return written


def _choices(headings: Any, file: str) -> Iterator[tuple[str, HeadingChoice]]:
    if not isinstance(headings, dict):
        raise InputError("旁注文件的“headings”应当是一组“行号 = 级别”", "例如 5 = 1", Place(file, 1))
    for key, value in headings.items():
        choice = value if isinstance(value, dict) else {"level": value}
        _refuse_unknown(choice, HEADING_KEYS, file)
        level, run_in = choice.get("level"), choice.get("run_in", "")
        if isinstance(level, bool) or level not in LEVELS or not isinstance(run_in, str):
            raise InputError(f"旁注文件里第 {key} 行的标题级别不对", '级别是 1、2、3、4 或 "article"', Place(file, 1))
        yield _line_key(str(key), file), HeadingChoice(LEVELS[level], run_in)


def apply_leave_out(items: Sequence[Item], overrides: Overrides) -> None:
    """Leaves out exactly the lines the side file names."""
    if overrides.leave_out is None:
        return
    for item in items:
        if _named(item, overrides.leave_out):
            item.leave_out("overruled", f"按旁注文件 {overrides.file} 未排入正文")
    _refuse_missing(items, overrides.leave_out, overrides)


def apply_headings(items: Sequence[Item], overrides: Overrides, blanks: Blanks) -> None:
    """Makes headings of exactly the lines the side file names. Raises InputError when run-in words do not agree."""
    if overrides.headings is None:
        return
    for item in items:
        key = _named(item, overrides.headings)
        if key and not item.left_out:
            choice = overrides.headings[key]
            run_in = _run_in_end(item.text, choice.run_in, blanks)
            if run_in is None:
                message = f"旁注文件说第 {key} 行以“{choice.run_in}”开头，原文不是"
                raise InputError(message, "请照原文改正，或删去旁注文件重新生成", item.place)
            item.role = Role.BODY
            item.head(choice.level, f"旁注文件 {overrides.file} 的决定", run_in if run_in < len(item.text) else 0)
    _refuse_missing(items, overrides.headings, overrides)


def _run_in_end(text: str, words: str, blanks: Blanks) -> int | None:
    """Where run-in words end in a paragraph whose blanks may have been filled since; None when it opens otherwise."""
    if text.startswith(words):
        return len(words)
    return next((end for end in range(1, min(len(text), 2 * len(words)) + 1) if blanks.text(text[:end]) == words), None)


def _named(item: Item, keys: Mapping[str, Any] | Sequence[str]) -> str:
    place = item.place
    if not place:
        return ""
    return next((key for key in (f"{place.line}:{place.column}", str(place.line)) if key in keys), "")


def _refuse_missing(items: Sequence[Item], keys: Mapping[str, Any] | Sequence[str], overrides: Overrides) -> None:
    lines = {item.place.line for item in items if item.place}
    for key in keys:
        if int(key.split(":")[0]) not in lines:
            raise InputError(f"旁注文件指的第 {key} 行在原文里没有文字", "请对照原文改正行号", Place(overrides.file, 1))


def init_overrides(document: Document) -> str:
    """The side file that says what was recognised, for a person to edit."""
    keys = _written_keys(document)
    lines = [
        "# 从原文认出的结构。改好后保存，再次排版时以这里为准；删去某一项，就由程序重新判断。",
        f"title = {_quoted(document.title)}",
        f"speaker = {_quoted(_role(document, Role.SPEAKER))}",
        f"date = {_quoted(_role(document, Role.DATELINE))}",
        "",
        "# 不排入正文的行（原文行号）",
        f"leave_out = [{', '.join(keys[f.place] for f in _left_out(document) if f.place)}]",
        "",
        '# 标题：原文行号 = 级别（1 至 4，或 "article"）；段首标题另写 run_in，即作标题的那几个字',
        "[headings]",
        *_heading_lines(document, keys),
    ]
    return "\n".join(lines) + "\n"


def _role(document: Document, role: Role) -> str:
    found = [b for b in document.blocks if isinstance(b, Paragraph) and b.role is role]
    return plain_text(found[0].content) if found else ""


def _written_keys(document: Document) -> dict[Place, str]:
    """How the side file names each block and each line left out: by line, by "line:column" where a line has several."""
    places = [block.place for block in document.blocks if block.place]
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
            yield f"{key} = {{ level = {level}, run_in = {_quoted(words)} }}"
        else:
            yield f"{key} = {level}  # {' '.join(words.split())}"


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub("[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'
