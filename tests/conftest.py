"""What several test modules share: the seed, a short speech, a way to run the command line in this process; and what
keeps every test from leaving processes, or filling the disk, whatever happens to it."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests import SEED
from tests.children import list_children

FILE_BYTES = 1 << 30  # no test, and nothing it starts, writes a larger file
FOLDER_BYTES = 300 << 20  # what a test may leave in its folder
HELPERS = ("resource_tracker", "forkserver")  # of Python itself, kept until it ends

# `make test` tries the same generated texts every time; `make test-slow` asks for the profile that tries others.
# A changed program (`make mutate`) is noticed by the first text that fails, however long it is.
# A busy machine makes examples slowly, which says nothing of what is tested.
UNHURRIED = [HealthCheck.too_slow]
settings.register_profile("others", derandomize=False, max_examples=300, suppress_health_check=UNHURRIED)
settings.register_profile("same", derandomize=True, suppress_health_check=UNHURRIED)
settings.register_profile(
    "mutants",
    derandomize=True,
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=UNHURRIED,
)
settings.load_profile("same")

# A shell starts `make test &` with Ctrl-C ignored, and what the tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
_soft, _hard = resource.getrlimit(resource.RLIMIT_FSIZE)
if _soft == resource.RLIM_INFINITY or _soft > FILE_BYTES:
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, _hard))

_started: list[str] = []  # whatever made a process since the last look
sys.addaudithook(lambda event, _: _started.append(event) if event in ("subprocess.Popen", "os.fork") else None)


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """A test that leaves a process has failed, and the process is ended."""
    _started.clear()
    yield
    if not _started:
        return
    left = [child for child in list_children(os.getpid()) if not any(name in child for name in HELPERS)]
    for child in left:
        with suppress(ProcessLookupError):
            os.kill(int(child.split()[0]), signal.SIGKILL)
    assert left == []


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """pytest's folder for one test, with a limit on what may lie in it."""
    yield tmp_path
    size = sum(file.lstat().st_size for file in tmp_path.rglob("*"))
    assert size < FOLDER_BYTES, f"{size} bytes were written"


SPEECH = """在全市政协工作会议上的讲话
各位委员、同志们：
今天我们召开会议，总结去年工作，部署今年任务。
一要旗帜鲜明讲政治。坚持党对政协工作的全面领导，把牢正确方向。
二要勇于担当新使命。围绕中心、服务大局，深入调查研究。
同志们，让我们坚定信心、真抓实干，为建设美好×作出新的贡献！
"""


class Run(NamedTuple):
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs `publish` with the given words, as the console script would."""
    from publish.cli import main

    def run(*words: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["publish", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Run(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """A short speech with two run-in headings and one blank."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seed() -> Path:
    """The owner's speech."""
    return SEED
