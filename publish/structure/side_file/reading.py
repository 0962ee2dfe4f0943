"""What a person decided against the recognition: the side file NAME.toml beside a source, read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from publish.errors import InputError, toml_fault
from publish.inputs import read_input
from publish.model import ELEMENTS, Level, Place, Role

# The Chinese words for roles: what `publish outline --explain` prints and what [roles] understands.
NAMES = {
    Role.COPY_NUMBER: "份号", Role.MARKING: "密级和紧急程度", Role.MASTHEAD: "发文机关标志", Role.NUMBER: "发文字号",
    Role.SIGNER: "签发人",
    Role.TITLE: "标题", Role.SUBTITLE: "副标题", Role.SPEAKER: "讲话人", Role.DATELINE: "日期行",
    Role.SALUTATION: "称谓", Role.BODY: "正文", Role.QUOTATION: "引文", Role.LIST_ITEM: "列表项",
    Role.ATTACHMENT: "附件说明", Role.SIGNATURE: "署名", Role.DATE: "成文日期", Role.NOTE: "附注",
    Role.ATTENDANCE: "出席人员", Role.COPY_TO: "抄送机关", Role.IMPRINT: "印发机关和日期",
    Role.PART_LABEL: "附件标识", Role.PART_TITLE: "附件标题",
    Role.CONTENTS_HEADING: "目录标题", Role.CONTENTS_LINE: "目录条目", Role.CAPTION: "图表题",
}  # fmt: skip
# Other words clerks use for the same.
SYNONYMS = {
    "密级": Role.MARKING, "紧急程度": Role.MARKING, "版头": Role.MASTHEAD, "文号": Role.NUMBER, "字号": Role.NUMBER,
    "副题": Role.SUBTITLE, "主送机关": Role.SALUTATION, "主送": Role.SALUTATION,
    "附件": Role.ATTACHMENT, "落款": Role.SIGNATURE, "日期": Role.DATE, "出席": Role.ATTENDANCE,
    "列席": Role.ATTENDANCE, "请假": Role.ATTENDANCE, "抄送": Role.COPY_TO, "印发机关": Role.IMPRINT,
    "印发": Role.IMPRINT,
}  # fmt: skip
ROLES = {**{name: role for role, name in NAMES.items()}, **SYNONYMS}

WORDS = ("title", "speaker", "date", "style", *ELEMENTS)
KEYS = (*WORDS, "leave_out", "roles", "headings", "ignore", "fill", "set", "normalise")
HEADING_KEYS = ("level", "run_in")
LEVELS: Mapping[Any, int] = {1: 1, 2: 2, 3: 3, 4: 4, "article": int(Level.ARTICLE)}
KEY = re.compile(r"(\d+)(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class HeadingChoice:
    """A heading a person chose: its level, and the words it runs in with (empty: the whole line)."""

    level: int
    run_in: str = ""


@dataclass(frozen=True, slots=True)
class Overrides:
    """A side file's contents; None and empty: left to recognition. Lines are keyed "line" or "line:column".

    `headings` and `leave_out`, when given, are complete: what they do not name is no heading, and is not left out.
    `roles` decides the lines it names and no others. `ignore`: findings of the checks to be left alone, by code
    ("wrong-word"), line ("12") or both ("12:wrong-word"). `fill`, `tokens` (of the style) and `normalise` are what
    --fill, --set and --normalise say on the command line, which goes before them.
    """

    title: str = ""
    speaker: str = ""
    date: str = ""
    style: str = ""
    elements: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, HeadingChoice] | None = None
    leave_out: tuple[str, ...] | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    fill: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    normalise: bool = False
    file: str = ""


NO_OVERRIDES = Overrides()
MOST_BYTES = 1_000_000


def side_file(source: Path) -> Path:
    """Where the side file of a source lies: same folder, same name, ending .toml."""
    return source.with_suffix(".toml")


def read_overrides(path: Path) -> Overrides:
    """The side file's contents. Raises InputError when it is no TOML, or has keys or values nobody knows."""
    try:
        tokens = tomllib.loads(read_input(path, MOST_BYTES).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        hint = (
            '请按 TOML 格式改正（文字写在英文引号里，如 title = "讲话"），或删去它，用 publish outline --init 重新生成'
        )
        raise InputError(f"旁注文件 {path.name} 读不懂：{toml_fault(error)}", hint) from error
    _refuse_unknown(tokens, KEYS, path.name)
    words = {key: _word(tokens, key, path.name) for key in WORDS}
    headings = tokens.get("headings")
    leave_out = tokens.get("leave_out")
    elements = {key: words.pop(key) for key in ELEMENTS}
    return Overrides(
        **words,
        elements={key: word for key, word in elements.items() if word},
        headings=None if headings is None else dict(_choices(headings, path.name)),
        leave_out=None if leave_out is None else tuple(_line_keys(leave_out, path.name)),
        roles=dict(_roles(tokens.get("roles", {}), path.name)),
        ignore=_ignored(tokens.get("ignore", []), path.name),
        fill=_pairs(tokens, "fill", path.name),
        tokens=_pairs(tokens, "set", path.name),
        normalise=_normalise(tokens, path.name),
        file=path.name,
    )


def _refuse(message: str, hint: str, file: str) -> InputError:
    """What a side file says that cannot be meant."""
    return InputError(message, hint, Place(file, 1))


def _refuse_unknown(tokens: Mapping[str, Any], known: Sequence[str], file: str) -> None:
    for key in tokens:
        if key not in known:
            import difflib

            close = difflib.get_close_matches(key, known, 1)
            guess = f"是不是“{close[0]}”？" if close else ""
            raise _refuse(f"旁注文件里没有“{key}”这一项", f"{guess}可用：{'、'.join(known)}", file)


def _word(tokens: Mapping[str, Any], key: str, file: str) -> str:
    value = tokens.get(key, "")
    if key == "date" and isinstance(value, calendar_date):  # TOML has dates of its own
        return f"{value.year}-{value.month}-{value.day}"
    if not isinstance(value, str):
        raise _refuse(f"旁注文件的“{key}”应当是文字", f'请写成 {key} = "……"', file)
    return value


def _pairs(tokens: Mapping[str, Any], key: str, file: str) -> dict[str, str]:
    pairs = tokens.get(key, {})
    if not isinstance(pairs, dict) or not all(name and isinstance(value, str) for name, value in pairs.items()):
        example = {"fill": '"×" = "亳州"', "set": '"page.top" = "35mm"'}[key]
        raise _refuse(f"旁注文件的“{key}”应当是一组“名称 = 内容”", f"在 [{key}] 下面写，如 {example}", file)
    return dict(pairs)


def _normalise(tokens: Mapping[str, Any], file: str) -> bool:
    value = tokens.get("normalise", False)
    if not isinstance(value, bool):
        raise _refuse("旁注文件的“normalise”应当是 true 或 false", "请写成 normalise = true", file)
    return value


def _ignored(listed: Any, file: str) -> tuple[str, ...]:
    listed = [str(entry) if isinstance(entry, int) else entry for entry in listed] if isinstance(listed, list) else None
    if listed is None or not all(isinstance(entry, str) for entry in listed):
        hint = '例如 ignore = ["wrong-word", 12, "15:doubtful-word"]：检查项的代号、行号，或行号:代号'
        raise _refuse("旁注文件的“ignore”应当是一个列表", hint, file)
    return tuple(listed)


def _line_keys(lines: Any, file: str) -> Iterator[str]:
    if not isinstance(lines, list):
        raise _refuse("旁注文件的“leave_out”应当是行号的列表", "例如 leave_out = [1, 3]", file)
    for line in lines:
        yield _line_key(str(line), file)


def _line_key(written: str, file: str) -> str:
    if not KEY.fullmatch(written):
        raise _refuse(f"旁注文件里的行号“{written}”不对", '应当是原文的行号，如 5，或行号:列号，如 "5:120"', file)
    return written


def _choices(headings: Any, file: str) -> Iterator[tuple[str, HeadingChoice]]:
    if not isinstance(headings, dict):
        raise _refuse("旁注文件的“headings”应当是一组“行号 = 级别”", "例如 5 = 1", file)
    for key, value in headings.items():
        choice = value if isinstance(value, dict) else {"level": value}
        _refuse_unknown(choice, HEADING_KEYS, file)
        level, run_in = choice.get("level"), choice.get("run_in", "")
        if isinstance(level, bool) or level not in LEVELS or not isinstance(run_in, str):
            raise _refuse(f"旁注文件里第 {key} 行的标题级别不对", '级别是 1、2、3、4 或 "article"', file)
        yield _line_key(str(key), file), HeadingChoice(LEVELS[level], run_in)


def _roles(roles: Any, file: str) -> Iterator[tuple[str, Role]]:
    if not isinstance(roles, dict):
        raise _refuse("旁注文件的“roles”应当是一组“行号 = 名称”", '例如 2 = "发文字号"', file)
    for key, name in roles.items():
        if name not in ROLES:
            hint = f"可用：{'、'.join(NAMES.values())}"
            raise _refuse(f"旁注文件里第 {key} 行的“{name}”不是可用的名称", hint, file)
        yield _line_key(str(key), file), ROLES[name]
