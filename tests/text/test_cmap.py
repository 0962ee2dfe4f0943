"""What the strings on a page say, by their font's ToUnicode."""

from __future__ import annotations

import pikepdf

from publish.text.cmap import decode, list_codes, read_to_unicode

CMAP = b"2 beginbfchar\n<0041> <4E2D>\n<0101> <6587>\n<0102> <D842DFB7>\nendbfchar\n"


def test_a_map_names_the_characters_of_each_code() -> None:
    assert read_to_unicode(CMAP) == {0x41: "中", 0x101: "文", 0x102: "𠮷"}


def test_the_range_of_codes_is_no_code() -> None:
    assert read_to_unicode(b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n" + CMAP) == read_to_unicode(CMAP)


def test_codes_are_two_bytes_and_distances_are_none() -> None:
    shown = pikepdf.Array([pikepdf.String(b"\x00\x41"), -120, pikepdf.String(b"\x01\x01\x01\x02")])
    assert list_codes(shown) == [0x41, 0x101, 0x102]
    assert decode(shown, read_to_unicode(CMAP)) == "中文𠮷"
    assert decode(pikepdf.String(b"\x00\x41\x09\x09"), read_to_unicode(CMAP)) == "中"
