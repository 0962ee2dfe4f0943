"""The account of a file: where we are, and what was not taken over as it stood."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.model import Finding, FindingKind, Place

# What a header or footer may say and still be nothing but a page number.
FOLIO = re.compile(r"[\s\d—–―\-－─·.．/第页頁共]*")


class Account:
    """Findings in the order of the text; `number` counts paragraphs from 1, `kind` opens the findings' codes."""

    def __init__(self, name: str, kind: str, number: int = 0) -> None:
        self.name = name
        self.number = number
        self.findings: list[Finding] = []
        self._kind = kind
        self._said: set[str] = set()

    @property
    def place(self) -> Place:
        """The current paragraph."""
        return Place(self.name, max(1, self.number))

    def tell(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        """Add a finding; neighbours of one kind become one."""
        finding = Finding(kind, message, self.place, code=f"{self._kind}-{code}")
        if text and self.findings and replace(self.findings[-1], text="") == finding:
            text = self.findings.pop().text + text
        self.findings.append(replace(finding, text=text))

    def tell_once(self, code: str, message: str) -> None:
        """A warning about the whole file, given where it is first met."""
        if code not in self._said:
            self._said.add(code)
            self.tell(FindingKind.WARNING, code, message)
