"""Puts what comes in any order back into the order of its numbers, and says when too much waits for its turn.

One source may take a minute in which a cluster makes thousands: what waits behind it lies in memory up to a limit, then
on disk.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

MOST_WAITING = 50_000
MEMORY_BYTES = 32 << 20
MOST_BYTES = 4 << 30


class _Held(NamedTuple, Generic[Item]):
    """An item in memory, or where it lies on disk."""

    item: Item | None
    size: int
    offset: int = 0


class InOrder(Generic[Item]):
    """What is settled waits until everything with a smaller number was taken; numbers begin with 0."""

    def __init__(self, folder: Path) -> None:
        """`folder`: on whose disk there is room for what waits; a file without a name, gone when this process is."""
        self.number = 0  # whose turn it is
        self._folder = folder
        self._waiting: dict[int, _Held[Item]] = {}
        self._in_memory = self._on_disk = 0
        self._file: IO[bytes] | None = None

    @property
    def full(self) -> bool:
        """Whether so much waits that nothing but what it waits for should be begun."""
        return len(self._waiting) >= MOST_WAITING or self._in_memory + self._on_disk >= MOST_BYTES

    def settle(self, number: int, item: Item, size: int = 0) -> None:
        """Let an item, of so many bytes, wait for its turn."""
        held = _Held(item, size)
        if size and number != self.number and self._in_memory + size > MEMORY_BYTES:
            with suppress(OSError):  # a full disk: in memory, then
                held = self._put_by(item, size)
        if held.item is None:
            self._on_disk += size
        else:
            self._in_memory += size
        self._waiting[number] = held

    def _put_by(self, item: Item, size: int) -> _Held[Item]:
        if self._file is None:
            self._file = _open_unnamed(self._folder)
        offset = self._file.seek(0, os.SEEK_END)
        pickle.dump(item, self._file)
        self._file.flush()
        return _Held(None, size, offset)

    def peek(self) -> Item | None:
        """The item whose turn it is; None when it is not settled yet."""
        held = self._waiting.get(self.number)
        if held is None:
            return None
        if held.item is None:
            held = self._fetch(held)
        return held.item

    def _fetch(self, held: _Held[Item]) -> _Held[Item]:
        assert self._file
        self._file.seek(held.offset)
        fetched: _Held[Item] = _Held(pickle.load(self._file), held.size)
        self._waiting[self.number] = fetched
        self._on_disk -= held.size
        self._in_memory += held.size
        if not self._on_disk:
            self._file.seek(0)
            self._file.truncate()
        return fetched

    def withdraw(self) -> None:
        """Take away the item whose turn it is, which was looked at; its number stays open, to be settled again."""
        self._in_memory -= self._waiting.pop(self.number).size

    def take(self) -> None:
        """Take the item whose turn it is, which was looked at; then it is the next one's."""
        self.withdraw()
        self.number += 1

    def close(self) -> None:
        """Let go of what waits."""
        self._waiting.clear()
        if self._file:
            self._file.close()


def _open_unnamed(folder: Path) -> IO[bytes]:
    """In the folder, where the outputs go, or wherever the system has room for such files."""
    with suppress(OSError):
        return tempfile.TemporaryFile(dir=folder)
    return tempfile.TemporaryFile()
