"""A text on a desk: its source, what was corrected step by step, its pages as they are now; one look at a time."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publish.desk.corrections import correct
from publish.desk.examining import Examine, Examined, describe_findings
from publish.desk.jobs import PDF, SCALES, Draw, Glance, Glanced, Look, Looked, picture_name
from publish.desk.locating import Spot
from publish.desk.outputs import Ready
from publish.desk.workshop import Errand, Work, Workshop
from publish.errors import InputError, PublishError
from publish.paths import write_whole
from publish.report.results import describe_place
from publish.structure.side_file.draft import write_overrides
from publish.structure.side_file.reading import NO_OVERRIDES, Overrides, side_file

MOST_STEPS = 500  # that can be undone
KEPT_VERSIONS = 2  # whose pictures a browser may still ask for


@dataclass(frozen=True)
class Shown:
    """A finished look: the decisions it was made with, what it gave, where its pictures lie, what was found later."""

    said: Overrides
    looked: Looked
    folder: Path
    examined: Examined | None = None


def describe_failure(error: PublishError) -> dict[str, str]:
    """An error as the page shows it: what happened where, and what to do next."""
    return {"message": f"{describe_place(error.place)}{error.message}", "hint": error.hint}


class Paper:
    """One text. Its methods belong to the server's loop."""

    def __init__(self, number: int, source: Path, workshop: Workshop, said: Overrides = NO_OVERRIDES) -> None:
        self.number, self.source = number, source
        self.version = 0  # of what the page shows
        self.shown: Shown | None = None
        self.beginning: tuple[Glanced, Path] | None = None  # of a long text, until all of it is set
        self.error: dict[str, str] = {}
        self._workshop = workshop
        self._steps, self._at = [said], 0
        self._changed = asyncio.Event()
        self._errand: Errand | None = None
        self._drawing: dict[Path, asyncio.Future[None]] = {}
        self._looks = 0
        self._task: asyncio.Task[None] | None = None
        self._examining: asyncio.Task[None] | None = None
        self._turn = asyncio.Semaphore(1)

    @property
    def said(self) -> Overrides:
        """What was decided by hand."""
        return self._steps[self._at]

    def renew(self, turn: asyncio.Semaphore | None = None) -> None:
        """Look at the text again, unless a look under way sees to it; `turn`: shared with a desk's others."""
        self._turn = turn or self._turn
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._settle())

    def step(self, step: Mapping[str, Any]) -> None:
        """Take one more step. Raises InputError."""
        lines = self.shown.looked.lines if self.shown else []
        said = correct(self.said, step, lines)
        if said != self.said:
            self._steps = [*self._steps[: self._at + 1], said][-MOST_STEPS:]
            self._at = len(self._steps) - 1
        self.error = {}
        self._tell()
        self.renew()

    def move(self, by: int) -> None:
        """Undo the last step (-1), or do again what was undone (1)."""
        if 0 <= self._at + by < len(self._steps):
            self._at += by
            self.error = {}
            self._tell()
            self.renew()

    async def _settle(self) -> None:
        async with self._turn:
            while self.shown is None or self.shown.said is not self.said:
                said = self.said
                try:
                    shown = await self._look(said)
                except PublishError as error:
                    if not self._retreat(said, error):
                        return
                else:
                    self._show(shown)

    async def _look(self, said: Overrides) -> Shown:
        self.write_side_file()
        folder = self._make_folder()
        try:
            if self.shown is None:
                looked = await self.do(Glance(self.source, folder))
                if isinstance(looked, Glanced):
                    self.beginning = looked, folder
                    self._tell()
                    folder = self._make_folder()
                    looked = await self.do(Look(self.source, folder))
            else:
                looked = await self.do(Look(self.source, folder))
            return Shown(said, looked, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _make_folder(self) -> Path:
        folder = self.source.parent / f"look-{self._looks}"
        self._looks += 1
        folder.mkdir(mode=0o700)
        return folder

    async def do(self, job: Work) -> Any:
        """Have a job done by the workshop; the page is told the place in the queue. Raises PublishError."""
        errand = self._workshop.submit(job)
        if isinstance(job, Look | Glance):
            self._errand = errand
        try:
            return await asyncio.wrap_future(errand.done)
        except asyncio.CancelledError:
            errand.done.cancel()
            raise
        finally:
            if self._errand is errand:
                self._errand = None

    def _retreat(self, said: Overrides, error: PublishError) -> bool:
        """Take back a step that cannot be printed, and tell why; False when there is none to take back."""
        self.error = describe_failure(error)
        going_on = self.said is not said or self._at > 0
        if self.said is said and self._at > 0:
            del self._steps[self._at :]
            self._at -= 1
        self._tell()
        return going_on

    def _show(self, shown: Shown) -> None:
        self.shown, self.beginning = shown, None
        self._tell()
        if self._examining:
            self._examining.cancel()
        self._examining = asyncio.create_task(self._examine(shown))
        for old in range(self._looks - KEPT_VERSIONS - 1):
            shutil.rmtree(self.source.parent / f"look-{old}", ignore_errors=True)

    async def _examine(self, shown: Shown) -> None:
        """Find out what is not needed to show the pages; given up when there are newer ones."""
        looked, account = shown.looked, shown.looked.built.findings
        places, ignored = looked.places, shown.said.ignore
        job = Examine(self.source, shown.folder, looked.document, looked.style, places, account, ignored)
        try:
            examined = await self.do(job)
        except PublishError as error:
            self.error = describe_failure(error)
            nothing: list[Spot | None] = [None] * len(account)
            examined = Examined([None] * len(places), list(describe_findings(account, nothing, len(account))))
        self.shown = replace(shown, examined=examined)
        self._tell()

    def _tell(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, version: int, seconds: float) -> None:
        """Wait until what the page shows is not of this version any more, but not longer than so long."""
        if version == self.version:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), seconds)

    def write_side_file(self) -> Path | None:
        """Put what was decided beside the source, as the command line reads it; None when nothing was."""
        path = side_file(self.source)
        if replace(self.said, file="") == NO_OVERRIDES:
            path.unlink(missing_ok=True)
            return None
        write_whole(path, write_overrides(self.said).encode(), 0o600)
        return path

    def finished(self) -> Ready | None:
        """The PDF whose pages are shown, when it says all that was decided."""
        if self.shown is None or self.shown.said is not self.said:
            return None
        built, path = self.shown.looked.built, self.shown.folder / PDF
        return Ready(built.target.name, path, "", built.findings, built.pages, built.seconds)

    async def picture(self, look: str, scale: int, number: int) -> Path:
        """The picture of a page of a look, drawn if need be. Raises InputError when there is no such page."""
        sizes, folder = self._sizes(), self.source.parent / look
        if scale not in SCALES or not folder.is_dir() or not 0 <= number < len(sizes):
            raise InputError("没有这一页")
        path = folder / picture_name(number, scale)
        if not path.exists():
            if path not in self._drawing:
                self._drawing[path] = asyncio.ensure_future(self.do(Draw(folder, number, scale)))
                self._drawing[path].add_done_callback(lambda _: self._drawing.pop(path, None))
            await asyncio.shield(self._drawing[path])
        return path

    def _sizes(self) -> list[tuple[float, float]]:
        """Of the pages shown, in pt."""
        if self.shown:
            return self.shown.looked.sizes
        return self.beginning[0].sizes if self.beginning else []

    def state(self) -> dict[str, Any]:
        """Everything the page shows of it, as plain JSON values."""
        place = self._workshop.place(self._errand) if self._errand else 0
        state: dict[str, Any] = {
            "version": self.version,
            "number": self.number,
            "file": self.source.name,
            "working": self.shown is None or self.shown.said is not self.said,
            "place": place,
            "error": self.error,
            "undo": self._at > 0,
            "redo": self._at < len(self._steps) - 1,
            "corrected": replace(self.said, file="") != NO_OVERRIDES,
        }
        if self.error and self.shown is None:
            state["working"] = False
        if self.shown:
            state |= self._describe(self.shown)
        elif self.beginning:
            state |= {"look": self.beginning[1].name, "sizes": self.beginning[0].sizes}
        return state

    def _describe(self, shown: Shown) -> dict[str, Any]:
        said, looked, examined = self.said, shown.looked, shown.examined
        spots = examined.spots if examined else [None] * len(looked.lines)
        return {
            "look": shown.folder.name,
            "name": looked.name,
            "sizes": looked.sizes,
            "lines": [
                line | {"spot": None if line["left_out"] else spot}
                for line, spot in zip(looked.lines, spots, strict=True)
            ],
            "checking": examined is None,
            "findings": examined.findings if examined else [],
            "fields": looked.fields,
            "said": {
                "title": said.title,
                "speaker": said.speaker,
                "date": said.date,
                "style": said.style,
                "normalise": said.normalise,
                **said.elements,
            },
            "blanks": looked.blanks,
            "fill": dict(said.fill),
            "tokens": dict(said.tokens),
            "style": looked.choice,
            "characters": looked.characters,
            "rate": looked.style.characters_per_minute,
            "seconds": round(looked.built.seconds, 2),
        }

    def close(self) -> None:
        """Give up whatever is under way."""
        for task in filter(None, (self._task, self._examining)):
            task.cancel()
        for drawing in list(self._drawing.values()):
            drawing.cancel()
