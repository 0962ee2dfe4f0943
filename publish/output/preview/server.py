"""The preview's web server: loopback only, addresses under a secret path, nothing read from disk on request.

Three doors are shut: other machines (bound to 127.0.0.1), web pages that give their own name this address (the Host
header must be ours), other users and pages of this machine (every path begins with a random word).
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from publish.errors import OutputError
from publish.output.preview.pages import Pages

ADDRESS = "127.0.0.1"
LONG_POLL_SECONDS = 25.0
IDLE_SECONDS = 30.0
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Shown:
    """What the page shows: a heading, a line of figures, the report's lines, an error above the last good pages."""

    heading: str = ""
    summary: str = ""
    report: tuple[str, ...] = ()
    error: str = ""


class Preview:
    """The state behind the page; `show` and `fail` wake every browser that waits for a change."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._shown = Shown()
        self._pages: Pages | None = None

    def show(self, pdf: bytes, heading: str, summary: str = "", report: Sequence[str] = ()) -> None:
        """Show the pages of a new build."""
        self._renew(Shown(heading, summary, tuple(report)), Pages(pdf))

    def fail(self, error: str, report: Sequence[str] = ()) -> None:
        """Say what went wrong, above the pages of the last good build."""
        shown = Shown(self._shown.heading, self._shown.summary, tuple(report), error)
        self._renew(shown, self._pages)

    def _renew(self, shown: Shown, pages: Pages | None) -> None:
        with self._changed:
            old, self._pages, self._shown = self._pages, pages, shown
            self._version += 1
            self._changed.notify_all()
        if old and old is not pages:
            old.close()

    def wait(self, version: int, seconds: float = LONG_POLL_SECONDS) -> int:
        """The version now, after waiting for one that is not `version`."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def write_page(self, template: str) -> bytes:
        """The whole page or its content as HTML."""
        with self._changed:
            sizes = list(self._pages.sizes) if self._pages else []
            html: str = _template(template).render(shown=self._shown, sizes=sizes, version=self._version)
        return html.encode()

    def draw(self, number: int) -> bytes:
        """The PNG of a page, counted from 0. Raises IndexError."""
        pages = self._pages
        if pages is None:
            raise IndexError(number)
        return pages.draw(number)


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined).get_template(name)


@contextmanager
def serve(preview: Preview, port: int = 0) -> Iterator[str]:
    """Serve the preview while the context lasts, on this port or a free one; gives the page's address.

    Raises OutputError when the port is taken.
    """
    secret = secrets.token_urlsafe(16)
    handler = type("Handler", (_Handler,), {"preview": preview, "secret": secret})
    try:
        server = _Server((ADDRESS, port), handler)
    except (OSError, OverflowError) as error:
        raise OutputError(f"端口 {port} 用不了（{error}）", "请用 --port 换一个，或不写 --port，由系统挑选") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}/{secret}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser's long poll must not hold up the end

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no event."""


Reply = tuple[str, bytes]


class _Handler(BaseHTTPRequestHandler):
    preview: Preview
    secret: str
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        """Answer one request; everything not in the table of addresses is unknown."""
        origin = self.headers.get("Origin")  # a browser says it when the page of another server asks
        if self.headers.get("Host") not in self._hosts() or not (origin is None or origin in self._origins()):
            return self._refuse(HTTPStatus.FORBIDDEN)
        path = self.path.partition("?")[0]
        if not secrets.compare_digest(path[: len(self.secret) + 2].encode(), f"/{self.secret}/".encode()):
            return self._refuse(HTTPStatus.NOT_FOUND)
        for pattern, answer in ADDRESSES:
            if match := pattern.fullmatch(path[len(self.secret) + 2 :]):
                try:
                    return self._reply(*answer(self.preview, *match.groups()))
                except (IndexError, RuntimeError):  # a page of a build that is gone
                    break
        return self._refuse(HTTPStatus.NOT_FOUND)

    def _hosts(self) -> set[str]:
        assert isinstance(self.server, _Server)
        port = self.server.server_port
        return {f"{ADDRESS}:{port}", f"localhost:{port}"}

    def _origins(self) -> set[str]:
        return {f"http://{host}" for host in self._hosts()}

    def _reply(self, kind: str, body: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._reply("text/plain; charset=utf-8", status.phrase.encode(), status)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the base class's name
        """The terminal belongs to the builds."""


HTML, JSON = "text/html; charset=utf-8", "application/json"
ADDRESSES: list[tuple[re.Pattern[str], Callable[..., Reply]]] = [
    (re.compile(r""), lambda preview: (HTML, preview.write_page("page.html.j2"))),
    (re.compile(r"content"), lambda preview: (HTML, preview.write_page("content.html.j2"))),
    (
        re.compile(r"changed/([0-9]{1,9})"),
        lambda preview, version: (JSON, json.dumps(preview.wait(int(version))).encode()),
    ),
    (re.compile(r"[0-9]{1,9}/([0-9]{1,6})\.png"), lambda preview, page: ("image/png", preview.draw(int(page)))),
    (re.compile(r"preview\.css"), lambda _: ("text/css; charset=utf-8", (FOLDER / "preview.css").read_bytes())),
    (re.compile(r"preview\.js"), lambda _: ("text/javascript; charset=utf-8", (FOLDER / "preview.js").read_bytes())),
]
