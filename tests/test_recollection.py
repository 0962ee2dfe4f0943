"""What is kept between runs is what would be made, and made again when anything it follows from is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish import recollection
from publish.fonts.roles import find_faces, load_coverage
from publish.paths import private_folder
from publish.recollection import recall
from publish.style.loading import _load, _parse, load_style


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PUBLISH_PLAIN", raising=False)


def list_kept(kind: str) -> list[Path]:
    folder = private_folder(kind)
    return list(folder.iterdir()) if folder else []


def keep(number: int) -> int:
    return recall("kind", str(number), lambda: number)


def test_made_once_for_all_that_is_told() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "found"

    assert [recall("kind", told, make) for told in ("a", "a", "b")] == ["found"] * 3
    assert len(made) == 2


def test_plain_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_PLAIN", "1")
    assert [recall("kind", "a", make) for make in (lambda: 1, lambda: 2)] == [1, 2]
    assert not list_kept("kind")


@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_what_is_damaged_is_made_again(damage: bytes) -> None:
    recall("kind", "a", lambda: "found")
    (path,) = list_kept("kind")
    path.write_bytes(damage)
    assert recall("kind", "a", lambda: "again") == "again"


def test_what_others_may_write_is_not_read() -> None:
    recall("kind", "a", lambda: "found")
    (path,) = list_kept("kind")
    path.chmod(0o666)
    assert recall("kind", "a", lambda: "again") == "again"


def test_what_was_kept_first_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recollection, "MOST", 3)
    for number in range(6):
        keep(number)
        for path in list_kept("kind"):
            os.utime(path, ns=(path.stat().st_mtime_ns - 10**9,) * 2)
    assert len(list_kept("kind")) == 3
    assert recall("kind", "5", lambda: 0) == 5


def test_a_kept_style_and_font_are_those_that_are_read() -> None:
    face = next(chain[0] for chain in find_faces().values() if chain)
    found = []
    for _run in range(2):
        for kept in (_load, _parse, load_coverage):
            kept.cache_clear()
        found.append((load_style("speech", {"folio.position": "outside"}), set(load_coverage(face.path, face.index))))
    assert all(list_kept(kind) for kind in ("styles", "tokens", "charmaps"))
    assert found[0] == found[1]
