"""The account of a Word 97–2003 document: where we are, and what was not taken over as it stood."""

from __future__ import annotations

from dataclasses import replace

from publish.model import Finding, FindingKind, Place


class Account:
    """Findings in the order of the text; `number` counts paragraphs from 1."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.findings: list[Finding] = []
        self._said: set[str] = set()

    @property
    def place(self) -> Place:
        """The current paragraph."""
        return Place(self.name, max(1, self.number))

    def tell(self, kind: FindingKind, code: str, message: str, text: str = "") -> None:
        """Add a finding; neighbours of one kind become one."""
        finding = Finding(kind, message, self.place, code=f"doc-{code}")
        if text and self.findings and replace(self.findings[-1], text="") == finding:
            self.findings[-1] = replace(finding, text=self.findings[-1].text + text)
        else:
            self.findings.append(replace(finding, text=text))

    def tell_once(self, code: str, message: str) -> None:
        """A warning about the whole file, given where it is first met."""
        if code not in self._said:
            self._said.add(code)
            self.tell(FindingKind.WARNING, code, message)
