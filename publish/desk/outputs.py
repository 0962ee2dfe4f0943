"""What the workers make to be taken away: outputs, handouts, the draft of a mail. Raise PublishError."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from publish.model import Finding
from publish.output.stamp import stamp
from publish.paths import write_whole
from publish.pipeline.derived import Folding, Posting, build_handout, build_mail
from publish.pipeline.one import make
from publish.pipeline.request import Request, choose_target


@dataclass(frozen=True)
class Ready:
    """A file to be taken away: its name and where it lies until then; what to tell whoever prints it."""

    name: str
    path: Path
    note: str = ""
    findings: tuple[Finding, ...] = ()
    pages: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Write:
    """Make an output, the same bytes as the command line's with the side file beside the source."""

    source: Path
    folder: Path
    format: str

    def __call__(self) -> Ready:
        """Do it."""
        started = time.perf_counter()
        request = Request(self.format, output=self.folder)
        made = make(self.source, request)
        target = choose_target(self.source, made.document, request)
        path = self.folder / f"page.{self.format}"
        write_whole(path, stamp(made.output.data, self.source))
        seconds = time.perf_counter() - started
        return Ready(target.name, path, "", made.account(self.source), made.output.pages, seconds)


@dataclass(frozen=True)
class Fold:
    """Make a handout."""

    source: Path
    folder: Path
    folding: Folding

    def __call__(self) -> Ready:
        """Do it."""
        built, instruction = build_handout(self.source, Request("pdf", output=self.folder), self.folding)
        return Ready(built.target.name, built.target, instruction)


@dataclass(frozen=True)
class Post:
    """Make the draft of a mail."""

    source: Path
    folder: Path
    posting: Posting

    def __call__(self) -> Ready:
        """Do it."""
        built = build_mail(self.source, Request("eml", output=self.folder), self.posting)
        return Ready(built.target.name, built.target)
