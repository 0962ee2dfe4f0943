"""A second reading of a page's characters: straight from its instructions, by what ToUnicode says (ISO 32000-1 9.10.3).

pdfium leaves out some (a line that says what the one above says, marks that it thinks have no width); it is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publish.readers.pdf.bounds import unpack

MOST_MAP = 4 << 20  # bytes of a ToUnicode
MOST_RANGE = 65_536
DEEPEST = 12
SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.S)
HEX = re.compile(rb"<([0-9a-fA-F\s]*)>|(\[)|(\])")


class CharacterMap:
    """What the codes of a font stand for; `length`: bytes of a code."""

    def __init__(self, data: bytes) -> None:
        self.length = 1
        self._chars: dict[int, str] = {}
        for name, body in SECTION.findall(data):
            values = [match[0] or match[1] or bytes.fromhex(match[2].decode()) for match in _tokens(body)]
            if name == b"codespacerange":
                self.length = max([self.length, *(len(value) for value in values)])
            elif name == b"bfchar":
                for code, text in zip(values[::2], values[1::2], strict=False):
                    self._chars[int.from_bytes(code, "big")] = _text(text)
            else:
                self._add_ranges(values)

    def _add_ranges(self, values: list[bytes]) -> None:
        at = 0
        while at + 2 < len(values):
            low, high = (int.from_bytes(value, "big") for value in values[at : at + 2])
            high = min(high, low + MOST_RANGE - 1)
            if values[at + 2] == b"[":
                end = values.index(b"]", at) if b"]" in values[at:] else len(values)
                self._chars.update(zip(range(low, high + 1), map(_text, values[at + 3 : end]), strict=False))
                at = end + 1
                continue
            first = values[at + 2]
            start = int.from_bytes(first[-2:], "big")
            for code in range(low, high + 1):
                self._chars[code] = _text(first[:-2] + ((start + code - low) & 0xFFFF).to_bytes(2, "big"))
            at += 3

    def decode(self, data: bytes) -> Iterator[str]:
        """The characters of a string; nothing for codes that are not named."""
        for at in range(0, len(data), self.length):
            yield self._chars.get(int.from_bytes(data[at : at + self.length], "big"), "")


def _tokens(body: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    for match in HEX.finditer(body):
        value = b"" if match[1] is None else b"".join(match[1].split())
        yield match[2] or b"", match[3] or b"", value if len(value) % 2 == 0 else value + b"0"


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")


class PageWitness:
    """Counts the characters that a page shows; `maps` are kept from page to page."""

    def __init__(self, maps: dict[tuple[int, int], CharacterMap | None]) -> None:
        self._maps = maps
        self._font: CharacterMap | None = None

    def count(self, page: Any) -> Counter[str]:
        """The characters of a page and of the forms it draws, white space aside."""
        counted: Counter[str] = Counter()
        for text in self._read(page, page.obj.get("/Resources", {}), 0):
            counted.update(text)
        return Counter({char: count for char, count in counted.items() if not char.isspace()})

    def _read(self, holder: Any, resources: Any, depth: int) -> Iterator[str]:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(holder):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "Tf":
                    self._font = self._open(resources.get("/Font", {}).get(str(operands[0])))
                case "Tj" | "'" | '"' | "TJ":
                    yield from self._show(operands[-1])
                case "Do":
                    form = resources.get("/XObject", {}).get(str(operands[0]))
                    if form is not None and form.get("/Subtype") == "/Form" and depth < DEEPEST:
                        yield from self._read(form, form.get("/Resources", resources), depth + 1)

    def _show(self, shown: Any) -> Iterator[str]:
        import pikepdf

        if self._font is None:
            return
        for item in shown if isinstance(shown, pikepdf.Array) else [shown]:
            if isinstance(item, pikepdf.String):
                yield from self._font.decode(bytes(item))

    def _open(self, font: Any) -> CharacterMap | None:
        import pikepdf

        if font is None or not isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            return None
        key = font.ToUnicode.objgen
        if key not in self._maps or key == (0, 0):
            self._maps[key] = CharacterMap(unpack(font.ToUnicode, MOST_MAP))
        return self._maps[key]
