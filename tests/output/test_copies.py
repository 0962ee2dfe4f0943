"""Numbered copies: every one shows its own 份号 and the same text; sheets are printed on both sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.errors import ExitCode, OutputError
from publish.output.copies import number_copies
from tests.conftest import Run
from tests.writers.official.documents import CASES, make

Publish = Callable[..., Run]
SOURCE = next(case.source for case in CASES if case.name == "通知：两个附件各起一页，版记在最后")


def texts(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in pdf]


def test_all_copies_in_one_file_share_their_pages(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(SOURCE, encoding="utf-8")
    run = publish("pdf", tmp_path / "通知.txt", "--copies", "8-120", "-o", tmp_path / "份.pdf")
    assert run.code == 0, run.err
    pages = texts(tmp_path / "份.pdf")
    assert len(pages) == 113 * 4  # three pages and the blank back of the last
    firsts = [page for page in pages if "关于开展" in page and "教育局：" in page]
    assert [page.strip()[:6] for page in firsts] == [f"{number:06}" for number in range(8, 121)]
    assert all(page == "" for page in pages[3::4])
    assert (tmp_path / "份.pdf").stat().st_size < 1_000_000
    with pikepdf.open(tmp_path / "份.pdf") as pdf:
        assert "/StructTreeRoot" not in pdf.Root and "/Metadata" not in pdf.Root


def test_copies_may_be_files(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(SOURCE, encoding="utf-8")
    run = publish("pdf", tmp_path / "通知.txt", "--copies", "9-10", "--apart", "-o", tmp_path / "份")
    assert run.code == 0, run.err
    made = sorted((tmp_path / "份").glob("*.pdf"))
    assert [path.stem[-8:] for path in made] == ["（000009）", "（000010）"]
    assert [texts(path)[0].strip()[:6] for path in made] == ["000009", "000010"]


@pytest.mark.parametrize("copies", ["200-1", "甲-乙", "1-9999999", "1-5000"])
def test_what_is_no_range_is_refused(publish: Publish, copies: str, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(SOURCE, encoding="utf-8")
    assert publish("pdf", tmp_path / "通知.txt", "--copies", copies).code == ExitCode.USAGE


def test_a_page_without_the_digits_is_refused() -> None:
    with pytest.raises(OutputError):
        number_copies(make("令").data, ["000001"], duplex=True)
