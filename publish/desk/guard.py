"""Who may ask: requests to this address by its own name, from our own page, by a browser that has been let in.

Four doors are shut: web pages that give their own name this address (Host), pages of other servers (Origin,
Sec-Fetch-Site), whoever has not the token of the first address or the password (cookie), bodies that are too large.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST_BODY = 160 << 20
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SAFE = ("GET", "HEAD")
WAIT_SECONDS = 1.0  # after a wrong password
MOST_WRONG, WRONG_SECONDS = 10, 60.0  # wrong passwords in so long a time, from everywhere
ITERATIONS = 100_000
MOST_USERS = 1_000


class Users:
    """The browsers that were let in, by the random key in their cookie; by token, or by password."""

    def __init__(self, port: int, password: str = "") -> None:
        self.token = secrets.token_urlsafe(16)
        self.cookie = f"publish-desk-{port}"
        self._keys: dict[str, None] = {}
        self._salt = secrets.token_bytes(16)
        self._password = self._hash(password) if password else b""
        self._wrong: list[float] = []

    @property
    def asks_password(self) -> bool:
        """Whether there is a password, which others on the network know."""
        return bool(self._password)

    def admit(self) -> str:
        """Let a browser in: its new key."""
        key = secrets.token_urlsafe(24)
        self._keys[key] = None
        while len(self._keys) > MOST_USERS:
            del self._keys[next(iter(self._keys))]
        return key

    async def check(self, password: str) -> bool:
        """Whether that is the password; wrong ones are answered slowly, too many not at all for a minute."""
        now = time.monotonic()
        self._wrong = [each for each in self._wrong if now - each < WRONG_SECONDS]
        if not self._password or len(self._wrong) >= MOST_WRONG:
            return False
        typed = await asyncio.to_thread(self._hash, password[:200])
        if secrets.compare_digest(typed, self._password):
            return True
        self._wrong.append(now)
        await asyncio.sleep(WAIT_SECONDS)
        return False

    def _hash(self, password: str) -> bytes:
        return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8", "replace"), self._salt, ITERATIONS)

    def recognise(self, headers: Headers) -> str:
        """The key of the browser that asks; empty for one that was not let in."""
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        found = cookies.get(self.cookie)
        return found.value if found and found.value in self._keys else ""


class Guard:
    """ASGI: lets through what may ask, with the headers that keep a page from loading anything foreign."""

    def __init__(self, app: ASGIApp, users: Users, most_body: int = MOST_BODY) -> None:
        self._app, self._users, self._most = app, users, most_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return None
        headers = Headers(scope=scope)
        sender = _with_headers(send)
        status = self._refuse(scope, headers)
        if status:
            return await PlainTextResponse(status.phrase, status)(scope, receive, sender)
        scope["user"] = self._users.recognise(headers)
        body = _Body(receive, self._most)
        if body.is_too_large(headers):
            return await _too_large(scope, receive, sender)
        try:
            return await self._app(scope, body.receive, sender)
        except BodyTooLargeError:
            return await _too_large(scope, receive, sender)

    def _refuse(self, scope: Scope, headers: Headers) -> HTTPStatus | None:
        hosts = list_hosts(scope)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if headers.get("host", "").lower() not in hosts:
            return HTTPStatus.FORBIDDEN
        if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
            return HTTPStatus.FORBIDDEN
        if scope["method"] not in SAFE and origin is None and site != "same-origin":
            return HTTPStatus.FORBIDDEN
        return None


def list_hosts(scope: Mapping[str, Any]) -> set[str]:
    """The names under which this server may be asked: the address the browser connected to, for loopback also its
    names; never a name somebody else gives out."""
    address, port = scope.get("server") or ("127.0.0.1", 80)
    if address in ("127.0.0.1", "::1"):
        names: tuple[str, ...] = LOOPBACK
    else:
        names = (f"[{address}]" if ":" in str(address) else str(address),)
    hosts = {f"{name}:{port}" for name in names}
    return hosts | set(names) if port == 80 else hosts


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sender


class BodyTooLargeError(Exception):
    """A body that did not say how long it is has become too long."""


class _Body:
    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._seen = receive, most, 0

    def is_too_large(self, headers: Headers) -> bool:
        said = headers.get("content-length", "0")
        return not re.fullmatch("[0-9]{1,15}", said) or int(said) > self._most

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._most:
            raise BodyTooLargeError
        return message


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    answer = {"message": "一次放进来的太多了", "hint": f"一次最多 {MOST_BODY >> 20} MB，请分几次放"}
    await JSONResponse(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
