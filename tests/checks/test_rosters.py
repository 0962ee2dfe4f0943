"""The user's own lists: 名录.toml and 禁用词.toml, and what is wrong with a list itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.checks.rosters import read_checks
from publish.errors import InputError
from tests.checks.test_checks import make_example

PERSONS = """
"王建国" = "市委书记"
"李卫东" = ["市长", "市委副书记"]
"赵敏" = "副市长"
"""
WORDS = '"老少边穷" = "革命老区、民族地区、边疆地区"\n"弱势群体" = ""\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "名录.toml").write_text(PERSONS, encoding="utf-8")
    (tmp_path / "禁用词.toml").write_text(WORDS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "市委书记王建国、市长李卫东出席，副市长赵敏主持。",
        "王建国、李卫东、赵敏等同志参加。",
        "市委副书记、市长李卫东讲话。赵敏发言后，王建国作总结讲话。",
        "王建华在村里种了三十亩果树。",
        "要关心困难群众。",
    ],
)
def test_right_text_draws_no_warning(folder: Path, text: str) -> None:
    document = make_example("", text).document
    assert [f.message for check in read_checks([folder]) for f in check.check(document)] == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("name-post", "市长⟦王建国⟧出席会议。"),
        ("name-post", "会上，⟦李卫东⟧市委书记作了讲话。"),
        ("name-order", "李卫东、⟦王建国⟧、赵敏出席会议。"),
        ("name-order", "副市长赵敏，市长⟦李卫东⟧参加。"),
        ("name-off", "市委书记⟦王建华⟧出席会议。"),
        ("name-off", "⟦李卫冬⟧同志强调。"),
        ("banned-word", "要帮扶⟦弱势群体⟧。"),
        ("banned-word", "支持⟦老少边穷⟧加快发展。"),
    ],
)
def test_fault_is_pointed_at(folder: Path, code: str, text: str) -> None:
    example = make_example(code, text)
    (check,) = [check for check in read_checks([folder]) if check.code == code]
    found = [(f.place.line, f.place.column, f.text) for f in check.check(example.document) if f.place]
    assert tuple(found) == example.marks


def test_the_list_beside_the_source_goes_before_the_users(tmp_path: Path, folder: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    (near / "禁用词.toml").write_text('"本市" = "我市"\n', encoding="utf-8")
    (check,) = [check for check in read_checks([near, folder]) if check.code == "banned-word"]
    assert list(check.check(make_example("", "弱势群体").document)) == []


def test_of_two_banned_words_the_longer_is_told(tmp_path: Path) -> None:
    (tmp_path / "禁用词.toml").write_text('"弱势" = ""\n"弱势群体" = "困难群众"\n', encoding="utf-8")
    (check,) = read_checks([tmp_path])
    (found,) = check.check(make_example("", "要帮扶弱势群体。").document)
    assert found.message == "“弱势群体”在禁用词里，请改用“困难群众”"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("名录.toml", "王建国 = 市长\n", "读不懂"),
        ("名录.toml", '"王建国" = 3\n', "第 1 个人写得不对"),
        ("名录.toml", '"王" = "市长"\n', "第 1 个人写得不对"),
        ("禁用词.toml", '"弱势群体" = 3\n', "“弱势群体”的写法不对"),
    ],
)
def test_a_wrong_list_is_told_in_a_sentence(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_checks([tmp_path])


def test_the_longest_post_beside_a_name_is_the_one_that_is_told(folder: Path) -> None:
    document = make_example("", "副市长王建国出席会议。").document
    (message,) = [f.message for check in read_checks([folder]) for f in check.check(document)]
    assert message == "名录里王建国的职务是“市委书记”，这里写的是“副市长”"
