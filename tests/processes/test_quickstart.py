"""Compiled patterns and methods are kept for the next start, for this Python only, and never a document's words."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from publish.processes import quickstart
from publish.processes.quickstart import remembering

COMPILER: Any = import_module("re._compiler")
MODULE = r"""
import re
KINDS = [re.compile(p, f) for p, f in (
    (r"(?P<year>\d{4})年(?P<month>\d{1,2})月", 0), (r"[一二三四五六七八九十]+、", 0), (r"a(?=b)|(c)?d\1", re.I),
    (r"^x.*?$", re.M | re.S), ("[\u4e00-\u9fff]{2,}", 0), (r"(?i:ab)(?:c|d)+", 0), (rb"\xe5[\x80-\xbf]+", 0),
    (r"\bw\b", re.A),
)]
from dataclasses import dataclass
@dataclass(frozen=True, order=True)
class Kind:
    name: str
    size: int = 3
"""
TEXTS = ["2024年11月 十一、abAB 同志们 abcd w", "x\nxyz", "2024年", "dcd", ""]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "kinds.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


def load(count: list[int]) -> list[re.Pattern[str]]:
    """The module's patterns, imported anew; how many were really compiled is appended to `count`."""
    sys.modules.pop("kinds", None)
    re.purge()
    compiled = []
    code = COMPILER._code

    def note(*args: Any) -> Any:
        compiled.append(args)
        return code(*args)

    COMPILER._code = note
    try:
        with remembering():
            import kinds  # type: ignore[import-not-found]
    finally:
        COMPILER._code = code
    count.append(len(compiled))
    found: list[re.Pattern[str]] = kinds.KINDS
    return found


@pytest.mark.usefixtures("module")
def test_patterns_are_compiled_once_and_match_the_same() -> None:
    count: list[int] = []
    first, second = load(count), load(count)
    assert count == [8, 0]
    for before, after in zip(first, second, strict=True):
        assert (after.pattern, after.flags, after.groups, after.groupindex) == (
            before.pattern, before.flags, before.groups, before.groupindex,
        )  # fmt: skip
        for text in TEXTS:
            source = text.encode() if isinstance(before.pattern, bytes) else text
            assert [match.groups() for match in after.finditer(source)] == [m.groups() for m in before.finditer(source)]
            assert after.split(source) == before.split(source)


def test_a_pattern_made_of_a_documents_words_is_not_kept(module: Path) -> None:
    load([])
    with remembering():
        re.compile("机密内容" * 3)
    (kept,) = (module / "cache" / "publish").iterdir()
    assert "十".encode() in kept.read_bytes()
    assert "机密内容".encode() not in kept.read_bytes()


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_file_is_made_anew(module: Path, damage: bytes | None) -> None:
    count: list[int] = []
    load(count)
    (kept,) = (module / "cache" / "publish").iterdir()
    good = kept.read_bytes()
    kept.write_bytes(good[:200] + bytes([good[200] ^ 1]) + good[201:] if damage is None else damage)
    load(count)
    assert count == [8, 8]
    assert kept.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_no_failure(module: Path) -> None:
    (module / "cache").touch()
    assert len(load([])) == 8


@pytest.mark.usefixtures("module")
def test_methods_of_dataclasses_are_compiled_once_and_work_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def note(text: str, name: str, mode: str) -> CodeType:
        compiled.append(text)
        return compile(text, name, mode)

    monkeypatch.setattr(quickstart, "compile", note, raising=False)
    for known in (False, True):
        compiled.clear()
        load([])
        assert (compiled == []) is known
        kind = sys.modules["kinds"].Kind
        assert (repr(kind("甲")), kind("甲") == kind("甲", 3), kind("甲", 1) < kind("甲")) == (
            "Kind(name='甲', size=3)",
            True,
            True,
        )
        assert {kind("甲"), kind("甲", size=3)} == {kind("甲")}
        with pytest.raises(FrozenInstanceError):
            kind("甲").size = 4


@pytest.mark.usefixtures("module")
def test_dataclasses_is_left_as_it_was() -> None:
    with remembering():
        pass
    assert "exec" not in vars(dataclasses)


@pytest.mark.usefixtures("module")
def test_re_is_left_as_it_was() -> None:
    before = (COMPILER.compile, COMPILER._sre)
    with pytest.raises(KeyError), remembering():
        raise KeyError
    assert (COMPILER.compile, COMPILER._sre) == before


def test_the_command_keeps_its_patterns(module: Path) -> None:
    for _ in range(2):
        command = [sys.executable, "-m", "publish", "outline", "--json", str(module / "kinds.py")]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert len([path for path in (module / "cache" / "publish").iterdir() if path.name.startswith("compiled-")]) == 1
