"""The server as a process: what it says, where it listens, what it leaves behind however it ends."""

from __future__ import annotations

import http.client
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publish.errors import ExitCode
from tests.children import list_children, listening_addresses
from tests.conftest import Run
from tests.desk.benches import serving

PATIENCE = 60.0


def ask(address: str, path: str, cookie: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Location") or "", (answer.getheader("Set-Cookie") or "").split(";")[0]
    connection.close()
    return found


def enter(address: str) -> tuple[str, str]:
    """The path of a desk of one's own, and the cookie."""
    _, _, cookie = ask(address, urlsplit(address).path)
    return ask(address, "/", cookie)[1], cookie


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    assert true()


def is_gone(process: int) -> bool:
    return not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_it_is_stopped_no_process_and_no_file_is_left(tmp_path: Path, speech: Path, number: int) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    with serving(folder, str(speech)) as (process, address):
        port = urlsplit(address).port
        assert port
        assert listening_addresses(port) == ["127.0.0.1"]
        desk, cookie = enter(address)
        assert ask(address, f"{desk}papers", cookie)[0] == 200
        wait_until(lambda: bool(list(folder.rglob("讲话.txt"))))
        workers = [int(child.split()[0]) for child in list_children(process.pid)]
        assert workers
        process.send_signal(number)
        process.wait(PATIENCE)
        wait_until(lambda: all(map(is_gone, workers)))
    if number == signal.SIGKILL:  # nobody can tidy up after that but the next
        assert list(folder.iterdir())
        with serving(folder) as (process, address):
            enter(address)
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
    assert list(folder.iterdir()) == []


def test_a_taken_port_is_one_sentence(publish: Callable[..., Run], tmp_path: Path) -> None:
    with serving(tmp_path) as (_, address):
        run = publish("serve", "--no-open", "--port", str(urlsplit(address).port))
    assert run.code == ExitCode.OUTPUT
    assert re.search("端口 [0-9]+ 用不了", run.err)


def test_a_password_too_short_is_a_usage_error(publish: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: "短")
    run = publish("serve", "--lan", "--no-open")
    assert run.code == ExitCode.USAGE
    assert "密码太短" in run.err
