"""Files that exist under names nobody would give them: each command does its work, and shows the name in one line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from publish.model import Place
from publish.report.results import describe_place
from publish.text.display import one_line

SPEECH = "在全市会议上的讲话\n同志们：\n今天召开全市会议，部署全年工作，再接再励。\n".encode()
NAMES = {
    "newline": b"a\nb",
    "terminal command": b"a\x1b[31mb\x07",
    "glob": b"a*b?",
    "markup": b"a<b>&c",
    "invalid UTF-8": b"a\xff\xfeb",
    "250 bytes": b"x" * 246,
    "249 bytes in Han": "字".encode() * 81 + b"aa",
    "turned around": "a\u202eb\u2028c".encode(),
    "spaces": b" a ",
}
QUICK = ("check", "outline")
COMMANDS = ("pdf", "docx", "check", "compare", "mail", "handout", "outline")
STEERING = re.compile(b"[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\xa8\xa9\xaa-\xae]")
CODES = {"check": 1}  # what is to be said of the text is the check's finding


def run(command: str, folder: Path, name: bytes) -> subprocess.CompletedProcess[bytes]:
    source = os.fsencode(folder) + b"/" + name + b".txt"
    with open(source, "wb") as file:  # noqa: PTH123 a name that is no text
        file.write(SPEECH)
    words = [source]
    if command == "compare":
        other = folder / "乙.txt"
        other.write_bytes(SPEECH.replace("全年".encode(), "今年".encode()))
        words.append(os.fsencode(other))
    if command == "mail":
        words += [b"--to", b"a@example.cn", b"--attach", b"docx"]
    return subprocess.run(
        [sys.executable, "-m", "publish", command, *words], cwd=folder, capture_output=True, check=False
    )


def list_runs() -> list[Any]:
    """Every command with every name; what takes long, and has been seen with a few, is kept for the long runs."""
    return [
        pytest.param(command, value, id=f"{command}-{name}", marks=() if _is_quick(command, name) else pytest.mark.slow)
        for command in COMMANDS
        for name, value in NAMES.items()
    ]


def _is_quick(command: str, name: str) -> bool:
    return command in QUICK or name in ("newline", "invalid UTF-8")


@pytest.mark.parametrize(("command", "name"), list_runs())
def test_odd_names_are_read_and_shown_in_one_line(command: str, name: bytes, tmp_path: Path) -> None:
    done = run(command, tmp_path, name)
    assert (done.returncode, b"Traceback" in done.stderr) == (CODES.get(command, 0), False), done.stderr.decode()
    assert not STEERING.search(done.stdout + done.stderr)
    shown = [line for line in (done.stdout + done.stderr).splitlines() if b".txt" in line]
    assert not any(line.startswith(b"b.txt") for line in shown)


def test_what_is_missing_is_named_in_one_sentence(tmp_path: Path) -> None:
    for name in NAMES.values():
        words = [sys.executable, "-m", "publish", "outline", os.fsdecode(b"missing" + name)]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 3
        assert not STEERING.search(done.stderr)
        assert [line[:6] for line in done.stderr.splitlines()] == ["错误".encode(), "  → ".encode()[:6]]


def test_places_are_shown_in_one_line() -> None:
    place = Place("a\nb\x1b[31m\udcff.txt", 3, 5)
    assert one_line(describe_place(place)) == "a\ufffdb\ufffd[31m\ufffd.txt 第 3 行第 5 字："
