"""The tokens of an RTF group as what they say: its characters, its control words, the groups in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publish.readers.rtf.decoding import decode_bytes
from publish.readers.rtf.tokens import Token


@dataclass
class Group:
    """A group: its control words with their numbers, its characters (codes below 32 as they are), its groups."""

    words: dict[str, int | None] = field(default_factory=dict)
    text: str = ""
    groups: list[Group] = field(default_factory=list)
    name: str = ""  # its first word

    def find(self, name: str) -> Iterator[Group]:
        """The groups of a name in it."""
        return (group for group in self.groups if group.name == name)


def parse_group(tokens: Sequence[Token], encoding: str) -> Group:
    """The group that tokens make, without the braces round it."""
    root = Group()
    stack = [root]
    raw, skip = bytearray(), 0

    def flush() -> None:
        if raw:
            stack[-1].text += decode_bytes(bytes(raw), encoding)
            raw.clear()

    for token in tokens:
        if token.kind in ("hex", "text"):
            raw += token.value[skip:]
            skip = max(0, skip - len(token.value))
            continue
        flush()
        skip = 0
        if token.kind == "open":
            stack[-1].groups.append(Group())
            stack.append(stack[-1].groups[-1])
        elif token.kind == "close" and len(stack) > 1:
            stack.pop()
        elif token.kind == "word" and token.value == b"u" and token.number is not None:
            stack[-1].text += chr(token.number & 0xFFFF)
            skip = 1
        elif token.kind == "word":
            word = token.value.decode("ascii")
            stack[-1].name = stack[-1].name or word
            stack[-1].words[word] = token.number
    flush()
    return root
