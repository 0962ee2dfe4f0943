"""The addresses of the server and what answers each. Nothing is logged; errors become a Chinese sentence."""

from __future__ import annotations

import asyncio
import hashlib
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from publish.desk.controls import list_choices
from publish.desk.desks import Desk, Desks
from publish.desk.guard import Guard, Users
from publish.desk.papers import Paper, describe_failure
from publish.desk.putting import MALFORMED, read_files, read_json, read_paste
from publish.desk.showing import load_files, show_page
from publish.desk.speaking import Speak
from publish.desk.taking import take, take_all, take_mail
from publish.desk.watched import Preview
from publish.errors import PublishError
from publish.report.results import log_bug

SWEEP_SECONDS = 30.0
WAIT_SECONDS = 25.0  # for a change, before the browser asks again
QUEUE_SECONDS = 1.0  # while a job waits, so that its place is told


class Application:
    """The desks' addresses, or those of the page of `watch`."""

    def __init__(self, users: Users, desks: Desks | None = None, preview: Preview | None = None) -> None:
        self._users, self._desks, self._preview = users, desks, preview

    def build(self) -> Guard:
        """The ASGI application."""
        routes = [
            Route(f"/{self._users.token}/", self._enter),
            Route("/", self._start),
            Route("/enter", self._check_password, methods=["POST"]),
            Route("/file/{name}", self._file),
        ]
        routes += self._preview.routes() if self._preview else []
        routes += self._desk_routes() if self._desks is not None else []
        handlers: dict[Any, Callable[..., Any]] = {
            PublishError: _say_error,
            HTTPException: _say_status,
            Exception: _say_bug,
        }
        app = Starlette(routes=routes, exception_handlers=handlers, lifespan=self._live)
        app.router.redirect_slashes = False
        return Guard(_Admission(app), self._users)

    def _desk_routes(self) -> list[Route]:
        desk, paper = "/desk/{desk}", "/desk/{desk}/{paper:int}"
        return [
            Route(f"{desk}/", self._page),
            Route(f"{desk}/papers", self._list),
            Route(f"{desk}/files", self._put_files, methods=["POST"]),
            Route(f"{desk}/paste", self._paste, methods=["POST"]),
            Route(f"{desk}/alive", self._alive, methods=["POST"]),
            Route(f"{desk}/close", self._close, methods=["POST"]),
            Route(f"{desk}/zip", self._zip),
            Route(f"{paper}/state", self._state),
            Route(f"{paper}/step", self._step, methods=["POST"]),
            Route(f"{paper}/move", self._move, methods=["POST"]),
            Route(f"{paper}/remove", self._remove, methods=["POST"]),
            Route(f"{paper}/{{look}}/{{scale:int}}/{{number:int}}.png", self._picture),
            Route(f"{paper}/take/{{kind}}", self._take),
            Route(f"{paper}/mail", self._mail, methods=["POST"]),
            Route(f"{paper}/speak", self._speak),
        ]

    @asynccontextmanager
    async def _live(self, _app: Starlette) -> AsyncIterator[None]:
        async def sweep() -> None:
            while True:
                await asyncio.sleep(SWEEP_SECONDS)
                if self._desks is not None:
                    self._desks.sweep()

        task = asyncio.create_task(sweep())
        try:
            yield
        finally:
            task.cancel()
            if self._desks is not None:
                self._desks.close()

    async def _enter(self, request: Request) -> Response:
        """The first address: whoever knows the token is let in."""
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        if not request.scope["user"]:
            answer.set_cookie(self._users.cookie, self._users.admit(), httponly=True, samesite="strict")
        return answer

    async def _start(self, request: Request) -> Response:
        user = request.scope["user"]
        if not user:
            template = "password.html.j2" if self._users.asks_password else "token.html.j2"
            return Response(show_page(template, wrong=False), HTTPStatus.FORBIDDEN, media_type="text/html")
        if self._desks is None:
            return RedirectResponse("/watch/", HTTPStatus.SEE_OTHER)
        desk = self._desks.open(user)
        await self._desks.give(desk)
        return RedirectResponse(f"/desk/{desk.key}/", HTTPStatus.SEE_OTHER)

    async def _check_password(self, request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=4)
        password = form.get("password")
        if not isinstance(password, str) or not await self._users.check(password):
            page = show_page("password.html.j2", wrong=True)
            return Response(page, HTTPStatus.FORBIDDEN, media_type="text/html")
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.set_cookie(self._users.cookie, self._users.admit(), httponly=True, samesite="strict")
        return answer

    async def _file(self, request: Request) -> Response:
        found = load_files().get(request.path_params["name"])
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        content, kind = found
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(content, media_type=kind, headers=headers)

    def _desk(self, request: Request) -> Desk:
        assert self._desks is not None
        desk = self._desks.find(request.path_params["desk"], request.scope["user"])
        if desk is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return desk

    def _paper(self, request: Request) -> Paper:
        paper = self._desk(request).papers.get(request.path_params["paper"])
        if paper is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return paper

    async def _page(self, request: Request) -> Response:
        try:
            desk = self._desk(request)
        except HTTPException:  # an old address, of a desk that was cleared away
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        page = show_page("desk.html.j2", choices=list_choices(), papers=list(desk.papers))
        return Response(page, media_type="text/html")

    async def _list(self, request: Request) -> Response:
        return JSONResponse([paper.state() for paper in self._desk(request).papers.values()])

    async def _put_files(self, request: Request) -> Response:
        desk = self._desk(request)
        papers, refused = await desk.put(await read_files(request))
        return JSONResponse({"papers": [paper.state() for paper in papers], "refused": refused})

    async def _paste(self, request: Request) -> Response:
        desk = self._desk(request)
        papers, refused = await desk.put([await read_paste(request)])
        return JSONResponse({"papers": [paper.state() for paper in papers], "refused": refused})

    async def _alive(self, request: Request) -> Response:
        self._desk(request)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _close(self, request: Request) -> Response:
        self._desk(request).leave()
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _zip(self, request: Request) -> Response:
        return await take_all(self._desk(request))

    async def _state(self, request: Request) -> Response:
        paper = self._paper(request)
        after = request.query_params.get("after", "")
        if after.isascii() and after.isdigit():
            waiting = bool(paper.state()["place"])
            await paper.wait(int(after[:12]), QUEUE_SECONDS if waiting else WAIT_SECONDS)
        return JSONResponse(paper.state())

    async def _step(self, request: Request) -> Response:
        paper, step = self._paper(request), await read_json(request)
        paper.step(step)
        return JSONResponse(paper.state())

    async def _move(self, request: Request) -> Response:
        paper, by = self._paper(request), (await read_json(request)).get("by")
        if by not in (-1, 1):
            raise MALFORMED
        paper.move(by)
        return JSONResponse(paper.state())

    async def _remove(self, request: Request) -> Response:
        self._desk(request).remove(self._paper(request).number)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _picture(self, request: Request) -> Response:
        paper = self._paper(request)
        path = await paper.picture(*(request.path_params[name] for name in ("look", "scale", "number")))
        picture = await asyncio.to_thread(path.read_bytes)
        return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    async def _take(self, request: Request) -> Response:
        return await take(self._paper(request), request.path_params["kind"], request.query_params.get("sheet", "A4"))

    async def _mail(self, request: Request) -> Response:
        return await take_mail(self._paper(request), await read_json(request))

    async def _speak(self, request: Request) -> Response:
        paper = self._paper(request)
        return JSONResponse(await paper.do(Speak(paper.source)))


class _Admission:
    """Only the door, its files and the password form are open to whoever was not let in."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        inside = scope.get("path", "").startswith(("/desk/", "/watch/"))
        if scope["type"] == "http" and inside and not scope["user"]:
            return await PlainTextResponse("Forbidden", HTTPStatus.FORBIDDEN)(scope, receive, send)
        return await self._app(scope, receive, send)


async def _say_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, PublishError)
    return JSONResponse(describe_failure(error), HTTPStatus.UNPROCESSABLE_ENTITY)


async def _say_status(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    gone = {"message": "这里没有这样东西，可能已经清除了", "hint": "请刷新这一页，重新放进文件"}
    return JSONResponse(gone, error.status_code, error.headers)


async def _say_bug(_request: Request, error: Exception) -> Response:
    """A bug of ours: where in the code it is goes into the log file, nothing of what a user put in."""
    log_bug("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
    wrong = {
        "message": "程序自身出错，这一步没有做成",
        "hint": "请再试一次；仍不行，请改用命令行，并把原文件发给开发者",
    }
    return JSONResponse(wrong, HTTPStatus.INTERNAL_SERVER_ERROR)
