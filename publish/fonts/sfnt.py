"""A font file put together again with a `cmap` of our own (OpenType 1.9, "otff" and "cmap"): subsets made for a PDF
have none, since a PDF names glyphs by number."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping
from sys import byteorder

from publish.fonts.charmap import CharmapError

LEFT_OUT = (b"cmap", b"DSIG")  # the signature would no longer be true
WHOLE = 0xB1B0AFBA  # what the checksum of the file and the adjustment in `head` add up to
ADJUSTMENT = slice(8, 12)  # of `head`
MOST_SEGMENTS = 0xFFFF // 8 - 3  # of format 4, whose length in bytes has 16 bits
LAST_SHORT = 0xFFFE  # code point; format 4 ends with the next


def add_charmap(data: bytes, glyphs: Mapping[int, int], index: int = 0) -> bytes:
    """The font file of face `index` of a file or collection, its `cmap` saying these code points -> glyphs.

    Raises CharmapError for what is no font file.
    """
    try:
        version, tables = _read_tables(data, index)
    except struct.error as error:
        raise CharmapError(str(error)) from error
    if not tables:
        raise CharmapError("no tables")
    kept = {tag: table for tag, table in tables.items() if tag not in LEFT_OUT}
    kept[b"cmap"] = write_charmap(glyphs)
    head = kept.get(b"head", b"")
    kept[b"head"] = head[: ADJUSTMENT.start] + bytes(4) + head[ADJUSTMENT.stop :]
    return _join(version, dict(sorted(kept.items())))


def write_charmap(glyphs: Mapping[int, int]) -> bytes:
    """A `cmap` table with the whole of Unicode (format 12) and, for old programs, its first plane (format 4)."""
    groups = list(_group(sorted(glyphs.items())))
    full = struct.pack(">HHIII", 12, 0, 16 + 12 * len(groups), 0, len(groups))
    full += b"".join(struct.pack(">III", *group) for group in groups)
    segments = [group for group in groups if group[1] <= LAST_SHORT]
    if len(segments) > MOST_SEGMENTS:
        return struct.pack(">HHHHI", 0, 1, 3, 10, 4 + 8) + full
    start = 4 + 3 * 8  # behind the records
    short = _write_segments(segments)
    records = struct.pack(">HHIHHIHHI", 0, 3, start, 3, 1, start, 3, 10, start + len(short))
    return struct.pack(">HH", 0, 3) + records + short + full


def _group(pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of code points whose glyphs run with them: the first, the last, the first's glyph; none across planes."""
    first = last = glyph = -2
    for code, number in pairs:
        if code == last + 1 and number == glyph + code - first and code & 0xFFFF:
            last = code
            continue
        if last >= 0:
            yield first, last, glyph
        first, last, glyph = code, code, number
    if last >= 0:
        yield first, last, glyph


def _write_segments(groups: list[tuple[int, int, int]]) -> bytes:
    count = len(groups) + 1
    ends = [last for _, last, _ in groups] + [0xFFFF]
    starts = [first for first, _, _ in groups] + [0xFFFF]
    deltas = [glyph - first & 0xFFFF for first, _, glyph in groups] + [1]
    width = 1 << count.bit_length() - 1
    words = [4, 16 + 8 * count, 0, 2 * count, 2 * width, width.bit_length() - 1, 2 * (count - width)]
    words += [*ends, 0, *starts, *deltas, *[0] * count]
    return struct.pack(f">{len(words)}H", *words)


def _read_tables(data: bytes, index: int) -> tuple[bytes, dict[bytes, bytes]]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = struct.iter_unpack(">4sIII", data[start + 12 : start + 12 + 16 * count])
    return data[start : start + 4], {tag: data[offset : offset + length] for tag, _, offset, length in records}


def _join(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << count.bit_length() - 1
    header = struct.pack(">4sHHHH", version, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    offset, records, body, head = 12 + 16 * count, b"", b"", 0
    for tag, table in tables.items():
        records += struct.pack(">4sIII", tag, _sum(table), offset + len(body), len(table))
        head = len(body) if tag == b"head" else head
        body += table + bytes(-len(table) % 4)
    made = header + records + body
    at = offset + head + ADJUSTMENT.start
    return made[:at] + struct.pack(">I", WHOLE - _sum(made) & 0xFFFFFFFF) + made[at + 4 :]


def _sum(table: bytes) -> int:
    words = array("I", table + bytes(-len(table) % 4))
    if byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
