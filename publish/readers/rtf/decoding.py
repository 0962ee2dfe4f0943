"""Bytes of RTF to characters: by the character set of the font, else by the code page; \\u in halves and wholes."""

from __future__ import annotations

from publish.readers.text.encoding import decode_named


def decode_bytes(data: bytes, encoding: str) -> str:
    """The characters of bytes in an encoding; one that is none, as of \\ansicpg9, is western."""
    text = decode_named(data, encoding, "replace")
    return data.decode("cp1252", "replace") if text is None else text


class Decoder:
    """Gathers bytes until something else comes; `fonts`: encodings by number, where a font says one."""

    def __init__(self) -> None:
        self.fonts: dict[int, str] = {}
        self.font = 0
        self._bytes = bytearray()
        self._high = ""  # the first half of a pair
        self._skip = 0  # characters for older readers that are still to come

    def take(self, data: bytes) -> None:
        """Take bytes, but those that stand for a \\u before them."""
        self._bytes += data[self._skip :]
        self._skip = max(0, self._skip - len(data))

    def flush(self, encoding: str) -> str:
        """The characters of what was taken."""
        self._skip = 0
        data = bytes(self._bytes)
        self._bytes.clear()
        return decode_bytes(data, self.fonts.get(self.font) or encoding)

    def take_unicode(self, number: int, skip: int) -> str:
        """\\uN: signed 16 bits, halves of pairs joined; `skip` characters behind it are for older readers."""
        self._skip = skip
        char = chr(number & 0xFFFF)
        if "\ud800" <= char <= "\udbff":
            self._high = char
            return ""
        if self._high and "\udc00" <= char <= "\udfff":
            char = (self._high + char).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        self._high = ""
        return "\ufffd" if "\ud800" <= char <= "\udfff" else char
