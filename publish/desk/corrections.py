"""What a person corrects on the page, one step at a time: from the decisions so far to the decisions after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publish.errors import InputError
from publish.model import ELEMENTS
from publish.structure.side_file.reading import NAMES, HeadingChoice, Overrides

Lines = Sequence[Mapping[str, Any]]  # as `jobs.Looked` gives them
Step = Mapping[str, Any]
KEY = re.compile(r"[0-9]{1,7}(:[0-9]{1,7})?")
ROLES = {role.value: role for role in NAMES}
LEVELS = range(1, 6)
MOST_CHARACTERS = 300  # of one value
MOST_VALUES = 2_000  # lines, tokens and blanks decided by hand


def correct(said: Overrides, step: Step, lines: Lines) -> Overrides:
    """What is said after one more step. Raises InputError for a step that is none."""
    change = STEPS.get(str(step.get("kind")))
    if change is None:
        raise _nonsense()
    changed = change(said, step, lines)
    many = (changed.roles, changed.headings or {}, changed.leave_out or (), changed.fill, changed.tokens)
    if max(len(values) for values in many) > MOST_VALUES:
        raise InputError("改的地方太多了", "请在 Word 里改好原文再放进来")
    return changed


def _nonsense() -> InputError:
    return InputError("这一步没有看懂", "请刷新这一页再试")


def _text(step: Step, name: str) -> str:
    value = step.get(name, "")
    if not isinstance(value, str):
        raise _nonsense()
    if len(value) > MOST_CHARACTERS:
        raise InputError(f"写得太长了，最多 {MOST_CHARACTERS} 个字", "请写短一些")
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", value):
        raise InputError("里面有换行或看不见的字符", "请删去再试")
    return value.strip()


def _key(step: Step, lines: Lines) -> str:
    key = _text(step, "key")
    if not KEY.fullmatch(key) or key not in {line["key"] for line in lines}:
        raise _nonsense()
    return key


def give_role(said: Overrides, step: Step, lines: Lines) -> Overrides:
    """A line has a role."""
    key, role = _key(step, lines), ROLES.get(_text(step, "role"))
    if role is None:
        raise _nonsense()
    freed = _free(said, key, lines)
    return replace(freed, roles={**freed.roles, key: role})


def make_heading(said: Overrides, step: Step, lines: Lines) -> Overrides:
    """A line is a heading of a level, or opens with one (`run_in`: its words)."""
    key, level = _key(step, lines), step.get("level")
    if not isinstance(level, int) or level not in LEVELS:
        raise _nonsense()
    freed = _free(said, key, lines)
    headings = _headings(freed, lines) | {key: HeadingChoice(level, _text(step, "run_in"))}
    return replace(freed, headings=_in_order(headings, lines))


def leave_out(said: Overrides, step: Step, lines: Lines) -> Overrides:
    """A line is not printed."""
    key = _key(step, lines)
    freed = _free(said, key, lines)
    left = {*_left_out(freed, lines), key}
    return replace(freed, leave_out=tuple(line["key"] for line in lines if line["key"] in left))


def take_back(said: Overrides, step: Step, lines: Lines) -> Overrides:
    """A line that was left out is printed."""
    key = _key(step, lines)
    return replace(said, leave_out=tuple(left for left in _left_out(said, lines) if left != key))


def _free(said: Overrides, key: str, lines: Lines) -> Overrides:
    """Nothing is said of a line."""
    roles = {each: role for each, role in said.roles.items() if each != key}
    was = next(line for line in lines if line["key"] == key)
    headings, left = said.headings, said.leave_out
    if headings is not None:
        headings = {each: choice for each, choice in headings.items() if each != key}
    if was["left_out"]:
        left = tuple(each for each in _left_out(said, lines) if each != key)
    return replace(said, roles=roles, headings=headings, leave_out=left)


def _headings(said: Overrides, lines: Lines) -> dict[str, HeadingChoice]:
    """All headings: those said, or else those recognised, since a side file that names one names all."""
    if said.headings is not None:
        return dict(said.headings)
    return {
        line["key"]: HeadingChoice(line["level"], line["text"][: line["run_in"]])
        for line in lines
        if line["level"] and line["key"] and not line["left_out"] and line["key"] not in said.roles
    }


def _in_order(headings: Mapping[str, HeadingChoice], lines: Lines) -> dict[str, HeadingChoice]:
    return {line["key"]: headings[line["key"]] for line in lines if line["key"] in headings}


def _left_out(said: Overrides, lines: Lines) -> tuple[str, ...]:
    if said.leave_out is not None:
        return said.leave_out
    return tuple(line["key"] for line in lines if line["kept_out"] and line["key"])


def give_field(said: Overrides, step: Step, _lines: Lines) -> Overrides:
    """Title, speaker, date, style or an element of an official document is as written; empty: as recognised."""
    name, value = _text(step, "name"), _text(step, "value")
    if name in ELEMENTS:
        elements = {each: word for each, word in said.elements.items() if each != name}
        return replace(said, elements=elements | ({name: value} if value else {}))
    fields: dict[str, Callable[[], Overrides]] = {
        "title": lambda: replace(said, title=value),
        "speaker": lambda: replace(said, speaker=value),
        "date": lambda: replace(said, date=value),
        "style": lambda: replace(said, style=value),
    }
    if name not in fields:
        raise _nonsense()
    return fields[name]()


def fill_blank(said: Overrides, step: Step, _lines: Lines) -> Overrides:
    """A blank is filled; empty: left as it is."""
    blank, value = _text(step, "blank"), _text(step, "value")
    if not blank:
        raise _nonsense()
    fill = {each: word for each, word in said.fill.items() if each != blank}
    return replace(said, fill=fill | ({blank: value} if value else {}))


def set_token(said: Overrides, step: Step, _lines: Lines) -> Overrides:
    """A token of the style has a value; empty: the style's own."""
    token, value = _text(step, "token"), _text(step, "value")
    if not re.fullmatch(r"[a-z_.-]{1,60}", token):
        raise _nonsense()
    tokens = {each: word for each, word in said.tokens.items() if each != token}
    return replace(said, tokens=tokens | ({token: value} if value else {}))


def normalise(said: Overrides, step: Step, _lines: Lines) -> Overrides:
    """Marks and numbering are brought into their standard form, or not."""
    return replace(said, normalise=step.get("value") is True)


def ignore(said: Overrides, step: Step, _lines: Lines) -> Overrides:
    """A finding of the checks is left alone ("12:wrong-word")."""
    finding = _text(step, "finding")
    if not re.fullmatch(r"([0-9]{1,7}:)?[a-z0-9-]{1,60}", finding):
        raise _nonsense()
    return replace(said, ignore=tuple(dict.fromkeys((*said.ignore, finding))))


STEPS: Mapping[str, Callable[[Overrides, Step, Lines], Overrides]] = {
    "role": give_role,
    "heading": make_heading,
    "leave-out": leave_out,
    "take-back": take_back,
    "field": give_field,
    "fill": fill_blank,
    "token": set_token,
    "normalise": normalise,
    "ignore": ignore,
}
