"""The page of `publish watch --preview`: the pages as pictures beside the report, renewed after every save."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from publish.desk.pages import Pages
from publish.desk.showing import show_page

LONG_POLL_SECONDS = 25.0


@dataclass(frozen=True)
class Shown:
    """What the page shows: a heading, a line of figures, the report's lines, an error above the last good pages."""

    heading: str = ""
    summary: str = ""
    report: tuple[str, ...] = ()
    error: str = ""


class Preview:
    """The state behind the page; `show` and `fail`, called by any thread, wake every browser that waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._shown = Shown()
        self._pages: Pages | None = None
        self._closed = False

    def show(self, pdf: bytes, heading: str, summary: str = "", report: Sequence[str] = ()) -> None:
        """Show the pages of a new build."""
        self._renew(Shown(heading, summary, tuple(report)), Pages(pdf))

    def fail(self, error: str) -> None:
        """Say what went wrong, above the pages of the last good build."""
        self._renew(Shown(self._shown.heading, self._shown.summary, error=error), self._pages)

    def _renew(self, shown: Shown, pages: Pages | None) -> None:
        with self._changed:
            old, self._pages, self._shown = self._pages, pages, shown
            self._version += 1
            self._changed.notify_all()
        if old and old is not pages:
            old.close()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, version: int, seconds: float = LONG_POLL_SECONDS) -> int:
        """The version now, after waiting for one that is not `version`."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version or self._closed, seconds)
            return self._version

    def write_page(self, template: str) -> str:
        """The whole page or its content as HTML."""
        with self._changed:
            sizes = list(self._pages.sizes) if self._pages else []
            return show_page(template, shown=self._shown, sizes=sizes, version=self._version)

    def draw(self, number: int) -> bytes:
        """The PNG of a page, counted from 0. Raises IndexError."""
        pages = self._pages
        if pages is None:
            raise IndexError(number)
        return pages.draw(number)

    def routes(self) -> list[Route]:
        """The addresses of the page, all below /watch/."""
        return [
            Route("/watch/", self._page),
            Route("/watch/content", self._content),
            Route("/watch/changed/{version:int}", self._wait),
            Route("/watch/{version:int}/{number:int}.png", self._picture),
        ]

    async def _page(self, _request: Request) -> Response:
        return Response(self.write_page("watched.html.j2"), media_type="text/html")

    async def _content(self, _request: Request) -> Response:
        return Response(self.write_page("watched_content.html.j2"), media_type="text/html")

    async def _wait(self, request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(self.wait, request.path_params["version"]))

    async def _picture(self, request: Request) -> Response:
        try:
            picture = await run_in_threadpool(self.draw, request.path_params["number"])
        except (IndexError, RuntimeError):  # a page of a build that is gone
            raise HTTPException(404) from None
        return Response(picture, media_type="image/png")
