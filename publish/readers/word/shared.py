"""What the readers of all stories of one file share, and the content controls that change what is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.model import Footnote
from publish.readers.word.account import Account
from publish.readers.word.styles import Styles
from publish.readers.word.xml import Element, child, setting, switch, text_of


@dataclass
class Shared:
    """What all paragraphs of a file share while they are read. `note` gives a footnote or endnote by kind and id,
    `comment` the text of a comment; `contents` counts the tables of contents we are in."""

    styles: Styles
    account: Account
    note: Callable[[str, str], Footnote | None]
    comment: Callable[[str], str]
    contents: int = 0


class ContentControl:
    """While the content of a `w:sdt` is read: a table of contents is left out, a placeholder is a blank."""

    def __init__(self, shared: Shared, element: Element) -> None:
        properties = child(element, "sdtPr")
        gallery = setting(child(properties, "docPartObj"), "docPartGallery")
        self._shared = shared
        self._is_contents = gallery == "Table of Contents"
        if switch(properties, "showingPlcHdr") and not self._is_contents and (text := text_of(element)):
            shared.account.blank("word-placeholder", "这里是待填的空，还没有填写", text)

    def __enter__(self) -> None:
        self._shared.contents += self._is_contents

    def __exit__(self, *_: object) -> None:
        self._shared.contents -= self._is_contents
