"""What a run may replace: the last output of the same source. Whatever else lies there is kept, and told."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from publish.output.stamp import identify, read_stamp
from publish.pipeline import Request
from publish.pipeline.watching import watch
from publish.report.results import Built
from tests import names
from tests.conftest import SPEECH, Run

Publish = Callable[..., Run]
TITLE = "在全市政协工作会议上的讲话"


def edit(path: Path) -> bytes:
    """Save the file as another program would."""
    if path.suffix == ".pdf":
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.docinfo["/Keywords"] = "改"
            pdf.save(path)
    else:
        package = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(package, "w") as new:
            for item in old.infolist():
                new.writestr(item, old.read(item).replace("同志们".encode(), "朋友们".encode()))
        path.write_bytes(package.getvalue())
    return path.read_bytes()


@pytest.fixture(params=["memory", "no memory"])
def forget(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Removes the cache between two runs, or leaves it."""
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return (lambda: None) if request.param == "memory" else (lambda: shutil.rmtree(cache, ignore_errors=True))


@pytest.mark.parametrize("kind", ["pdf", "docx", "ofd"])
def test_the_last_output_of_this_source_is_replaced(
    publish: Publish, speech: Path, tmp_path: Path, forget: Callable[[], None], kind: str
) -> None:
    out = tmp_path / "out"
    for text in (SPEECH, SPEECH.replace("去年", "前年"), SPEECH):
        speech.write_text(text, encoding="utf-8")
        run = publish(kind, speech, "-o", out)
        assert "修改过" not in run.err
        assert names(out) == [f"{TITLE}.{kind}"]
        assert read_stamp(out / f"{TITLE}.{kind}") == identify(speech)
        forget()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_an_edited_output_is_kept_beside_and_told(
    publish: Publish, speech: Path, tmp_path: Path, forget: Callable[[], None], kind: str
) -> None:
    out = tmp_path / "out"
    target = out / f"{TITLE}.{kind}"
    publish(kind, speech, "-o", out)
    for number in ("", "2"):
        edited = edit(target)
        forget()
        run = publish(kind, speech, "-o", out)
        assert run.code == 0
        assert f"没有覆盖，已改名为“{TITLE}（修改过{number}）.{kind}”" in run.err
        assert (out / f"{TITLE}（修改过{number}）.{kind}").read_bytes() == edited
        assert read_stamp(target)
    assert len(names(out)) == 3


def test_a_file_of_other_origin_is_kept_also_where_o_names_it(publish: Publish, speech: Path, tmp_path: Path) -> None:
    target = tmp_path / "要紧.docx"
    target.write_bytes(b"not ours")
    assert "已改名为“要紧（修改过）.docx”" in publish("docx", speech, "-o", target).err
    assert (tmp_path / "要紧（修改过）.docx").read_bytes() == b"not ours"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_two_runs_with_sources_of_one_title_make_two_outputs(
    publish: Publish, speech: Path, tmp_path: Path, forget: Callable[[], None], kind: str
) -> None:
    other, out = tmp_path / "二稿.txt", tmp_path / "out"
    other.write_text(SPEECH.replace("去年", "前年"), encoding="utf-8")
    publish(kind, speech, "-o", out)
    first = (out / f"{TITLE}.{kind}").read_bytes()
    for _ in range(2):
        forget()
        publish(kind, other, "-o", out, "--force")
        assert names(out) == [f"{TITLE}.{kind}", f"{TITLE}（二稿）.{kind}"]
        assert (out / f"{TITLE}.{kind}").read_bytes() == first
    third = tmp_path / "三稿.txt"
    third.write_text(SPEECH.replace("去年", "今年"), encoding="utf-8")
    publish(kind, third, other, "-o", out, "--force")
    assert (out / f"{TITLE}.{kind}").read_bytes() == first
    assert names(out) == sorted(f"{TITLE}{mark}.{kind}" for mark in ("", "（二稿）", "（三稿）"))


@pytest.mark.parametrize("edited", [False, True])
def test_a_title_that_changes_while_watched_leaves_no_old_output(speech: Path, tmp_path: Path, edited: bool) -> None:
    builds = watch(speech, Request("pdf", output=tmp_path / "out"))
    first = next(builds)
    assert isinstance(first, Built)
    if edited:
        edit(first.target)
    speech.write_text(SPEECH.replace("全市", "全县"), encoding="utf-8")
    second = next(builds)
    assert isinstance(second, Built)
    builds.close()  # type: ignore[attr-defined]
    new = f"{TITLE.replace('全市', '全县')}.pdf"
    assert names(tmp_path / "out") == sorted([new, f"{TITLE}.pdf"] if edited else [new])


def test_watching_says_what_it_watches_and_when(
    publish: Publish, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.pipeline.watching.wait_for_changes", lambda _: iter(()))
    run = publish("watch", speech, "-o", tmp_path / "a.pdf")
    assert f"正在看着 {speech}" in run.err
    assert re.search(r"^\d\d:\d\d:\d\d$", run.err, re.MULTILINE)
