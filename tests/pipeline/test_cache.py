"""Unchanged work is skipped; anything that could change an output makes it anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.inputs import digest, note_input, noting
from publish.pipeline import cache
from publish.pipeline.cache import Key, Remembered, recall, remember


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source with side file, pictures, style and output, all a minute old, remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache._describe_environment.cache_clear()
    (tmp_path / "style").mkdir()
    files = ("a.md", "a.toml", "图 1.png", "style/style.toml", "style/page.css.j2", "a.pdf")
    for name in files:
        (tmp_path / name).write_text(f"content of {name}", encoding="utf-8")
    (tmp_path / "a.md").write_text("![图](图%201.png) ![没有](missing.jpg)", encoding="utf-8")
    for path in tmp_path.rglob("*"):
        os.utime(path, (time.time() - 60, time.time() - 60))
    note(tmp_path)
    return tmp_path


def key(folder: Path) -> Key:
    return Key(folder / "a.md", "pdf")


def note(folder: Path, fonts: bool = True, meanwhile: Callable[[], object] = lambda: None) -> None:
    with noting() as inputs:
        for name in ("a.md", "a.toml", "图 1.png", "missing.jpg", "style"):
            note_input(folder / name)
        meanwhile()
    remember(Key(folder / "a.md", "pdf"), inputs, Remembered(folder / "a.pdf", {"pages": 5}, fonts))


def test_nothing_changed(folder: Path) -> None:
    assert recall(key(folder)) == Remembered(folder / "a.pdf", {"pages": 5})


def test_dates_alone_change_nothing(folder: Path) -> None:
    for name in ("a.md", "a.toml", "a.pdf", "style/style.toml"):
        (folder / name).touch()
    assert recall(key(folder))


def test_a_style_is_looked_at_once_for_many_sources(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Path] = []
    look = digest

    def note_look(path: Path) -> str:
        looked_at.append(path)
        return look(path)

    monkeypatch.setattr(cache, "digest", note_look)
    folders: dict[str, str] = {}
    for _ in range(3):
        assert recall(key(folder), folders)
    assert [looked_at.count(folder / name) for name in ("style", "a.toml", "a.md", "a.pdf")] == [1, 3, 3, 3]
    (folder / "style" / "style.toml").write_text("new", encoding="utf-8")
    assert recall(key(folder), {}) is None


CHANGES: dict[str, Callable[[Path], object]] = {
    "source": lambda folder: (folder / "a.md").write_text("new"),
    "source, same size": lambda folder: (folder / "a.md").write_bytes(bytes((folder / "a.md").stat().st_size)),
    "source gone": lambda folder: (folder / "a.md").unlink(),
    "side file": lambda folder: (folder / "a.toml").write_text("title = 1"),
    "side file gone": lambda folder: (folder / "a.toml").unlink(),
    "picture": lambda folder: (folder / "图 1.png").write_text("new"),
    "picture found": lambda folder: (folder / "missing.jpg").write_text("new"),
    "style": lambda folder: (folder / "style/style.toml").write_text("new"),
    "style enlarged": lambda folder: (folder / "style/page.html.j2").write_text("new"),
    "style gone": lambda folder: (folder / "style").rename(folder / "other"),
    "output": lambda folder: (folder / "a.pdf").write_text("tampered"),
    "output gone": lambda folder: (folder / "a.pdf").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_counts(folder: Path, change: str) -> None:
    CHANGES[change](folder)
    assert recall(key(folder)) is None


def test_another_request_is_another_output(folder: Path) -> None:
    assert recall(Key(folder / "a.md", "docx")) is None
    assert recall(Key(folder / "b.md", "pdf")) is None


@pytest.mark.parametrize("part", ["__version__", "_stamp_fonts", "_stamp_engine"])
def test_program_engine_and_fonts_count(folder: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(cache, part, "9.9" if part == "__version__" else lambda: ["another"])
    cache._describe_environment.cache_clear()
    assert recall(key(folder)) is None
    monkeypatch.undo()
    cache._describe_environment.cache_clear()


def test_fonts_do_not_count_where_they_decide_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_stamp_fonts", lambda: pytest.fail("asked for the fonts"))
    note(folder, fonts=False)
    assert recall(key(folder)) == Remembered(folder / "a.pdf", {"pages": 5}, fonts=False)


def test_fonts_are_stamped_by_path_date_and_size() -> None:
    stamps = cache._stamp_fonts()
    assert stamps
    assert all(len(stamp.rsplit(" ", 2)) == 3 and Path(stamp.rsplit(" ", 2)[0]).is_file() for stamp in stamps)


def test_a_source_saved_while_it_was_built_is_not_noted(folder: Path) -> None:
    """Nor one over which an older file was moved, whose date tells nothing."""
    older = folder / "older.md"
    older.write_text("older", encoding="utf-8")
    os.utime(older, (0, 0))
    note(folder, meanwhile=lambda: older.replace(folder / "a.md"))
    assert recall(key(folder)) is None


def test_a_source_read_twice_and_changed_between_is_never_unchanged(folder: Path) -> None:
    path = folder / "a.md"
    before = path.read_bytes()

    def change_and_read() -> None:
        path.write_text("for a moment", encoding="utf-8")
        note_input(path)
        path.write_bytes(before)

    note(folder, meanwhile=change_and_read)
    assert recall(key(folder)) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"inputs": 3}', "null", "\0\0\0"])
def test_a_damaged_entry_is_no_failure(folder: Path, damage: str) -> None:
    (entry,) = (folder / "cache").rglob("*.json")
    entry.write_text(damage, encoding="utf-8")
    assert recall(key(folder)) is None
    note(folder)
    assert recall(key(folder))


def test_a_cache_that_cannot_be_written_is_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "a.pdf"))
    note(folder)
    assert recall(key(folder)) is None


def test_entries_long_unused_are_forgotten(folder: Path) -> None:
    (entry,) = (folder / "cache").rglob("*.json")
    old, young = entry.with_name("old.json"), entry.with_name("young.json")
    for path in (old, young):
        path.write_text(json.dumps({}))
    os.utime(old, (0, 0))
    note(folder)
    assert sorted(path.name for path in entry.parent.iterdir()) == sorted([entry.name, young.name])


def test_two_runs_note_one_output_at_once(folder: Path) -> None:
    code = """
import sys
from pathlib import Path
from publish.pipeline import cache
from publish.pipeline.cache import Key, Remembered, recall, remember
cache._describe_environment = lambda fonts: "the same for both"
folder = Path(sys.argv[1])
key = Key(folder / "a.md", "pdf")
for number in range(50):
    remember(key, {}, Remembered(folder / "a.pdf", {"text": sys.argv[2] * 10_000}))
    entry = recall(key)
    assert entry and len(set(entry.account["text"])) == 1, number
"""
    runs = [subprocess.Popen([sys.executable, "-c", code, folder, letter]) for letter in "AB"]
    assert [run.wait(60) for run in runs] == [0, 0]


def test_recalling_loads_nothing_heavy(folder: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from publish.pipeline.cache import Key, recall
assert recall(Key(Path({str(folder / "a.md")!r}), "pdf"))
heavy = {{"weasyprint", "docx", "fontTools", "jinja2", "lxml", "publish.structure"}} & set(sys.modules)
assert not heavy, heavy
"""
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()
