"""Notices that files were saved, however an editor does it: in place, by replacing, or in several steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INTERVAL_SECONDS = 0.25
LOOKS_GONE = 8  # two seconds: no editor that replaces a file takes as long

Snapshot = dict[Path, tuple[int, int, int]]


def wait_for_changes(
    find_paths: Callable[[], Iterable[Path]], interval: float = INTERVAL_SECONDS
) -> Iterator[list[Path]]:
    """Yield, without end, the files that changed; each time after they rested for one interval.

    `find_paths` is asked again at every look, since what a source is made with (pictures, style) can change. A file
    that is gone is waited for: editors that replace a file remove it for a moment. What changes while the caller is
    busy between two yields is not missed. Folders count as the files directly inside them. When a file stays away for
    `LOOKS_GONE` looks, an empty list is yielded, once.
    """
    return _follow(find_paths, interval, _look(find_paths()))


def _follow(find_paths: Callable[[], Iterable[Path]], interval: float, known: Snapshot) -> Iterator[list[Path]]:
    looks = 0  # for which a file that was known has been away
    while True:
        time.sleep(interval)
        seen = _look(find_paths())
        looks = looks + 1 if known.keys() - seen.keys() else 0
        if looks == LOOKS_GONE:
            yield []
        if seen == known:
            continue
        while (later := _rest(find_paths, interval)) != seen:
            seen = later
        changed = [path for path in seen if seen[path] != known.get(path)]
        if changed:
            known = seen
            yield sorted(changed)


def _rest(find_paths: Callable[[], Iterable[Path]], interval: float) -> Snapshot:
    time.sleep(interval)
    return _look(find_paths())


def _look(paths: Iterable[Path]) -> Snapshot:
    """Date, size and inode of every file that is there."""
    snapshot: Snapshot = {}
    for path in paths:
        for file in _files(path):
            try:
                status = file.stat()
            except OSError:
                continue
            snapshot[file] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return snapshot


def _files(path: Path) -> list[Path]:
    try:
        return [file for file in path.iterdir() if file.is_file()] if path.is_dir() else [path]
    except OSError:
        return []
