"""What an output is made from is noted by whoever reads it: any change counts, whatever the picture is called."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish.inputs import MOST_BYTES, NOTHING, digest, note_input, noting, read_input
from tests.conftest import Run


def draw(path: Path, colour: str) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    Image.new("RGB", (20, 20), colour).save(path, "JPEG" if path.suffix != ".png" else "PNG")


# Name of the file, and how a Markdown text may name it.
NAMES = [
    ("图.png", "图.png"),
    ("图 1.png", "<图 1.png>"),
    ("图 1.png", "图%201.png"),
    ("图(1).png", "图(1).png"),
    ("图[1].png", "图[1].png"),
    ("图'a.png", "图'a.png"),
    ('图"a.png', '<图"a.png>'),
    ("图(.png", "图\\(.png"),
    ("图&a.png", "图&amp;a.png"),
    ("图.jfif", "图.jfif"),
    ("图", "图"),
    ("下级/图.png", "./下级/../下级/图.png"),
]


@pytest.mark.parametrize(("name", "written"), NAMES)
def test_a_changed_picture_is_never_unchanged(
    tmp_path: Path, publish: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, name: str, written: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source = tmp_path / "a.md"
    source.write_text(f"# 讲话\n\n同志们：\n\n![说明]({written})\n", encoding="utf-8")
    outputs = []
    for colour in ("red", "red", "green"):
        draw(tmp_path / name, colour)
        run = publish("docx", source, "-o", tmp_path / "a.docx")
        assert run.code == 0
        outputs.append(("未变" in run.out + run.err, (tmp_path / "a.docx").read_bytes()))
    assert [skipped for skipped, _ in outputs] == [False, True, False]
    assert outputs[1][1] != outputs[2][1]


def test_a_picture_that_was_missing_is_noticed_when_it_comes(
    tmp_path: Path, publish: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source = tmp_path / "a.md"
    source.write_text("# 讲话\n\n同志们：\n\n![说明](图.png)\n", encoding="utf-8")
    assert "找不到" in publish("docx", source, "-o", tmp_path / "a.docx").err
    draw(tmp_path / "图.png", "red")
    run = publish("docx", source, "-o", tmp_path / "a.docx")
    assert "未变" not in run.out + run.err
    assert "找不到" not in run.err


# --- what is no plain file is not read


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """A FIFO nobody writes to, a device without end, a file too large that takes no room."""
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "device.png").symlink_to("/dev/zero")
    with (tmp_path / "sparse.png").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    return {kind: tmp_path / f"{kind}.png" for kind in ("pipe", "device", "sparse")}


@pytest.mark.parametrize("kind", ["pipe", "device", "sparse"])
def test_what_is_no_plain_file_is_not_read(odd: dict[str, Path], kind: str) -> None:
    with noting() as noted, pytest.raises(OSError, match=r"不是普通文件|文件太大"):
        read_input(odd[kind])
    assert noted == {str(odd[kind]): NOTHING}
    assert digest(odd[kind]) == NOTHING


@pytest.mark.parametrize(("kind", "reason"), [("pipe", "不是普通文件"), ("device", "文件夹里"), ("sparse", "太大")])
@pytest.mark.parametrize("format_", ["docx", "check"])
def test_such_a_picture_is_left_out_and_named(
    odd: dict[str, Path], publish: Callable[..., Run], format_: str, kind: str, reason: str
) -> None:
    source = odd[kind].with_name("a.md")
    source.write_text(f"# 讲话\n\n同志们：\n\n![说明]({kind}.png)\n", encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run = publish(format_, source, *(["-o", source.with_suffix(".docx")] if format_ == "docx" else []))
    assert run.code in (0, 1)
    assert reason in run.out + run.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB


@pytest.mark.parametrize("kind", ["pipe", "device", "sparse"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".docx"])
def test_such_a_source_is_one_sentence(
    odd: dict[str, Path], publish: Callable[..., Run], kind: str, suffix: str
) -> None:
    path = odd[kind].rename(odd[kind].with_name("b" + suffix))
    run = publish("outline", path)
    assert run.code == 3
    assert "Traceback" not in run.err


def test_such_a_side_file_is_one_sentence(odd: dict[str, Path], publish: Callable[..., Run], speech: Path) -> None:
    odd["sparse"].rename(speech.with_suffix(".toml"))
    assert publish("outline", speech).code == 3


def test_a_folder_counts_with_all_its_files(tmp_path: Path) -> None:
    style = tmp_path / "style"
    draw(style / "下级" / "a.png", "red")
    with noting() as noted:
        note_input(style)
    assert noted == {str(style): digest(style)}
    draw(style / "下级" / "a.png", "green")
    assert noted != {str(style): digest(style)}
    shutil.rmtree(style)
    assert digest(style) == NOTHING
