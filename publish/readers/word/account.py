"""The account of a Word file: where we are, and every character that was not taken over as it stood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from publish.model import Finding, FindingKind, Place


class Account:
    """Findings in the order of the text. Places count paragraphs from 1 as they stand in the body: empty ones, those
    of tables and text boxes included; what belongs to a paragraph (notes, comments) has the paragraph's place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.paragraph = 0
        self._frozen = False
        self._findings: list[Finding] = []
        self._parts: list[str] = []
        self._said: set[str] = set()

    @property
    def place(self) -> Place:
        """The current paragraph."""
        return Place(self.name, max(1, self.paragraph))

    def next_paragraph(self) -> None:
        """Step to the next paragraph of the body."""
        if not self._frozen:
            self.paragraph += 1

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Read paragraphs that stand elsewhere (notes) without moving on."""
        frozen, self._frozen = self._frozen, True
        try:
            yield
        finally:
            self._frozen = frozen

    def left_out(self, code: str, message: str, text: str = "") -> None:
        """Characters that are not in the Source; neighbours of one kind become one finding."""
        self._add(Finding(FindingKind.LEFT_OUT, message, self.place, code=code), text)

    def warn(self, code: str, message: str, text: str = "") -> None:
        """Something to look at; nothing was lost."""
        self._add(Finding(FindingKind.WARNING, message, self.place, code=code), text)

    def warn_once(self, code: str, message: str) -> None:
        """A warning about the whole file, given where it is first met."""
        if code not in self._said:
            self._said.add(code)
            self.warn(code, message)

    def normalised(self, code: str, message: str, text: str, replacement: str) -> None:
        """Characters that became others."""
        self._add(Finding(FindingKind.NORMALISED, message, self.place, code=code, replacement=replacement), text)

    def blank(self, code: str, message: str, text: str) -> None:
        """A blank nobody filled; its characters stay."""
        self._add(Finding(FindingKind.BLANK, message, self.place, code=code), text)

    def findings(self) -> tuple[Finding, ...]:
        """Everything said so far."""
        self._close()
        return tuple(self._findings)

    def _add(self, finding: Finding, text: str) -> None:
        same = bool(self._parts) and finding == self._findings[-1] and not finding.replacement
        if not same:
            self._close()
            self._findings.append(finding)
        self._parts.append(text)

    def _close(self) -> None:
        if self._parts:
            self._findings[-1] = replace(self._findings[-1], text="".join(self._parts))
            self._parts = []
