"""How often characters follow one another in official writing: counts of one, two and three in a row, in one file.

Counted over about 24 million characters of Chinese laws, rules, government reports and notices and a month of a
daily paper; only the counts are kept, rounded to half powers of two, so no sentence can be read out of them.
"""

from __future__ import annotations

import json
import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32

FILE = Path(__file__).parent / "counts.bin"
HAN = re.compile("[\u4e00-\u9fff]{1,200}")  # without a stop; what is longer is cut: to judge a word, all is parted
START, END = "^", "$"  # around every run of Han characters; START twice, so that each character has two before it
BUCKET_BITS, PRINT_BITS, HASH_BITS = 6, 10, 32
FEWEST = {1: 20, 2: 2, 3: 3}  # what is seen more rarely is not kept
LONGEST = 3
OFTEN = 8  # what is written so often is written rightly
MOST_PAIRS = 1 << 16  # that are remembered with what stands between them
LOAD = 0.7  # how full the table of triples may be


def to_bucket(count: int) -> int:
    """A count as twice its binary logarithm, rounded: 2 is 2, 3 is 3, 4 is 4, 1000 is 20."""
    return min(round(2 * math.log2(count)), (1 << BUCKET_BITS) - 1)


@cache
def from_bucket(bucket: int) -> int:
    """The count a bucket stands for; 0 for none."""
    return round(2 ** (bucket / 2)) if bucket else 0


def _hash(triple: str) -> int:
    return crc32(triple.encode("utf-16-le"))


class Counts:
    """The counts of one file, looked up in place; nothing is unpacked but what is asked for."""

    def __init__(self, data: bytes) -> None:
        head, _, body = data.partition(b"\n")
        sizes: Mapping[str, int] = json.loads(head)
        self.total = sizes["total"]
        parts, start = {}, 0
        for name in ("characters", "character_buckets", "row_lengths", "followers", "follower_buckets", "slots"):
            parts[name] = body[start : start + sizes[name]]
            start += sizes[name]
        self.characters = parts["characters"].decode("utf-16-le")
        self.ones = dict(zip(self.characters, map(from_bucket, parts["character_buckets"]), strict=True))
        rows = pairwise(accumulate(_words(parts["row_lengths"]), initial=0))
        self._rows = {character: slice(*row) for character, row in zip(self.characters, rows, strict=True)}
        self._followers = parts["followers"].decode("utf-16-le")
        self._follower_buckets = parts["follower_buckets"]
        self._slots = _words(parts["slots"])
        self.pairs = cache(self._read_pairs)  # what followed a character, and how often
        self.usual = cache(self._read_usual)  # what followed it OFTEN
        self.between = lru_cache(MOST_PAIRS)(self._read_between)  # what stood between two characters OFTEN

    def two(self, first: str, second: str) -> int:
        """How often one character was followed by another."""
        return self.pairs(first).get(second, 0)

    def _read_pairs(self, first: str) -> Mapping[str, int]:
        if first not in self._rows:
            return {}
        row = self._rows[first]
        return dict(zip(self._followers[row], map(from_bucket, self._follower_buckets[row]), strict=True))

    def _read_usual(self, first: str) -> frozenset[str]:
        return frozenset(second for second, times in self.pairs(first).items() if times >= OFTEN)

    def _read_between(self, first: str, second: str) -> tuple[str, ...]:
        usual = self.usual
        near = (character for character in usual(first) if second in usual(character))
        return tuple(character for character in near if self.three(first + character + second) >= OFTEN)

    def three(self, triple: str) -> int:
        """How often three characters stood in a row, 0 of fewer; about one in 300 that never did seems to have."""
        if len(triple) < LONGEST:
            return 0
        mixed, slots = _hash(triple), self._slots
        index, wanted = mixed * len(slots) >> HASH_BITS, mixed & ((1 << PRINT_BITS) - 1)
        while slot := slots[index]:
            if slot >> BUCKET_BITS == wanted:
                return from_bucket(slot & ((1 << BUCKET_BITS) - 1))
            index = (index + 1) % len(slots)
        return 0


def _words(data: bytes) -> array[int]:
    words = array("H", data)
    if sys.byteorder == "big":
        words.byteswap()
    return words


@cache
def read_counts() -> Counts:
    """The counts that come with the program."""
    return Counts(FILE.read_bytes())


def count(texts: Iterable[str]) -> bytes:
    """A file of counts, as Counts reads it, from texts; the same texts give the same bytes."""
    seen: dict[int, Counter[str]] = {1: Counter(), 2: Counter(), 3: Counter()}
    for text in texts:
        for run in HAN.findall(text):
            padded = START + START + run + END
            for size, counter in seen.items():
                counter.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    ones, twos, threes = ({gram: n for gram, n in seen[size].items() if n >= FEWEST[size]} for size in (1, 2, 3))
    ones[START] = ones.get(END, 0)
    characters = "".join(sorted(ones))
    rows: dict[str, list[str]] = {first: [] for first in characters}
    for pair in sorted(twos):
        if pair[0] in rows:
            rows[pair[0]].append(pair)
    pairs = [pair for first in characters for pair in rows[first]]
    parts = {
        "characters": characters.encode("utf-16-le"),
        "character_buckets": bytes(to_bucket(max(ones[character], 1)) for character in characters),
        "row_lengths": _bytes(array("H", (len(rows[first]) for first in characters))),
        "followers": "".join(pair[1] for pair in pairs).encode("utf-16-le"),
        "follower_buckets": bytes(to_bucket(twos[pair]) for pair in pairs),
        "slots": _bytes(_table(threes)),
    }
    head = {"total": sum(ones.values()), **{name: len(part) for name, part in parts.items()}}
    return json.dumps(head).encode() + b"\n" + b"".join(parts.values())


def _bytes(words: array[int]) -> bytes:
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()


def _table(threes: Mapping[str, int]) -> array[int]:
    slots = array("H", bytes(2 * (int(len(threes) / LOAD) + 2)))
    for triple in sorted(threes, key=lambda triple: (-threes[triple], triple)):
        mixed = _hash(triple)
        index, wanted = mixed * len(slots) >> HASH_BITS, mixed & ((1 << PRINT_BITS) - 1)
        while slots[index]:
            if slots[index] >> BUCKET_BITS == wanted:
                break  # its double, which is more frequent, speaks for it
            index = (index + 1) % len(slots)
        else:
            slots[index] = wanted << BUCKET_BITS | to_bucket(threes[triple])
    return slots
