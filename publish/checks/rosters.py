"""The user's own lists: 名录.toml (persons, posts, their order) and 禁用词.toml (words not to be used).

They lie beside the source or in the user's folder; none is shipped.

    名录.toml, in the order of rank          禁用词.toml
    "张三" = "市委书记"                       "旧提法" = "新提法"
    "李四" = ["市长", "市委副书记"]            "不用的词" = ""
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from publish.checks.passages import Check, Hit, Passage
from publish.errors import InputError, toml_fault
from publish.model import Place

PERSONS, WORDS = "名录.toml", "禁用词.toml"
LARGEST = 1_000_000  # bytes of a list
SHORTEST_NAME = 2
# What a name may lean on when it is one character off: otherwise any three characters could be a slip.
TITLES = (
    "同志",
    "书记",
    "主任",
    "市长",
    "县长",
    "省长",
    "区长",
    "镇长",
    "局长",
    "部长",
    "主席",
    "秘书长",
    "常委",
    "副市长",
)
ROW = re.compile(r"^[、，和及\s]{0,2}[\u4e00-\u9fff]{0,14}$")


@dataclass(frozen=True, slots=True)
class Person:
    """A name, the posts it may be called with, its rank in the list (0 first)."""

    name: str
    posts: tuple[str, ...]
    rank: int


def read_checks(folders: Sequence[Path]) -> tuple[Check, ...]:
    """The checks of the lists found in these folders; of two of one name the first counts.

    Raises InputError, with the place, for a list that is no TOML or holds something else.
    """
    persons = next((read_persons(folder / PERSONS) for folder in folders if (folder / PERSONS).is_file()), ())
    words = next((read_words(folder / WORDS) for folder in folders if (folder / WORDS).is_file()), {})
    return (*person_checks(persons), *word_checks(words))


def read_persons(path: Path) -> tuple[Person, ...]:
    """The persons of 名录.toml in their order. Raises InputError."""
    return tuple(_person(name, posts, rank, path.name) for rank, (name, posts) in enumerate(_load(path).items()))


def _person(name: str, posts: Any, rank: int, file: str) -> Person:
    listed = [posts] if isinstance(posts, str) else posts
    fine = isinstance(listed, list) and all(isinstance(post, str) and post for post in listed)
    if len(name) < SHORTEST_NAME or not fine:
        hint = '应当写成 "姓名" = "职务"，几个职务写成 "姓名" = ["职务", "职务"]'
        raise InputError(f"{file} 第 {rank + 1} 个人写得不对：“{name}”", hint, Place(file, 1))
    return Person(name, tuple(listed), rank)


def read_words(path: Path) -> dict[str, str]:
    """Words not to be used, with what stands for them (may be empty). Raises InputError."""
    words = _load(path)
    for word, right in words.items():
        if not isinstance(right, str):
            raise InputError(
                f"{path.name} 里“{word}”的写法不对", '应当写成 "不用的词" = "改用的词"', Place(path.name, 1)
            )
    return words


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name} 太大", "名单请控制在 1 MB 以内")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"{path.name} 读不懂：{toml_fault(error)}", '请按 TOML 格式改正，文字都写在英文引号里，如 "张三" = "市长"'
        ) from error


def person_checks(persons: Sequence[Person]) -> Iterator[Check]:
    """Name and post agree, names in their order, no name one character off."""
    if not persons:
        return
    source = PERSONS
    yield Check("name-post", "姓名与职务应当相符", lambda passages: find_wrong_posts(passages, persons), source)
    yield Check("name-order", "人名排列应当与名录一致", lambda passages: find_wrong_order(passages, persons), source)
    yield Check("name-off", "与名录只差一字的人名", lambda passages: find_near_names(passages, persons), source)


def find_wrong_posts(passages: Sequence[Passage], persons: Sequence[Person]) -> Iterator[Hit]:
    """A post of the list right before or behind a name of the list that does not hold it."""
    posts = sorted({post for person in persons for post in person.posts}, key=len, reverse=True)
    for passage in passages:
        for person in persons:
            for match in re.finditer(re.escape(person.name), passage.text):
                before, behind = passage.text[: match.start()], passage.text[match.end() :]
                said = next((post for post in posts if before.endswith(post)), "")
                said = said or next((post for post in posts if behind.startswith(post)), "")
                if said and not any(post.endswith(said) or said.endswith(post) for post in person.posts):
                    message = f"名录里{person.name}的职务是“{'、'.join(person.posts)}”，这里写的是“{said}”"
                    yield Hit(passage, match.start(), match.end(), message)


def find_wrong_order(passages: Sequence[Passage], persons: Sequence[Person]) -> Iterator[Hit]:
    """Two names side by side in a row, the later of which stands before the other in the list."""
    names = re.compile("|".join(re.escape(person.name) for person in sorted(persons, key=lambda p: -len(p.name))))
    ranks = {person.name: person.rank for person in persons}
    for passage in passages:
        found = list(names.finditer(passage.text))
        for earlier, later in pairwise(found):
            between = passage.text[earlier.end() : later.start()]
            if between and ROW.match(between) and ranks[later[0]] < ranks[earlier[0]]:
                message = f"按名录“{later[0]}”应当排在“{earlier[0]}”前面，请核对"
                yield Hit(passage, later.start(), later.end(), message)


def find_near_names(passages: Sequence[Passage], persons: Sequence[Person]) -> Iterator[Hit]:
    """A name of three or more characters with one of them wrong, next to a post or 同志."""
    known = {person.name for person in persons}
    patterns = [(person, _one_off(person.name)) for person in persons if len(person.name) > SHORTEST_NAME]
    for passage in passages:
        for person, pattern in patterns:
            for match in pattern.finditer(passage.text):
                if match[0] not in known and _leans_on_title(passage.text, match.start(), match.end(), person.posts):
                    message = f"“{match[0]}”与名录里的“{person.name}”只差一字，请核对"
                    yield Hit(passage, match.start(), match.end(), message)


def _one_off(name: str) -> re.Pattern[str]:
    """A name with any one of its characters behind the surname replaced by another Han character."""
    variants = (
        f"{re.escape(name[:index])}[\u4e00-\u9fff]{re.escape(name[index + 1 :])}" for index in range(1, len(name))
    )
    return re.compile("|".join(variants))


def _leans_on_title(text: str, start: int, end: int, posts: Sequence[str]) -> bool:
    titles = (*TITLES, *posts)
    return text[:start].endswith(titles) or text[end:].startswith(titles)


def word_checks(words: Mapping[str, str]) -> Iterator[Check]:
    """Words of the user's list, each with what stands for it."""
    if words:
        pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

        def find(passages: Sequence[Passage]) -> Iterator[Hit]:
            for passage in passages:
                for match in pattern.finditer(passage.text):
                    right = words[match[0]]
                    message = f"“{match[0]}”在禁用词里" + (f"，请改用“{right}”" if right else "")
                    yield Hit(passage, match.start(), match.end(), message)

        yield Check("banned-word", "禁用词", find, WORDS)
