"""The desks: one for every page in a browser, each with a private folder that goes when the page is closed, or after
an hour without a sign of life."""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from publish.desk.jobs import Decide
from publish.desk.papers import Paper
from publish.desk.workshop import Workshop
from publish.errors import InputError, PublishError
from publish.inputs import read_input
from publish.output.delivery import HOST, file_name
from publish.pipeline.sources import FOREIGN
from publish.readers import NAMED_ONLY, SUFFIXES
from publish.structure.side_file.reading import NO_OVERRIDES, Overrides

IDLE_SECONDS = 3600.0
RELOAD_SECONDS = 60.0  # a page that is closed may only be loaded again
MOST_DESKS = 300
MOST_PAPERS = 50  # on one desk
MOST_BYTES = 32 << 20  # of one file
MOST_DESK_BYTES = 128 << 20  # put on one desk
NAME = re.compile(r"publish-desk-(?P<host>[0-9a-f]{8})-(?P<process>[0-9]+)-.*")
PICTURES = (".png", ".jpg", ".jpeg")
SIDE = ".toml"

Upload = tuple[str, bytes, float]  # name, content, time of the last change (seconds since 1970, 0 unknown)


class Desk:
    """What one page has: its owner, its folder, its papers."""

    def __init__(self, owner: str, folder: Path, workshop: Workshop) -> None:
        self.key, self.owner, self.folder = secrets.token_urlsafe(16), owner, folder
        self.papers: dict[int, Paper] = {}
        self.refused: list[dict[str, str]] = []
        self.until = time.monotonic() + IDLE_SECONDS
        self.left = False  # the page was closed, and has not come back yet
        self._workshop = workshop
        self._numbers = itertools.count(1)
        self._bytes = 0
        self._turn = asyncio.Semaphore(1)  # a desk with many papers does not keep the others waiting

    async def put(self, uploads: list[Upload]) -> tuple[list[Paper], list[dict[str, str]]]:
        """Put files on the desk; the papers they became, and what was refused, with the remedy."""
        texts = [upload for upload in uploads if _suffix(upload[0]) not in (*PICTURES, SIDE)]
        aside = [upload for upload in uploads if upload not in texts]
        papers, refused = [], []
        for upload in texts:
            try:
                papers.append(await self._put_one(upload, aside))
            except PublishError as error:
                refused.append({"file": upload[0][-200:], "message": error.message, "hint": error.hint})
        if aside and not texts:
            hint = "图片和旁注文件（.toml）请与文稿一起放进来"
            refused += [{"file": name, "message": "这不是文稿", "hint": hint} for name, _, _ in aside]
        return papers, refused

    async def _put_one(self, upload: Upload, aside: list[Upload]) -> Paper:
        name, data, changed = upload
        self._admit(name, data)
        number = next(self._numbers)
        folder = self.folder / str(number)
        folder.mkdir(mode=0o700)
        source = folder / safe_name(name)
        source.write_bytes(data)
        with suppress(OSError, OverflowError, ValueError):
            os.utime(source, (changed, changed)) if changed > 0 else None
        said = await self._decide(source, aside)
        paper = self.papers[number] = Paper(number, source, self._workshop, said)
        paper.renew(self._turn)
        return paper

    def _admit(self, name: str, data: bytes) -> None:
        suffix = _suffix(name)
        if suffix not in (*SUFFIXES, *NAMED_ONLY):
            hint = FOREIGN.get(suffix, f"可用的格式：{'、'.join((*SUFFIXES, *NAMED_ONLY))}")
            raise InputError("这种文件不能排", hint)
        if not data:
            raise InputError("文件是空的", "请检查是否选对了文件")
        if len(data) > MOST_BYTES:
            raise InputError(f"文件太大，一个最多 {MOST_BYTES >> 20} MB", "请把里面的图片缩小，或分成几个文件")
        if len(self.papers) >= MOST_PAPERS or self._bytes + len(data) > MOST_DESK_BYTES:
            raise InputError("放不下了", "请先移走几篇，或者另开一页")
        self._bytes += len(data)

    async def _decide(self, source: Path, aside: list[Upload]) -> Overrides:
        """Put the pictures and the side file that came along beside a source; what the side file says."""
        for name, data, _ in aside:
            if _suffix(name) in PICTURES and len(data) <= MOST_BYTES:
                self._bytes += len(data)
                (source.parent / safe_name(name)).write_bytes(data)
            elif safe_name(name) == source.with_suffix(SIDE).name:
                source.with_suffix(SIDE).write_bytes(data)
                errand = self._workshop.submit(Decide(source))
                said: Overrides = await asyncio.wrap_future(errand.done)
                return replace(said, file="")
        return NO_OVERRIDES

    def remove(self, number: int) -> None:
        """Take a paper away."""
        paper = self.papers.pop(number, None)
        if paper:
            paper.close()
            shutil.rmtree(paper.source.parent, ignore_errors=True)

    def stay(self) -> None:
        """The page is there."""
        self.until, self.left = time.monotonic() + IDLE_SECONDS, False

    def leave(self) -> None:
        """The page was closed; it may only be loaded again, or be opened again by the first address."""
        self.until, self.left = time.monotonic() + RELOAD_SECONDS, True

    def close(self) -> None:
        """Remove everything."""
        for paper in self.papers.values():
            paper.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def safe_name(name: str) -> str:
    """The name of an upload as a file of ours: its last part, valid everywhere, the ending kept."""
    last = PurePosixPath(name.replace("\\", "/")).name
    suffix = _suffix(last)
    return file_name(last[: len(last) - len(suffix)], suffix)


def read_upload(path: Path) -> Upload:
    """A file of this machine as if it had been put on a desk. Raises OSError."""
    return path.name, read_input(path, MOST_BYTES), path.stat().st_mtime


class Desks:
    """All desks, in one folder that only this user can read."""

    def __init__(self, workshop: Workshop, folder: Path, given: Sequence[Path] = ()) -> None:
        self._workshop, self._folder = workshop, folder
        self._given = list(given)
        self._desks: dict[str, Desk] = {}
        self._numbers = itertools.count(1)

    def open(self, owner: str) -> Desk:
        """The desk whose page a user closed just now, or a new one. Raises PublishError when there are too many."""
        self.sweep()
        for desk in reversed(self._desks.values()):
            if desk.left and desk.papers and secrets.compare_digest(desk.owner.encode(), owner.encode()):
                desk.stay()
                return desk
        if len(self._desks) >= MOST_DESKS:
            raise PublishError("用的人太多了", "请过一会儿再打开")
        folder = self._folder / f"desk-{next(self._numbers)}"
        folder.mkdir(mode=0o700)
        desk = Desk(owner, folder, self._workshop)
        self._desks[desk.key] = desk
        return desk

    async def give(self, desk: Desk) -> None:
        """Put the files named at the start on the first desk, with the side files beside them."""
        given, self._given = self._given, []
        for path in given:
            beside = path.with_suffix(SIDE)
            uploads = [read_upload(each) for each in (path, beside) if each == path or each.is_file()]
            _, refused = await desk.put(uploads)
            desk.refused += refused

    def find(self, key: str, owner: str) -> Desk | None:
        """A user's desk; another user's is none."""
        desk = self._desks.get(key)
        if desk is None or not secrets.compare_digest(desk.owner.encode(), owner.encode()):
            return None
        desk.stay()
        return desk

    def sweep(self) -> None:
        """Remove the desks whose time is up."""
        now = time.monotonic()
        for key in [key for key, desk in self._desks.items() if desk.until < now]:
            self._desks.pop(key).close()

    def close(self) -> None:
        """Remove all."""
        for desk in self._desks.values():
            desk.close()
        self._desks.clear()

    def __len__(self) -> int:
        return len(self._desks)


def make_folder() -> Path:
    """A private folder for all desks of this process; those that killed processes left behind are removed."""
    top = Path(tempfile.gettempdir())
    for left in top.glob("publish-desk-*"):
        match = NAME.fullmatch(left.name)
        if match and match["host"] == HOST and not Path(f"/proc/{match['process']}").exists():
            with suppress(OSError):
                if left.lstat().st_uid == os.getuid() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"publish-desk-{HOST}-{os.getpid()}-"))
