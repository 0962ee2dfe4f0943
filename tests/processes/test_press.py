"""The press does what this process would do, and what happens to it is told in a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from publish.processes.press import HERE
from tests import SEED
from tests.children import list_children
from tests.conftest import Run

PATIENCE = 60  # seconds a busy machine may take for what takes a moment; nothing waits so long when all is well


def in_a_press(body: str, loading: str = "pass", before: str = "") -> str:
    """What a program prints that does `body` beside a press which gets ready by `loading`, after what stands before."""
    program = "\n".join(
        [
            "import ctypes, os, sys, time, atexit",
            "from publish.errors import InputError",
            "from publish.model import Place",
            "from publish.processes.press import standing_by",
            "def work(text, times=1): return os.getpid(), text * times",
            "def refuse(): raise InputError('读不懂', '请另存', Place('讲话.txt', 3))",
            "def divide(): return 1 / 0",
            "def eat(): return bytearray(3 << 30)",
            "def leave(): os._exit(3)",
            "def crash(): os.abort()",
            "def hang(): time.sleep(60)",
            "def load():",
            textwrap.indent(loading, "    "),
            before,
            "with standing_by(load) as press:",
            textwrap.indent(textwrap.dedent(body), "    "),
        ]
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert not run.stderr, run.stderr
    return run.stdout.strip()


def test_the_job_is_done_in_another_process_while_this_one_goes_on() -> None:
    assert in_a_press(
        """
        pending = press.submit(work, "讲话", times=2)
        process, text = pending()
        print(text, process != os.getpid())
        """
    ) == ("讲话讲话 True")


def test_a_second_job_is_done_here() -> None:
    assert in_a_press(
        """
        first, second = press.submit(work, "一"), press.submit(work, "二")
        print(first()[0] != os.getpid(), second() == (os.getpid(), "二"))
        """
    ) == ("True True")


def test_without_a_press_the_job_is_done_here_when_it_is_asked_for() -> None:
    pending = HERE.submit(os.getpid)
    assert pending() == os.getpid()


def test_when_the_system_gives_no_process_the_job_is_done_here() -> None:
    lines = "import os\ndef refuse(): raise BlockingIOError\nos.fork = refuse"
    assert in_a_press("print(press.submit(work, '文')() == (os.getpid(), '文'))", before=lines) == "True"


def test_a_dismissed_press_is_gone_and_the_job_done_here() -> None:
    assert (
        in_a_press("press.dismiss(); print(press.submit(work, '文')() == (os.getpid(), '文'))", "time.sleep(60)")
        == "True"
    )


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("refuse", "InputError 读不懂 请另存 讲话.txt 3"),
        ("eat", "LimitError 需要的内存太多，已停止 请把文件拆成几个小的，或检查里面有没有异常的内容"),
        ("leave", "PublishError 处理时程序崩溃（退出码 3） 没有写出文件；请把原文件发给开发者"),
        ("crash", "PublishError 处理时程序崩溃（SIGABRT） 没有写出文件；请把原文件发给开发者"),
    ],
)
def test_what_becomes_of_the_job_is_said(work: str, said: str) -> None:
    assert (
        in_a_press(
            f"""
            try:
                press.submit({work})()
            except Exception as error:
                place = getattr(error, "place", None)
                words = [type(error).__name__, error.message, error.hint]
                print(*words, *([place.file, place.line] if place else []))
            """
        )
        == said
    )


def test_a_bug_comes_with_its_traceback() -> None:
    said = in_a_press(
        """
        try:
            press.submit(divide)()
        except RuntimeError as error:
            print(error)
        """
    )
    assert "in divide" in said
    assert said.endswith("ZeroDivisionError: division by zero")


def test_what_cannot_be_loaded_is_the_jobs_to_miss() -> None:
    assert in_a_press("print(press.submit(work, '文')()[1])", "import nothing_of_that_name") == "文"


def test_temporary_files_are_removed_whenever_the_press_leaves(tmp_path: Path) -> None:
    file = tmp_path / "face.otf"
    loading = f"open({str(file)!r}, 'w').close(); atexit.register(os.remove, {str(file)!r}); print('not mine to say')"
    for body in ("press.submit(work, '文')()", "time.sleep(0.3)", "time.sleep(0.3); press.submit(hang)"):
        assert in_a_press(body, loading) == ""
        assert not file.exists()


# --- the command with it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "contents", "times"),
    [("pdf", "off", 1), ("pdf", "on", 1), ("ofd", "on", 1), ("docx", "off", 1), ("docx", "on", 1), ("pdf", "auto", 14)],
)
def test_outputs_are_the_same_with_the_press_and_without(
    publish: Callable[..., Run], tmp_path: Path, kind: str, contents: str, times: int
) -> None:
    source = tmp_path / "讲话.txt"  # fourteen speeches are a large source, which is read in a worker
    source.write_bytes(SEED.read_bytes() * times)
    here, there = tmp_path / f"here.{kind}", tmp_path / f"there.{kind}"
    words = [kind, str(source), "--set", f"contents={contents}", "--force", "-o"]
    alone = publish(*words, here)
    beside = subprocess.run(
        [sys.executable, "-m", "publish", *words, str(there)], capture_output=True, text=True, check=True
    )
    assert here.read_bytes() == there.read_bytes()
    assert beside.stderr == alone.err


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`publish pdf` of the seed in a process group of its own, caught while the press is beside it."""
    command = [sys.executable, "-m", "publish", "pdf", str(SEED), "-o", str(tmp_path / "a.pdf"), "--force"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while not list_children(process.pid) and time.monotonic() < until:
        time.sleep(0.001)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_gone(press: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status = Path(f"/proc/{press}/stat")
        if not status.exists() or status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("pause", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_press_outlives_its_parent(
    running: subprocess.Popen[bytes], tmp_path: Path, number: signal.Signals, pause: float
) -> None:
    press = int(list_children(running.pid)[0].split()[0])
    time.sleep(pause)
    os.kill(running.pid, number)
    code = running.wait()
    assert wait_until_gone(press)
    assert code in (0, 130, -number)
    left = {path.name for path in tmp_path.iterdir()}
    if number is signal.SIGKILL:  # in the midst of putting the file in place; the next run sweeps what then remains
        left = {name for name in left if not name.startswith(".publish-")}
    assert left <= {"a.pdf"}
