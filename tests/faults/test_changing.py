"""Files that change, shrink or are larger than they seem while they are read; runs that break off after a delivery."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from publish.cli import commands
from publish.errors import ExitCode, InputError, LimitError
from publish.inputs import MOST_BYTES, UNSTEADY, noting, read_input
from publish.model import Document
from publish.output import delivery
from publish.output import stamp as stamping
from publish.output.delivery import deliver
from publish.output.stamp import identify, read_stamp, stamp
from publish.pipeline.checking import write_fixed
from publish.pipeline.derived import read_pdf
from publish.pipeline.keeping import put
from publish.pipeline.sources import find_foreign
from publish.readers import OWN_PDF
from publish.style import load_style
from tests.conftest import Run

HUGE = MOST_BYTES + 1  # bytes of a file that is all holes


def make_sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(HUGE)
    return path


def test_a_pdf_that_shrinks_while_it_is_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7" + bytes(3 << 20))

    def open_and_cut(*words: Any) -> int:
        descriptor = opened(*words)
        os.truncate(path, 10)
        return descriptor

    opened = os.open
    monkeypatch.setattr("publish.pipeline.sources.os.open", open_and_cut)
    assert list(find_foreign(tmp_path)) == [path]


@pytest.mark.parametrize("before", [0, 1 << 20, (1 << 20) - 7])
def test_our_own_pdfs_are_known_wherever_they_say_it(tmp_path: Path, before: int) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7" + bytes(before) + OWN_PDF + bytes(100))
    assert find_foreign(tmp_path) == {}


def test_a_source_that_changes_between_two_readings_is_not_taken_for_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    with noting() as noted:
        read_input(path)
        path.write_bytes(b"two")
        read_input(path)
    assert noted == {str(path): UNSTEADY}


def test_handouts_of_endless_pdfs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件太大"):
        read_pdf(make_sparse(tmp_path / "a.pdf"))


def test_an_endless_file_where_the_output_goes_is_kept_unread(tmp_path: Path) -> None:
    target = make_sparse(tmp_path / "讲话.docx")
    assert read_stamp(target) == ""
    kept = put(b"PK\5\6" + bytes(18), target, tmp_path / "a.txt")
    assert [finding.code for finding in kept] == ["kept-edited"]
    beside = tmp_path / "讲话（修改过）.docx"
    assert beside.stat().st_size == HUGE
    beside.unlink()


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_marks_are_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(stamping, "PIECE", 64)
    source, path = tmp_path / "a.txt", tmp_path / "a.pdf"
    data = stamp(b"%PDF-1.7\n" + b"x" * size + b"\nstartxref\n9\n%%EOF\n", source)
    path.write_bytes(data)
    assert read_stamp(path) == identify(source)
    path.write_bytes(data.replace(b"PDF-1.7", b"PDF-1.6"))
    assert read_stamp(path) == ""


def test_a_text_gone_before_it_is_mended(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件读不出来"):
        write_fixed(tmp_path / "a.txt", Document(()), load_style("speech"), [])


class Broken(NamedTuple):
    """What a run breaks off with, its exit code, and what is said."""

    error: Exception
    code: int
    said: str


@pytest.mark.parametrize(
    "broken",
    [
        Broken(MemoryError(), ExitCode.INPUT, "需要的内存太多"),
        Broken(LimitError("算了 60 秒还没有做完，已停止"), ExitCode.INPUT, "算了 60 秒还没有做完，已停止，"),
        Broken(KeyError(), ExitCode.BUG, "程序自身出错"),
    ],
    ids=lambda broken: type(broken.error).__name__,
)
@pytest.mark.parametrize("written", [False, True])
def test_what_breaks_off_says_truly_whether_a_file_was_written(
    publish: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: Broken, written: bool
) -> None:
    def break_off(**_words: Any) -> None:
        if written:
            deliver(b"whole", tmp_path / "讲话.pdf")
        raise broken.error

    monkeypatch.setattr(delivery, "_delivered", deque())
    monkeypatch.setattr(commands.publish, "main", break_off)
    run = publish("styles")
    assert run.code == broken.code
    assert broken.said in run.err
    assert ("没有写出文件" in run.err, "讲话.pdf" in run.err) == (not written, written)
