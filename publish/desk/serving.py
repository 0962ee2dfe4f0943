"""Serves the desk by uvicorn: on loopback by a secret first address, or on the local network behind a password."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from publish.desk.application import Application
from publish.desk.desks import Desks, make_folder
from publish.desk.guard import Users
from publish.desk.watched import Preview
from publish.desk.workshop import Workshop
from publish.errors import OutputError

LOOPBACK, ANYWHERE = "127.0.0.1", "0.0.0.0"
BACKLOG = 128
GRACE_SECONDS = 1  # for answers under way when the server stops
MOST_CONNECTIONS = 1_000
ELSEWHERE = ("192.0.2.1", 9)  # of RFC 5737, never reached: asks which of our addresses leads out


@dataclass(frozen=True)
class Place:
    """Where the server listens: port (0: a free one), whether for the local network, and then its password."""

    port: int = 0
    lan: bool = False
    password: str = ""


@contextmanager
def serving_desks(place: Place, given: Sequence[Path] = ()) -> Iterator[tuple[str, Server]]:
    """The address of the desks, and the server, not yet running; files and all are gone when the context ends.

    `given`: files that lie on the first desk already. Raises OutputError when the port is taken.
    """
    with _listening(place) as listener:
        folder = make_folder()
        workshop = Workshop(os.cpu_count() or 1, folder)
        users = Users(listener.getsockname()[1], place.password)
        try:
            workshop.open()
            desks = Desks(workshop, folder, given)
            yield _address(place, listener, users), Server(Application(users, desks), listener)
        finally:
            workshop.close()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving_preview(preview: Preview, port: int = 0) -> Iterator[str]:
    """Serve the page of `watch` beside the block; gives its address. Raises OutputError when the port is taken."""
    place = Place(port)
    with _listening(place) as listener:
        users = Users(listener.getsockname()[1])
        server = Server(Application(users, preview=preview), listener)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield _address(place, listener, users)
        finally:
            preview.close()
            server.stop()
            thread.join()


class Server:
    """An application on a socket that listens already."""

    def __init__(self, application: Application, listener: socket.socket) -> None:
        config = uvicorn.Config(
            application.build(),
            log_config=None,  # nothing is logged; what is our fault, by the application
            log_level="critical",
            access_log=False,
            http="h11",
            ws="none",
            lifespan="on",
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        self._listener, self._server = listener, uvicorn.Server(config)
        self._running, self._told = False, 0  # the signal that ended it

    def run(self) -> None:
        """Answer until told to stop; by Ctrl-C (KeyboardInterrupt) where this is the main thread."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
                signal.signal(number, self._leave)
        self._running = True
        asyncio.run(self._server.serve([self._listener]))
        self._running = False
        if self._told:
            sys.exit(128 + self._told)

    def _leave(self, number: int, _frame: FrameType | None) -> None:
        """End like any command does, so that files and workers go; an exit in the midst of the loop may be lost."""
        if not self._running:
            sys.exit(128 + number)
        self._told = number
        self.stop()

    def stop(self) -> None:
        """Have `run` return; may be called by any thread."""
        self._server.should_exit = True


@contextmanager
def _listening(place: Place) -> Iterator[socket.socket]:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        with suppress(OSError, AttributeError):
            if os.name == "posix":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ANYWHERE if place.lan else LOOPBACK, place.port))
            listener.listen(BACKLOG)
        except (OSError, OverflowError) as error:
            hint = "请用 --port 换一个，或不写 --port，由系统挑选"
            raise OutputError(f"端口 {place.port} 用不了（{error}）", hint) from error
        yield listener
    finally:
        listener.close()


def _address(place: Place, listener: socket.socket, users: Users) -> str:
    port = listener.getsockname()[1]
    if place.lan:
        return f"http://{find_own_address()}:{port}/"
    return f"http://{LOOPBACK}:{port}/{users.token}/"


def find_own_address() -> str:
    """The address by which others on the local network reach this machine; nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(ELSEWHERE)
        return str(probe.getsockname()[0])
    return LOOPBACK
