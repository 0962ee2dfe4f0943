"""The command line as a clerk meets it: Chinese throughout, one sentence for each mistake, fixed exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SPEECH, Run

Publish = Callable[..., Run]


@pytest.mark.parametrize("words", [[], ["pdf"], ["docx"], ["outline"], ["check"], ["fonts"], ["fonts", "install"]])
def test_help_speaks_chinese(publish: Publish, words: list[str]) -> None:
    run = publish(*words, "--help")
    assert run.code == 0
    assert "用法：publish" in run.out
    assert not re.findall(r"Usage|Options:|Commands:|Show this|OPTIONS|COMMAND|ARGS", run.out)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["pfd"], 2, "没有命令 pfd"),
        (["handout", "x.txt", "--layout", "3up"], 2, "可选：booklet、2up、4up"),
        (["handout", "x.txt", "--creep", "9"], 2, "0 至 2"),
        (["pdf", "--sytle", "x"], 2, "没有选项 --sytle"),
        (["outline"], 2, "缺少"),
        (["pdf", "x.txt", "--fill", "亳州"], 2, "名称=内容"),
        (["pdf", "没有这个文件.txt"], 3, "找不到文件"),
        (["pdf", "{speech}", "--style", "红头"], 4, "没有版式"),
        (["pdf", "{speech}", "--set", "page.topp=3mm"], 4, "page.topp"),
        (["pdf", "{speech}", "-o", "{folder}/x.docx"], 6, ".pdf"),
    ],
)
def test_a_mistake_is_one_chinese_sentence_with_a_remedy(
    publish: Publish, speech: Path, tmp_path: Path, words: list[str], code: int, says: str
) -> None:
    run = publish(*(word.format(speech=speech, folder=tmp_path) for word in words))
    assert run.code == code
    assert says in run.err
    assert "→" in run.err
    assert "Traceback" not in run.err


def test_the_bare_command_shows_the_help(publish: Publish) -> None:
    run = publish()
    assert (run.code, run.err) == (0, "")
    assert "命令" in run.out


def test_without_sources_the_clerk_is_told_what_to_write(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = publish("pdf")
    assert run.code == 3
    assert "publish pdf 讲话.txt" in run.err


def test_pdf_prints_one_line_and_every_warning_with_its_place(publish: Publish, speech: Path, tmp_path: Path) -> None:
    run = publish("pdf", speech, "-o", tmp_path)
    target = tmp_path / "在全市政协工作会议上的讲话.pdf"
    assert run.code == 0
    assert re.fullmatch(rf"{re.escape(str(target))}  1 页  \d+ KB  \d+\.\d 秒\n", run.out)
    assert "讲话.txt 第 6 行第 23 字" in run.err
    assert target.read_bytes().startswith(b"%PDF-")


def test_fill_fills_blanks_and_says_so(publish: Publish, speech: Path, tmp_path: Path) -> None:
    run = publish("docx", speech, "-o", tmp_path, "--fill", "×=亳州", "--report", tmp_path / "report.json")
    assert "待填" not in run.err
    findings = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["built"][0]["findings"]
    assert [(f["text"], f["replacement"], f["place"]["line"]) for f in findings] == [("×", "亳州", 6)]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_two_builds_give_the_same_bytes(publish: Publish, speech: Path, tmp_path: Path, kind: str) -> None:
    for name in ("a", "b"):
        publish(kind, speech, "-o", tmp_path / f"{name}.{kind}", "--force")
        time.sleep(1.1 if name == "a" else 0)
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_a_failure_leaves_the_old_output(publish: Publish, speech: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    target.write_bytes(b"the good old one")
    speech.write_bytes(b"\x00\x01\x02\xff\xfe binary \x00\x00")
    run = publish("pdf", speech, "-o", target)
    assert run.code == 3
    assert target.read_bytes() == b"the good old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "讲话.txt"]


def test_one_bad_file_does_not_stop_the_others(publish: Publish, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "好.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "空.txt").write_bytes(b"")
    run = publish("docx", folder, "-o", tmp_path / "out", "--report", tmp_path / "r.json")
    assert run.code == 7
    assert "空.txt" in run.err
    account = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (len(account["built"]), len(account["failed"])) == (1, 1)
    assert [path.suffix for path in (tmp_path / "out").glob("[!.]*")] == [".docx"]


def test_files_nobody_can_read_are_named_and_fail_nothing(publish: Publish, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "旧.doc").touch()
    run = publish("docx", folder)
    assert run.code == 3
    assert "旧.doc" in run.err
    (folder / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    for _ in range(2):  # the second time ours lies there too
        run = publish("pdf", folder, "-o", folder, "--report", tmp_path / "r.json")
        assert run.code == 0
        assert f"未处理  {folder / '旧.doc'}：请用 Word 或 WPS 打开，另存为 .docx" in run.err
        unprocessed = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["unprocessed"]
        assert [item["source"] for item in unprocessed] == [str(folder / "旧.doc")]


def test_outline_is_the_recognised_structure(publish: Publish, speech: Path) -> None:
    outline = json.loads(publish("outline", speech, "--json").out)
    assert outline["title"] == "在全市政协工作会议上的讲话"
    assert [heading["text"] for heading in outline["headings"]] == ["一要旗帜鲜明讲政治。", "二要勇于担当新使命。"]
    assert "一要旗帜鲜明讲政治。（段首）" in publish("outline", speech).out


def test_our_own_bug_is_a_sentence_and_a_log(
    publish: Publish, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("publish.build.making.load_style", explode)
    run = publish("pdf", speech)
    assert run.code == 70
    assert "Traceback" not in run.err
    assert "ZeroDivisionError" in (tmp_path / "publish" / "error.log").read_text(encoding="utf-8")


def test_help_and_word_never_load_weasyprint(speech: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from publish.cli import main\n"
        "try: main()\n"
        "finally: print('weasyprint' in sys.modules, 'fontTools' in sys.modules, file=sys.stderr)"
    )
    for words in (["--help"], ["docx", str(speech), "-o", str(tmp_path)]):
        run = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
        assert run.stderr.splitlines()[-1] == "False False"


def test_speaker_and_date_stand_under_the_title(publish: Publish, speech: Path, tmp_path: Path) -> None:
    import docx

    publish("docx", speech, "-o", tmp_path / "a.docx", "--speaker", "张三", "--date", "2024年1月5日")
    lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert lines[:4] == ["在全市政协工作会议上的讲话", "（2024年1月5日）", "张三", "各位委员、同志们："]
