"""An office rebuilds its archive: bad files are named, good ones built, nothing is done twice, Ctrl-C leaves order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from publish.errors import ExitCode
from tests.children import list_commands
from tests.faults.poison import write_archive, write_poison


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


_processes: list[subprocess.Popen[bytes]] = []


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    """Whatever happens to a test, its build is ended."""
    yield
    while _processes:
        with _processes.pop() as process, suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def start(folder: Path, kind: str = "docx") -> subprocess.Popen[bytes]:
    """Build the archive in `folder` with two processes."""
    places = [str(folder / "archive"), "-o", str(folder / "out"), "--report", str(folder / "report.json")]
    command = [sys.executable, "-m", "publish", kind, *places, "--jobs", "2"]
    out = (folder / "log.txt").open("wb")
    with out:
        _processes.append(subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, start_new_session=True))
        return _processes[-1]


def read_report(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


def outputs(folder: Path) -> list[Path]:
    return list((folder / "out").iterdir()) if (folder / "out").is_dir() else []


def memory(process: int) -> int:
    """Resident bytes of a process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def follow(process: subprocess.Popen[bytes]) -> Iterator[int]:
    """The process's memory, again and again until it ends."""
    while process.poll() is None:
        yield memory(process.pid)
        time.sleep(0.02)


def assert_order(folder: Path) -> None:
    """Every output is a whole Word file, no temporary file is left, no process works on."""
    for path in outputs(folder):
        assert path.suffix == ".docx"
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    assert not [command for command in list_commands() if str(folder) in command]


def build_archive(folder: Path, good: int) -> tuple[float, float, int]:
    """Build twice; seconds of the first and the second run, bytes by which the parent grew."""
    bad = write_poison(folder / "archive" / "bad")
    write_archive(folder / "archive", good)
    started = time.monotonic()
    first = start(folder)
    sizes = [size for size in follow(first) if len(outputs(folder)) > 10]
    first_seconds = time.monotonic() - started
    report = read_report(folder)
    assert first.returncode == ExitCode.BATCH, (folder / "log.txt").read_text()
    assert sorted(item["source"] for item in report["failed"]) == sorted(map(str, bad))
    assert {item["cause"] for item in report["failed"]} == {"refused"}
    assert all(item["message"] and item["hint"] for item in report["failed"])
    assert len(report["built"]) == len(outputs(folder)) == good
    assert_order(folder)
    before = {path: path.stat().st_mtime_ns for path in outputs(folder)}
    started = time.monotonic()
    second = start(folder)
    assert second.wait(600) == ExitCode.BATCH
    second_seconds = time.monotonic() - started
    report = read_report(folder)
    assert all(item["unchanged"] for item in report["built"])
    assert len(report["built"]) == good
    assert len(report["failed"]) == len(bad)
    assert {path: path.stat().st_mtime_ns for path in outputs(folder)} == before
    return first_seconds, second_seconds, max(sizes) - sizes[0]


def test_twenty_kinds_of_poison(tmp_path: Path) -> None:
    build_archive(tmp_path, 40)


@pytest.mark.slow
def test_two_thousand_files(tmp_path: Path) -> None:
    first, second, growth = build_archive(tmp_path, 1980)
    assert growth < 50 << 20
    assert second < first / 10  # a seventeenth when measured; as long as the first when anything is built again


def test_ctrl_c(tmp_path: Path) -> None:
    write_archive(tmp_path / "archive", 300)
    process = start(tmp_path)
    for _ in follow(process):
        if len(outputs(tmp_path)) > 10:
            break
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(100) == ExitCode.INTERRUPTED
    assert "已中断" in (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert 5 < len(outputs(tmp_path)) < 300
    assert_order(tmp_path)


def test_a_new_source_does_not_take_the_output_of_an_unchanged_one(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for name, text in (("b.txt", "甲"), ("c.txt", "乙")):
        (folder / name).write_text(f"通知\n各单位：\n请{text}办理。\n", encoding="utf-8")
    assert start(tmp_path).wait(100) == 0
    assert sorted(path.name for path in outputs(tmp_path)) == ["通知.docx", "通知（c）.docx"]
    (folder / "d.txt").write_text("通知\n各单位：\n请丙办理。\n", encoding="utf-8")
    assert start(tmp_path).wait(100) == 0
    assert sorted(path.name for path in outputs(tmp_path)) == ["通知.docx", "通知（c）.docx", "通知（d）.docx"]
    assert [item["unchanged"] for item in read_report(tmp_path)["built"]].count(True) == 2
    # A source that comes first takes the plain name, as it would have from the start; the others are made anew.
    (folder / "a.txt").write_text("通知\n各单位：\n请丁办理。\n", encoding="utf-8")
    assert start(tmp_path).wait(100) == 0
    texts = {Path(item["source"]).name: Path(item["target"]).name for item in read_report(tmp_path)["built"]}
    assert texts == {
        "a.txt": "通知.docx",
        "b.txt": "通知（b）.docx",
        "c.txt": "通知（c）.docx",
        "d.txt": "通知（d）.docx",
    }
