"""Puts what comes in any order back into the order of its numbers, and says when too much waits for its turn."""

from __future__ import annotations

from typing import Generic, TypeVar

Item = TypeVar("Item")

MOST_WAITING = 20_000
MOST_BYTES = 128 << 20


class InOrder(Generic[Item]):
    """What is settled waits until everything with a smaller number was taken; numbers begin with 0."""

    def __init__(self) -> None:
        self.number = 0  # whose turn it is
        self._waiting: dict[int, tuple[Item, int]] = {}
        self._bytes = 0

    @property
    def full(self) -> bool:
        """Whether so much waits that nothing but what it waits for should be begun."""
        return len(self._waiting) >= MOST_WAITING or self._bytes >= MOST_BYTES

    def settle(self, number: int, item: Item, size: int = 0) -> None:
        """Let an item, of so many bytes, wait for its turn."""
        self._waiting[number] = item, size
        self._bytes += size

    def peek(self) -> Item | None:
        """The item whose turn it is; None when it is not settled yet."""
        return self._waiting[self.number][0] if self.number in self._waiting else None

    def withdraw(self) -> Item:
        """Take away the item whose turn it is; its number stays open, to be settled again."""
        item, size = self._waiting.pop(self.number)
        self._bytes -= size
        return item

    def take(self) -> Item:
        """Take the item whose turn it is; then it is the next one's."""
        item = self.withdraw()
        self.number += 1
        return item
