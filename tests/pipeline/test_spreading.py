"""A batch made by a cluster: the same files, names, bytes and report as one made here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publish.errors import ExitCode, InputError, PublishError
from publish.pipeline import likeness
from publish.pipeline.one import produce
from publish.pipeline.parcels import bring_home, list_missing, make_parcel, pack, write_order
from publish.pipeline.request import Request
from tests.children import list_children
from tests.conftest import SPEECH, Run
from tests.processes.clusters import Processes, kill

Publish = Callable[..., Run]
needs_distributed = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("distributed"),
    reason="dask.distributed is not installed: make cluster",
)


def write_archive(folder: Path) -> None:
    """Sources of every kind: of one title, with a side file, with pictures that are there and not; some unreadable."""
    (folder / "图").mkdir(parents=True)
    for number in range(1, 7):
        (folder / f"讲话{number}.txt").write_text(SPEECH.replace("去年", f"第{number}年"), encoding="utf-8")
    (folder / "讲话2.toml").write_text('title = "另一个标题"\n[fill]\n"×" = "家园"\n', encoding="utf-8")
    (folder / "有图.md").write_text("# 说明\n\n![一](图/一.png)\n\n![二](图/没有.png)\n\n正文。\n", encoding="utf-8")
    Image.new("RGB", (40, 20), "red").save(folder / "图" / "一.png")
    (folder / "空.txt").touch()
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    (folder / "坏旁注.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "坏旁注.toml").write_text("title = \n", encoding="utf-8")


def write_style(folder: Path) -> Path:
    """A look of the user's own, with a parent of its own inside."""
    for path, text in (("本局/style.toml", 'extends = "底"\n'), ("本局/底/style.toml", 'extends = "speech"\n')):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "本局/底/style.toml").write_text('extends = "speech"\n[page]\ntop = "35mm"\n', encoding="utf-8")
    return folder / "本局"


def start(folder: Path, name: str, *words: object) -> subprocess.Popen[str]:
    """`publish docx` of the archive into a folder of that name, with a cache of its own."""
    (folder / f"tmp-{name}").mkdir(exist_ok=True)
    own = {"XDG_CACHE_HOME": str(folder / f"cache-{name}"), "TMPDIR": str(folder / f"tmp-{name}")}
    environment = os.environ | own
    command = [
        sys.executable,
        "-m",
        "publish",
        "docx",
        "来稿",
        "-o",
        name,
        "--report",
        f"{name}.json",
        *map(str, words),
    ]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def read_report(folder: Path, name: str) -> Any:
    """The account without seconds, and with the output folder's name left out."""
    account = json.loads((folder / f"{name}.json").read_text(encoding="utf-8").replace(f'"{name}/', '"out/'))
    for built in account["built"]:
        del built["seconds"]
    return account


def read_outputs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@needs_distributed
def test_a_cluster_makes_what_two_processes_make_though_a_machine_dies(tmp_path: Path) -> None:
    write_archive(tmp_path / "来稿")
    look = ("--style", write_style(tmp_path).name, "--normalise")
    here = start(tmp_path, "here", "--jobs", 2, *look)
    assert here.wait() == ExitCode.BATCH, here.communicate()
    with Processes() as processes:
        there = start(tmp_path, "there", "--cluster", processes.address, *look)
        patience = time.monotonic() + 60
        while time.monotonic() < patience and not list_children(processes.workers[0].pid):
            time.sleep(0.01)
        kill(processes.workers[0])
        assert there.wait() == ExitCode.BATCH, there.communicate()
        again = start(tmp_path, "there", "--cluster", processes.address, *look)
        assert again.wait() == ExitCode.BATCH, again.communicate()
    assert read_outputs(tmp_path / "there") == read_outputs(tmp_path / "here")
    said = [process.communicate() for process in (here, there, again)]
    assert without_seconds(said[1]) == [text.replace("here/", "there/") for text in without_seconds(said[0])]
    assert "做成 0，未变 7，失败 3" in said[2][1]
    account = read_report(tmp_path, "there")
    assert all(built.pop("unchanged") for built in account["built"])
    expected = read_report(tmp_path, "here")
    assert not any(built.pop("unchanged") for built in expected["built"])
    assert account["failed"] == expected["failed"]
    assert {item["source"] for item in account["failed"]} == {
        f"来稿/{name}" for name in ("空.txt", "坏.docx", "坏旁注.txt")
    }


def without_seconds(said: tuple[str, str]) -> list[str]:
    """Lines of both streams; how long a file took is left out, and the progress bar."""
    lines = [line for text in said for line in text.splitlines() if "正在排版" not in line]
    return [line.rpartition("  ")[0] if line.endswith(" 秒") else line for line in lines]


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a worker would unpack."""
    folder = tmp_path / "worker"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("name", ["讲话1.txt", "讲话2.txt", "有图.md"])
def test_a_parcel_gives_the_same_product_with_the_same_inputs(tmp_path: Path, name: str) -> None:
    write_archive(tmp_path / "来稿")
    request, source = Request("docx", style=str(write_style(tmp_path))), tmp_path / "来稿" / name
    order, parcel = write_order(request), pack(source)
    made = make_parcel(order, parcel)
    missing = list_missing(made, parcel)
    assert missing == (("图/一.png",) if name == "有图.md" else ())
    if missing:
        parcel = pack(source, missing)
        made = make_parcel(order, parcel)
    expected = produce(source, request)
    assert replace(bring_home(made, source, request), seconds=0) == replace(expected, seconds=0)
    assert list_missing(made, parcel) == ()


@pytest.mark.parametrize("name", ["空.txt", "坏.docx", "坏旁注.txt", "没有.txt", "图"])
def test_what_is_wrong_is_told_of_the_place_it_came_from(
    tmp_path: Path, worker: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_archive(tmp_path / "来稿")
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path / "来稿", Path("来稿"), Path("../") / tmp_path.name / "来稿"):
        told = tell(send, folder / name)
        assert told == tell(make_here, folder / name)
        assert str(worker) not in str(told)


def make_here(source: Path) -> object:
    return produce(source, Request("docx"))


def send(source: Path) -> object:
    return make_parcel(write_order(Request("docx")), pack(source))


def tell(make: Callable[[Path], object], source: Path) -> tuple[str, str, str, str]:
    with pytest.raises(PublishError) as raised:
        make(source)
    error = raised.value
    assert isinstance(error, InputError)
    return type(error).__name__, error.message, error.hint, str(error.place)


def test_a_picture_outside_is_not_sent(tmp_path: Path) -> None:
    (tmp_path / "来稿").mkdir()
    (tmp_path / "secret.png").touch()
    (tmp_path / "来稿" / "link.png").symlink_to(tmp_path / "secret.png")
    assert list(pack(write(tmp_path / "来稿" / "a.md"), ("../secret.png", "link.png")).files) == ["a.md"]


def write(path: Path) -> Path:
    path.write_text("# 标题\n\n正文。\n", encoding="utf-8")
    return path


def test_this_machine_is_like_itself_and_what_differs_is_named() -> None:
    mine = likeness.describe()
    assert likeness.compare(mine, likeness.describe()) == ""
    assert {"publish", "Python", "Pango", "weasyprint", "lxml", "仿宋字体"} <= mine.keys()
    fonts = [name for name in mine if name.startswith("字体 ")]
    theirs = mine | {"Pango": "1.0", fonts[0]: "12 字节（0）", "字体 x.ttf": "1 字节（1）"}
    del theirs[fonts[1]]
    told = likeness.compare(mine, theirs)
    assert f"Pango 是 1.0（这台是 {mine['Pango']}）" in told
    assert f"没有{fonts[1]}" in told
    assert "多了字体 x.ttf" in told


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("10.0.0.1", ExitCode.USAGE, "tcp://地址:端口"),
        ("http://10.0.0.1:8786", ExitCode.USAGE, "tcp://地址:端口"),
        pytest.param("127.0.0.1:9", ExitCode.CLUSTER, "连不上集群 127.0.0.1:9", marks=needs_distributed),
    ],
)
def test_an_address_where_nobody_is_costs_a_sentence(
    publish: Publish, speech: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: int, words: str
) -> None:
    monkeypatch.setattr("publish.processes.link.REACHED_SECONDS", 1)
    run = publish("docx", speech, "--cluster", address)
    assert (run.code, run.out) == (code, "")
    assert words in run.err


@needs_distributed
def test_a_cluster_on_this_machine(tmp_path: Path) -> None:
    write_archive(tmp_path / "来稿")
    here, local = start(tmp_path, "here", "--jobs", 2), start(tmp_path, "local", "--cluster", "local", "--jobs", 2)
    assert here.wait() == local.wait() == ExitCode.BATCH, local.communicate()
    assert read_outputs(tmp_path / "local") == read_outputs(tmp_path / "here")
    here.communicate()
    assert not list((tmp_path / "tmp-local").glob("publish-*"))
    assert not [line for line in local.communicate()[1].splitlines() if "distributed" in line or "Warning" in line]


@needs_distributed
def test_ctrl_c_leaves_nothing_running(tmp_path: Path) -> None:
    write_archive(tmp_path / "来稿")
    local = start(tmp_path, "local", "--cluster", "local", "--jobs", 2)
    patience = time.monotonic() + 60
    while time.monotonic() < patience and not any("live()" in child for child in list_children(local.pid)):
        time.sleep(0.01)
    children = [child.split()[0] for child in list_children(local.pid)]
    local.send_signal(signal.SIGINT)
    said = local.communicate()[1]
    assert (local.returncode, said.splitlines()[-1]) == (ExitCode.INTERRUPTED, "已中断")
    while time.monotonic() < patience and any(Path("/proc", child).exists() for child in children):
        time.sleep(0.01)
    assert not any(Path("/proc", child).exists() for child in children)


def test_numbered_copies_are_made_here(publish: Publish, speech: Path) -> None:
    run = publish("pdf", speech, "--copies", "1-2", "--cluster", "local")
    assert run.code == ExitCode.USAGE
    assert "--copies 只在这台电脑上做" in run.err
