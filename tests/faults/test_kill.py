"""Whatever moment a build is killed at, the output is the old file or the new one, whole, and no litter stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SPEECH

# Forks a warm process, lets the child build one of two sources into the same file, kills it at a random moment.
KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from publish.pipeline.one import build
from publish.pipeline.many import warm_up
from publish.pipeline.request import Request
folder, kind, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
target = folder / "out" / f"x.{kind}"
request = Request(kind, output=target)
sources = [folder / "a.txt", folder / "b.txt"]

def start(source):
    child = os.fork()
    if child == 0:
        build(source, request)
        os._exit(0)
    return child

warm_up(request)
whole, seconds = [], []
for source in sources * 2:
    started = time.monotonic()
    assert os.waitpid(start(source), 0)[1] == 0
    seconds.append(time.monotonic() - started)
    whole.append(target.read_bytes())
assert whole[0] == whole[2] != whole[1] == whole[3]
moment = random.Random(kind).uniform
counts = {"old": 0, "new": 0, "littered": 0}
for number in range(kills):
    old = target.read_bytes()
    child = start(sources[number % 2])
    # Every other kill falls into the last tenth, where the output is put in place.
    time.sleep(moment(0.9 if number % 4 > 1 else 0, 1.1) * min(seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    new = target.read_bytes()
    assert new == old or new == whole[number % 2], number
    counts["old" if new == old else "new"] += 1
    counts["littered"] += len(list(target.parent.iterdir())) > 1
    if number % 10 == 9:
        assert os.waitpid(start(sources[number % 2]), 0)[1] == 0
        assert [path.name for path in target.parent.iterdir()] == [target.name], number
assert not list(Path(os.environ["TMPDIR"]).iterdir())
print(counts)
"""


def kill_builds(folder: Path, kind: str, kills: int) -> None:
    (folder / "tmp").mkdir()
    (folder / "a.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "b.txt").write_text(SPEECH.replace("去年", "今年"), encoding="utf-8")
    environment = os.environ | {"TMPDIR": str(folder / "tmp"), "XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-c", KILLER, str(folder), kind, str(kills)]
    made = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)
    assert made.returncode == 0, made.stderr
    assert "'old': 0" not in made.stdout


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_kill_at_10_moments(tmp_path: Path, kind: str) -> None:
    kill_builds(tmp_path, kind, 10)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_kill_at_200_moments(tmp_path: Path, kind: str) -> None:
    kill_builds(tmp_path, kind, 200)
