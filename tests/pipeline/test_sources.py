"""Sources are found, and outputs of one name told apart, the same way every time."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from publish.pipeline.sources import distinct_names, find_foreign, walk


def test_sources_are_found_without_hidden_temporary_and_foreign_files(tmp_path: Path) -> None:
    wanted = ["a.txt", "b/报告.DOCX", "b/c/d.md", "b.txt"]
    unwanted = [".a.txt", "~$报告.docx", "~a.txt", "x.jpg", ".git/a.txt", "out/a.docx", "b/.x/a.txt", "txt"]
    for name in wanted + unwanted:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "folder.txt").mkdir()
    found = list(walk(tmp_path, {".txt", ".docx", ".md"}, skip=tmp_path / "out"))
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.txt", "b/c/d.md", "b/报告.DOCX", "b.txt"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    assert list(walk(tmp_path / "nowhere", {".txt"})) == [tmp_path / "nowhere"]


def test_documents_nobody_reads_are_found_but_not_what_we_made(tmp_path: Path) -> None:
    unread = ["b/报表.XLSX", "来文.pdf", "模板.wpt", "空.pdf"]
    for name in [*unread, "a.txt", "b.docx", "照片.jpg", "~$旧.doc", ".x.doc", "out/a.doc", "成品.pdf"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "来文.pdf").write_bytes(b"%PDF-1.4 <xmp:CreatorTool>Writer</xmp:CreatorTool>")
    (tmp_path / "成品.pdf").write_bytes(b"%PDF-1.7 <xmp:CreatorTool>publish</xmp:CreatorTool>")
    found = find_foreign(tmp_path, skip=tmp_path / "out")
    assert [str(path.relative_to(tmp_path)) for path in found] == unread
    assert "另存为 .docx" in found[tmp_path / "模板.wpt"]


def name(*pairs: tuple[str, str]) -> dict[str, str]:
    named = distinct_names((Path(source), Path(output)) for source, output in pairs)
    return {str(source): str(output) for source, output in named.items()}


def test_outputs_of_one_name_get_their_sources_name() -> None:
    pairs = [("b.txt", "通知.pdf"), ("a.txt", "通知.pdf"), ("c.txt", "别的.pdf"), ("x/b.txt", "通知.pdf")]
    expected = {"a.txt": "通知.pdf", "b.txt": "通知（b）.pdf", "c.txt": "别的.pdf", "x/b.txt": "通知（b 2）.pdf"}
    for order in itertools.permutations(pairs):
        assert name(*order) == expected


def test_no_output_takes_a_sources_name() -> None:
    pairs = [(Path("a.txt"), Path("通知.docx")), (Path("通知.docx"), Path("通知.docx"))]
    named = distinct_names(pairs, taken=[Path("通知.docx"), Path("a.txt")])
    assert {str(source): str(output) for source, output in named.items()} == {
        "a.txt": "通知（a）.docx",
        "通知.docx": "通知（通知）.docx",
    }


def test_case_alone_does_not_tell_two_files_apart() -> None:
    assert name(("a.txt", "Report.pdf"), ("b.txt", "report.pdf")) == {"a.txt": "Report.pdf", "b.txt": "report（b）.pdf"}


def test_long_names_stay_within_the_limit() -> None:
    output = "字" * 83 + ".pdf"
    named = name(*((f"{'源' * 80}{number}.txt", output) for number in range(9)))
    assert len(set(named.values())) == 9
    assert all(len(path.encode()) <= 255 for path in named.values())
