"""What several test modules share: the seed, a short speech, and a way to run the command line in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import SEED

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
