"""What the tests of the desk share: an application with warm workers, a browser's view of it without a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from publish.desk.application import Application
from publish.desk.desks import Desks
from publish.desk.guard import Users
from publish.desk.workshop import Workshop

PORT = 8123
HOST = f"http://127.0.0.1:{PORT}"
PATIENCE = 60.0  # seconds for what takes a tenth of one


class Browser:
    """A browser that was let in, with a desk of its own."""

    def __init__(self, client: TestClient, entry: str) -> None:
        self.client = client
        self.desk = str(client.get(entry).url).removeprefix(HOST)

    def post(self, path: str, **what: Any) -> Any:
        return self.client.post(f"{self.desk}{path}", headers={"Origin": HOST}, **what)

    def get(self, path: str, **what: Any) -> Any:
        return self.client.get(f"{self.desk}{path}", **what)

    def put(self, *files: tuple[str, bytes], changed: int = 0) -> dict[str, Any]:
        """Put files on the desk; what the server says of them."""
        form = [("file", (name, data, "application/octet-stream")) for name, data in files]
        answer = self.post("files", files=form, data={"changed": [str(changed)] * len(files)})
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def open(self, name: str, data: bytes, changed: int = 0) -> int:
        """Put one file on the desk and wait for its pages; its number."""
        (paper,) = self.put((name, data), changed=changed)["papers"]
        self.wait(paper["number"])
        return int(paper["number"])

    def wait(self, number: int) -> dict[str, Any]:
        """The state of a paper when nothing is under way any more."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state: dict[str, Any] = self.get(f"{number}/state").json()
            if not state["working"] and not state.get("checking"):
                return state
            time.sleep(0.02)
        raise AssertionError("the paper is still being made")

    def step(self, number: int, kind: str, **values: Any) -> dict[str, Any]:
        """Take a step and wait for what comes of it."""
        answer = self.post(f"{number}/step", json={"kind": kind, **values})
        assert answer.status_code == 200, answer.text
        return self.wait(number)

    def line(self, number: int, beginning: str) -> dict[str, Any]:
        """What is said of the line with this beginning."""
        lines: list[dict[str, Any]] = self.get(f"{number}/state").json()["lines"]
        return next(line for line in lines if line["text"].startswith(beginning))


@contextmanager
def opened(folder: Path, password: str = "", workers: int = 1) -> Iterator[tuple[Application, Users, Workshop]]:
    """An application with its workers ready."""
    workshop, users = Workshop(workers, folder), Users(PORT, password)
    workshop.open()
    try:
        workshop.submit(_nothing).done.result(PATIENCE)
        yield Application(users, Desks(workshop, folder)), users, workshop
    finally:
        workshop.close()


def _nothing() -> None:
    """A job that waits for the worker to be warm."""


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of its own process, whose files lie in `folder`, and its first address."""
    environment = os.environ | {"TMPDIR": str(folder)}
    command = [sys.executable, "-m", "publish", "serve", "--no-open", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip().removeprefix("请在浏览器里打开：")
    finally:
        process.kill()
        process.communicate()
