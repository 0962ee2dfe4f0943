"""Elements of an official document that the command line, front matter or a side file gives: 发文机关, 发文字号, 份号,
密级, 签发人, 抄送. They go before the text's own or, where it has none, are put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.errors import InputError
from publish.model import (
    ELEMENTS,
    Block,
    Document,
    Finding,
    FindingKind,
    Paragraph,
    Role,
    Span,
    has_role,
    own_blocks,
    plain_text,
)
from publish.structure.choosing import AUTO, choose_style
from publish.structure.slicing import place_of

SEPARATORS = re.compile(r"[、；;,，]\s*|\s+")
COPY_DIGITS = 6  # 7.2.1
WORDS = {"gongwen": "文件", "order": "令"}  # behind the issuer's name in a mark (7.2.4, 10.2)
COMPLETE = re.compile(r"(?:文\s?件|令|纪\s?要)$")
ABOVE = (Role.COPY_NUMBER, Role.MARKING, Role.MASTHEAD, Role.NUMBER, Role.SIGNER)
# The number first: it tells a letter, whose mark has no word behind the names.
KEYS = ("doc_number", *(name for name in ELEMENTS if name != "doc_number"))


@dataclass(frozen=True)
class Element:
    """What is given: its name in Chinese, the role it has, its paragraphs as printed."""

    name: str
    role: Role
    lines: tuple[str, ...]


def give_elements(document: Document) -> Document:
    """The document with the elements its metadata give; what they replaced is in the findings.

    Raises InputError for a 份号 that is no number.
    """
    findings = list[Finding]()
    for key in KEYS:
        element = _read(document, key)
        if element is not None:
            blocks = list(document.blocks)
            findings += _give(blocks, element)
            document = replace(document, blocks=tuple(blocks))
    return replace(document, findings=(*document.findings, *findings))


def _read(document: Document, key: str) -> Element | None:
    """The element of that key as the metadata give it; None: they do not."""
    text = document.metadata.elements.get(key, "").strip()
    printed: dict[str, tuple[str, Role, Callable[[], tuple[str, ...]]]] = {
        "copy_number": ("份号", Role.COPY_NUMBER, lambda: print_copy_number(text)),
        "secrecy": ("密级", Role.MARKING, lambda: tuple(text.split())),
        "issuer": ("发文机关", Role.MASTHEAD, lambda: _print_mark(text, document)),
        "doc_number": ("发文字号", Role.NUMBER, lambda: (text,)),
        "signer": ("签发人", Role.SIGNER, lambda: (f"签发人：{re.sub(SEPARATORS, '　', _cut(text, '签发人'))}",)),
        "copy_to": ("抄送机关", Role.COPY_TO, lambda: (f"抄送：{_cut(text, '抄送').rstrip('。')}。",)),
    }
    if not text:
        return None
    name, role, lines = printed[key]
    return Element(name, role, lines())


def _cut(text: str, label: str) -> str:
    """A text without the label it may have already."""
    return re.sub(rf"^{label}\s*[：:]\s*", "", text.strip())


def print_copy_number(text: str) -> tuple[str, ...]:
    """A 份号 in six digits (7.2.1). Raises InputError."""
    number = text.strip().removeprefix("№").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= COPY_DIGITS):
        raise InputError(f"份号“{text}”不对", "应当是不超过六位的阿拉伯数字，如 1 或 000001")
    return (number.zfill(COPY_DIGITS),)


def _print_mark(text: str, document: Document) -> tuple[str, ...]:
    """The lines of a mark: the names, 主办机关 first, with the word its kind of document has behind them."""
    names = [name for name in SEPARATORS.split(text) if name]
    wanted = document.metadata.style
    style = choose_style(document).style if wanted in ("", AUTO) else wanted
    word = WORDS.get("gongwen" if style == "speech" else style, "")
    if COMPLETE.search(text) or not word:
        return tuple(names)
    if len(names) == 1:
        return (names[0] + word,)
    return (f"{names[0]}　{word}", *names[1:])


def _give(blocks: list[Block], element: Element) -> Iterator[Finding]:
    """Put an element in place of those of its role, or where it belongs."""
    end = len(own_blocks(blocks))
    own = [at for at, b in enumerate(blocks[:end]) if isinstance(b, Paragraph) and b.role is element.role]
    new = [Paragraph((Span(line),), element.role) for line in element.lines]
    if not own:
        at = _find_place(blocks, element.role, end)
        blocks[at:at] = new
        return
    old = [blocks[at] for at in own]
    before, after = ["".join(_text(block).split()) for block in old], ["".join(line.split()) for line in element.lines]
    if before == after:
        return
    for at in reversed(own):
        del blocks[at]
    place = place_of(old[0].content) if isinstance(old[0], Paragraph) else None
    first = Paragraph((Span(element.lines[0], place),), element.role, place)
    blocks[own[0] : own[0]] = [first, *new[1:]]
    text = _text(old[0])
    message = f"{element.name}“{text}”改用给定的“{'、'.join(element.lines)}”"
    yield Finding(FindingKind.NORMALISED, message, place, text, element.lines[0], f"{element.role.value}-replaced")
    for block in old[1:]:
        message = f"{element.name}改用给定的“{'、'.join(element.lines)}”，这一行未排"
        yield Finding(FindingKind.LEFT_OUT, message, block.place, _text(block), code=f"{element.role.value}-replaced")


def _text(block: Block) -> str:
    return plain_text(block.content) if isinstance(block, Paragraph) else ""


def _find_place(blocks: Sequence[Block], role: Role, end: int) -> int:
    """Where an element the text lacks goes: elements of the head above those that follow it there, 抄送 before 印发 or
    behind the text."""
    if role is Role.COPY_TO:
        return next((at for at, b in enumerate(blocks[:end]) if has_role(b, Role.IMPRINT)), end)
    at = 0
    while at < end and has_role(blocks[at], *ABOVE[: ABOVE.index(role) + 1]):
        at += 1
    return at
