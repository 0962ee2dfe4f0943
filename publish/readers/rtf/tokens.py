"""RTF as its tokens (Rich Text Format 1.9.1): groups, control words, characters; nothing is interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)


class Token(NamedTuple):
    """`kind`: word, hex, symbol, open, close, text, raw; `value`: what it holds; `number`: the parameter."""

    kind: str
    value: bytes
    number: int | None = None


def read_tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, in order; line ends are none."""
    at = 0
    while at < len(data):
        match = TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word:
            value = int(number) if number else None
            yield Token("word", word, value)
            if word == b"bin" and value:
                yield Token("raw", data[at : at + max(0, value)])  # bytes of a picture
                at += max(0, value)
        elif code:
            yield Token("hex", bytes([int(code, 16)]))
        elif symbol:
            yield Token("symbol", symbol)
        elif brace:
            yield Token("open" if brace == b"{" else "close", brace)
        elif text:
            yield Token("text", text)
