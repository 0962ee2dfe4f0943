"""Deliveries are whole or do not happen; names are safe everywhere."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.errors import ExitCode, OutputError
from publish.output.delivery import HOST, deliver, file_name, sweep
from tests import CASE_FOLDER, names

NAMES = CASE_FOLDER / "delivery" / "names.txt"
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}


def read_names() -> list[tuple[str, str]]:
    lines = [line for line in NAMES.read_text(encoding="utf-8").splitlines() if " => " in line and line[0] != "#"]
    pairs = [line.split(" => ") for line in lines]
    return [(title.encode("raw_unicode_escape").decode("unicode_escape"), name) for title, name in pairs]


@pytest.mark.parametrize(("title", "name"), read_names())
def test_titles_become_safe_names(title: str, name: str) -> None:
    assert file_name(title, ".pdf") == name


def assert_safe(name: str, suffix: str) -> None:
    assert name.endswith(suffix)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert all(char >= " " and char != "\x7f" for char in name)
    stem = name.removesuffix(suffix)
    assert stem
    assert stem == stem.strip(" .")
    assert stem.split(".")[0].strip().upper() not in DEVICES
    assert Path(name).name == name


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_title_is_safe(title: str) -> None:
    assert_safe(file_name(title, ".docx"), ".docx")


@given(st.text(alphabet="./\\ :CONULnul1~-\0\u202e字", max_size=12))
def test_any_hostile_title_is_safe(title: str) -> None:
    assert_safe(file_name(title, ".pdf"), ".pdf")


@pytest.mark.parametrize("char", ["字", "a", "𠀀", "é"])
def test_300_characters_are_cut_between_characters(char: str) -> None:
    name = file_name(char * 300, ".pdf")
    assert_safe(name, ".pdf")
    assert name.removesuffix("….pdf").strip(char) == ""
    assert len(name.encode()) > 245


def test_the_first_delivery_makes_its_folders(tmp_path: Path) -> None:
    deliver(b"new", tmp_path / "a" / "b" / "x.pdf")
    assert (tmp_path / "a" / "b" / "x.pdf").read_bytes() == b"new"
    assert names(tmp_path / "a" / "b") == ["x.pdf"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    target.chmod(0o640)
    deliver(b"new", target)
    assert target.stat().st_mode & 0o777 == 0o640


# --- links and odd places ---------------------------------------------------------------------------------------------


def test_a_link_inside_the_output_folder_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    deliver(b"new", tmp_path / "link.pdf")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


@pytest.mark.parametrize("kind", ["file", "dangling"])
def test_nothing_is_written_outside_the_output_folder(tmp_path: Path, kind: str) -> None:
    outside, root = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    root.mkdir()
    (outside / "x.pdf").write_bytes(b"old")
    target = root / "x.pdf"
    target.symlink_to(outside / ("x.pdf" if kind == "file" else "new.pdf"))
    with pytest.raises(OutputError) as caught:
        deliver(b"new", target)
    assert caught.value.code is ExitCode.OUTPUT
    assert "外面" in caught.value.message
    assert sorted(path.name for path in outside.iterdir()) == ["x.pdf"]
    assert (outside / "x.pdf").read_bytes() == b"old"


def test_a_circle_of_links_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("b.pdf")
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    with pytest.raises(OutputError, match="圈"):
        deliver(b"new", tmp_path / "a.pdf")


def test_a_folder_a_pipe_a_file_as_folder_and_a_long_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "file").write_bytes(b"old")
    cases = {
        "folder.pdf": "同名的文件夹",
        "pipe.pdf": "不是普通文件",
        "file/x.pdf": "不是文件夹",
        "字" * 100 + ".pdf": "太长",
        "a\0b.pdf": "不能用的字符",
    }
    for name, reason in cases.items():
        with pytest.raises(OutputError, match=reason) as caught:
            deliver(b"new", tmp_path / name)
        assert caught.value.hint
    assert names(tmp_path) == ["file", "folder.pdf", "pipe.pdf"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, step: str
) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")

    def fail(*_args: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code))

    owner = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OutputError) as caught:
        deliver(b"new", target)
    monkeypatch.undo()
    assert caught.value.hint
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["x.pdf"]


def test_an_interrupt_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        deliver(b"new", target)
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["x.pdf"]


# --- processes --------------------------------------------------------------------------------------------------------


def start(code: str, *args: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> str:
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error.decode()
    return out.decode()


def test_the_disk_is_full_at_50_offsets(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old" * 1000)
    out = finish(
        start(
            """
            import os, resource, sys
            from pathlib import Path
            from publish.output.delivery import deliver
            from publish.errors import OutputError
            target, data, refused = Path(sys.argv[1]), os.urandom(100_000), 0
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            for offset in range(0, 100_000, 2_000):
                resource.setrlimit(resource.RLIMIT_FSIZE, (offset, most))
                try:
                    deliver(data, target)
                except OutputError as error:
                    refused += "太大" in error.message or "大小" in error.message
                assert target.read_bytes() == b"old" * 1000, offset
                assert os.listdir(target.parent) == ["x.pdf"], offset
            print(refused)
            """,
            target,
        )
    )
    assert out.strip() == "50"


WRITER = """
import os, sys
from pathlib import Path
from publish.output.delivery import deliver
target, letter, size, rounds = Path(sys.argv[1]), sys.argv[2].encode(), int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
for _ in range(rounds):
    deliver(letter * size, target)
"""


def assert_whole(data: bytes, sizes: dict[bytes, int]) -> None:
    assert data[:1] in sizes
    assert data == data[:1] * sizes[data[:1]]


def kill_writers(tmp_path: Path, kills: int) -> None:
    """Kill -9 a process that does nothing but deliver, at random moments; look; let the next run clean up."""
    target, size = tmp_path / "x.pdf", 3_000_000
    sizes = {b"A": size, b"B": size}
    deliver(b"A" * size, target)
    random_moment = random.Random(7).uniform
    littered = 0
    for number in range(kills):
        process = start(WRITER, target, "AB"[number % 2], size, 1_000_000)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        time.sleep(random_moment(0, 0.03))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stderr.close()
        assert_whole(target.read_bytes(), sizes)
        littered += len(names(tmp_path)) - 1
        finish(start(WRITER, target, "A", size, 1))
        assert names(tmp_path) == ["x.pdf"]
    assert littered > kills // 10, "the kills missed the writing: the test proves nothing"


def test_kill_at_20_moments(tmp_path: Path) -> None:
    kill_writers(tmp_path, 20)


@pytest.mark.slow
def test_kill_at_200_moments(tmp_path: Path) -> None:
    kill_writers(tmp_path, 200)


def race_writers(tmp_path: Path, rounds: int) -> None:
    target = tmp_path / "x.pdf"
    sizes = {bytes([65 + n]): 100_000 + 10_000 * n for n in range(8)}
    writers = [start(WRITER, target, letter.decode(), size, rounds) for letter, size in sizes.items()]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if target.exists():
            data = target.read_bytes()
            assert_whole(data, sizes)
            seen.add(data[:1])
    for writer in writers:
        finish(writer)
    assert_whole(target.read_bytes(), sizes)
    assert len(seen) > 1, "the writers did not overlap: the test proves nothing"
    assert names(tmp_path) == ["x.pdf"]


def test_eight_writers_on_one_output(tmp_path: Path) -> None:
    race_writers(tmp_path, 10)


@pytest.mark.slow
def test_eight_writers_100_rounds(tmp_path: Path) -> None:
    race_writers(tmp_path, 100)


def test_only_litter_of_the_dead_is_swept(tmp_path: Path) -> None:
    gone = start("pass")
    finish(gone)
    dead = tmp_path / f".publish-{HOST}-{gone.pid}-00000000.tmp"
    old = tmp_path / f".publish-{HOST}-{os.getpid()}-00000001.tmp"
    living = tmp_path / f".publish-{HOST}-{os.getpid()}-00000002.tmp"
    elsewhere = tmp_path / f".publish-ffffffff-{gone.pid}-00000003.tmp"
    foreign = tmp_path / ".publish-notes.tmp"
    for path in (dead, old, living, elsewhere, foreign):
        path.touch()
    os.utime(old, (0, 0))
    assert set(sweep(tmp_path)) == {dead, old}
    assert {path.name for path in tmp_path.iterdir()} == {living.name, elsewhere.name, foreign.name}
