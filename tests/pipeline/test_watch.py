"""Every way an editor saves a file is noticed once, and nothing else is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from publish.pipeline.changes import LOOKS_GONE, wait_for_changes

INTERVAL = 0.05


@pytest.fixture
def changes(tmp_path: Path) -> Iterator[Queue[list[str]]]:
    """The changes of a.txt, its side file and a style folder, as they are noticed."""
    (tmp_path / "a.txt").write_text("一")
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "style.toml").write_text("lines = 22")
    noticed: Queue[list[str]] = Queue()
    stopped, looks = threading.Event(), threading.Semaphore(0)

    def find_paths() -> list[Path]:
        if stopped.is_set():
            raise StopIteration
        looks.release()
        return [tmp_path / "a.txt", tmp_path / "a.toml", tmp_path / "style"]

    def follow() -> None:
        try:
            for changed in wait_for_changes(find_paths, INTERVAL):
                noticed.put([path.name for path in changed])
        except RuntimeError:  # StopIteration raised inside a generator
            return

    thread = threading.Thread(target=follow)
    thread.start()
    for _ in range(2):  # asked for the second time, it has seen the files as they were
        looks.acquire()
    yield noticed
    stopped.set()
    thread.join()


def replace(folder: Path) -> None:
    (folder / ".a.txt.swp").write_text("二")
    (folder / ".a.txt.swp").replace(folder / "a.txt")


def remove_and_write(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "a.txt~")
    time.sleep(3 * INTERVAL)
    (folder / "a.txt").write_text("二")


def write_in_steps(folder: Path) -> None:
    with (folder / "a.txt").open("w") as file:
        for _ in range(20):
            file.write("二")
            file.flush()
            time.sleep(INTERVAL / 5)


SAVES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "in place": (lambda folder: (folder / "a.txt").write_text("二"), ["a.txt"]),
    "same size": (lambda folder: (folder / "a.txt").write_text("一"), ["a.txt"]),
    "replaced": (replace, ["a.txt"]),
    "moved away and written": (remove_and_write, ["a.txt"]),
    "in steps": (write_in_steps, ["a.txt"]),
    "side file appears": (lambda folder: (folder / "a.toml").write_text("title = 1"), ["a.toml"]),
    "style": (lambda folder: (folder / "style" / "style.toml").write_text("lines = 20"), ["style.toml"]),
    "style enlarged": (lambda folder: (folder / "style" / "page.css.j2").write_text("p {}"), ["page.css.j2"]),
}


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_noticed_once(tmp_path: Path, changes: Queue[list[str]], save: str) -> None:
    action, names = SAVES[save]
    action(tmp_path)
    assert changes.get(timeout=5) == names
    with pytest.raises(Empty):
        changes.get(timeout=6 * INTERVAL)


def test_other_files_and_mere_removal_are_no_change(tmp_path: Path, changes: Queue[list[str]]) -> None:
    (tmp_path / "b.txt").write_text("别的")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(Empty):
        changes.get(timeout=6 * INTERVAL)


def test_a_file_that_stays_away_is_told_once_and_its_return_is_a_change(
    tmp_path: Path, changes: Queue[list[str]]
) -> None:
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert changes.get(timeout=5) == []
    with pytest.raises(Empty):
        changes.get(timeout=2 * LOOKS_GONE * INTERVAL)
    (tmp_path / "a.txt").write_text("二")
    assert changes.get(timeout=5) == ["a.txt"]


def test_a_save_during_a_build_is_not_missed(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("一")
    noticed = wait_for_changes(lambda: [source], INTERVAL)
    source.write_text("二二")  # before anybody asks for the first change
    assert next(noticed) == [source]
    source.write_text("三三三")  # while the caller builds
    time.sleep(3 * INTERVAL)
    assert next(noticed) == [source]
