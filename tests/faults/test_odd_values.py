"""Values nobody means: one sentence, or what is meant."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from publish.errors import InputError
from publish.model import Finding, FindingKind, Place
from publish.output.imposition import Layout, Sheet, impose
from publish.pipeline.checking import fix_text
from publish.pipeline.sources import distinct_names
from publish.readers import read_source
from tests.conftest import Run
from tests.readers.word.docx_files import docx_parts, paragraph


def test_a_folder_with_a_dot_in_its_name(publish: Callable[..., Run], speech: Path, tmp_path: Path) -> None:
    for name in ("第1.0版", "2026.final"):
        assert publish("docx", speech, "-o", f"{tmp_path}/{name}/").code == 0
        assert [path.suffix for path in (tmp_path / name).iterdir()] == [".docx"]


@pytest.mark.parametrize("command", ["outline", "check", "styles", "fonts"])
def test_what_is_shown_goes_to_a_full_disk(command: str, speech: Path) -> None:
    """/dev/full stands for a file on a full disk: one sentence, the code of outputs, no bug of ours."""
    words = [sys.executable, "-m", "publish", command, *([str(speech)] if command in ("outline", "check") else [])]
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert run.returncode == 6
    said = [line for line in run.stderr.splitlines() if line.startswith(("错误", "Traceback", "Exception"))]
    assert said == ["错误  没有写完：磁盘已满"]


@pytest.mark.parametrize("epoch", ["9" * 5000, "0", "-1", "昨天", ""])
def test_a_date_that_no_file_can_hold(
    publish: Callable[..., Run], speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    """Python 3.14's zipfile reads the variable too, and fails at all but the last."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert publish("docx", speech, "-o", tmp_path / "a.docx").code == 0


def test_blanks_filled_with_too_much(publish: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    fill = "---\nfill:\n  某单位: " + "内容" * 6000 + "\n---\n"
    path.write_text(fill + "# 讲话\n\n" + ("某单位，" * 20 + "\n\n") * 10, encoding="utf-8")
    run = publish("outline", path)
    assert (run.code, "填进去的文字" in run.err) == (3, True)


def test_names_of_sources_that_no_output_may_have(tmp_path: Path) -> None:
    """Two sources of one title: what their own names hold does not get into the outputs' names."""
    output = tmp_path / "讲话.pdf"
    odd = ["a\nb", "c\x1b[31m", "d*<e>", os.fsdecode(b"\xff\xfe")]
    named = distinct_names((tmp_path / f"{name}.txt", output) for name in odd)
    assert len(set(named.values())) == len(odd)
    for path in named.values():
        assert not set(path.name) & set("\n\x1b*<>")
        assert path.name.encode("utf-8")


def test_a_document_part_not_called_xml_is_weighed_too(tmp_path: Path) -> None:
    parts = docx_parts(paragraph("甲"))
    parts["word/document.foo"] = parts.pop("word/document.xml").replace(b"</w:body>", b" " * 8_000_000 + b"</w:body>")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document.foo")
    path = tmp_path / "a.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    path.write_bytes(data.getvalue())
    with pytest.raises(InputError, match="压缩"):
        read_source(path)


@pytest.fixture(scope="module")
def handout() -> bytes:
    """A small PDF of several pages."""
    document = pikepdf.new()
    for _ in range(5):
        document.add_blank_page(page_size=(595, 842))
    data = io.BytesIO()
    document.save(data, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data.getvalue()


@pytest.mark.parametrize("number", range(150))
def test_handouts_of_odd_pdfs_are_made_or_refused(handout: bytes, number: int) -> None:
    chance = random.Random(number)
    spoiled = bytearray(handout)
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(len(spoiled))
        kind = chance.randrange(3)
        if kind == 0:
            spoiled[at] = chance.randrange(256)
        elif kind == 1:
            del spoiled[at : at + chance.randrange(1, 20)]
        else:
            spoiled[at:at] = spoiled[max(0, at - 30) : at]
    with suppress(InputError):
        impose(bytes(spoiled), Layout.BOOKLET, Sheet.A4, fold_marks=True)


def test_line_ends_of_a_mended_text_are_the_readers() -> None:
    """U+2028 and form feeds end no line, CR CR LF ends one; nothing but the fault changes."""
    text = "甲\u2028乙\f丙\r\r\n即日按装。\r\n"
    fault = Finding(FindingKind.WARNING, "", Place("a.txt", 2, 3), "按装", "安装")
    assert fix_text(text, [fault]) == (text.replace("按装", "安装"), [fault])


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--docx", "-o", "批注.docx"], 1, "1 条批注"),
        (["--docx", "-o", "批注.pdf"], 6, "扩展名应当是 .docx"),
        (["--fix", "-o", "改好.txt"], 2, "要和 --docx 一起用"),
        (["另一篇.txt", "--docx", "-o", "批注.docx"], 6, "2 篇文章不能都写进"),
    ],
)
def test_where_the_copies_of_check_go(
    words: list[str], code: int, says: str, publish: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("文稿.txt", "另一篇.txt"):
        Path(name).write_text("在会上的讲话\n同志们：\n设备要按装到位。\n", encoding="utf-8")
    run = publish("check", "文稿.txt", *words)
    assert run.code == code
    assert says in run.out + run.err
    assert Path("批注.docx").exists() == (code == 1)
