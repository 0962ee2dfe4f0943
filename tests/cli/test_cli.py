"""The command line as a clerk meets it: Chinese throughout, one sentence for each mistake, fixed exit codes."""

from __future__ import annotations

import email
import email.policy
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import ExitCode
from publish.text.widths import count_cells
from tests import TOP
from tests.conftest import SPEECH, Run
from tests.readers.word.docx_files import docx, paragraph

Publish = Callable[..., Run]


COMMANDS = [
    "",
    "pdf",
    "ofd",
    "docx",
    "outline",
    "check",
    "handout",
    "mail",
    "watch",
    "styles",
    "fonts",
    "fonts install",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_chinese(publish: Publish, command: str) -> None:
    run = publish(*command.split(), "--help")
    assert run.code == 0
    assert "用法：publish" in run.out
    assert not re.findall(r"Usage|Options|Commands|Show this|OPTIONS|COMMAND|ARGS|required|<=", run.out)
    *_, options = run.out.split("选项：\n")
    rows = [re.fullmatch("  (.*?)  +(.*)", line) for line in options.split("\n\n")[0].splitlines()]
    assert (
        len({count_cells(row[0]) - count_cells(row[2]) for row in rows if row}) == 1
    )  # the second column stands straight
    assert all(row and row[2] for row in rows)


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
        (["ofd", "{speech}", "-o", "{folder}/x.pdf"], 6, ".ofd"),
        (["ofd", "{speech}", "--copies", "1-3"], 2, "没有选项 --copies"),
        (["oultine"], 2, "是不是 outline"),
        (["PDF"], 2, "是不是 pdf"),
        (["docx", "{speech}", "--date", "明天"], 2, "“明天”不是日期"),
        (["docx", "{speech}", "--date", "2024-2-31"], 2, "在日历上没有"),
        (["mail", "{speech}", "--to", "bangongshi"], 2, "“bangongshi”不是邮箱地址"),
        (["mail", "{speech}", "--to", "a@example.cn", "--cc", "b@"], 2, "“b@”不是邮箱地址"),
        (["pdf", "--style"], 2, "选项 --style 后面要写：名称|文件夹"),
        (["pdf", "--force=是"], 2, "选项 --force 后面不用写"),
        (["outline", "a.txt", "b.txt"], 2, "多写了“b.txt”"),
        (["mail", "{speech}"], 2, "缺少选项 --to 地址"),
        (["check"], 2, "缺少文件或文件夹"),
        (["outline", "{folder}"], 3, "这是文件夹"),
        (["handout", "没有.pdf"], 3, "找不到文件"),
        (["watch", "没有.txt"], 3, "找不到文件"),
        (["watch", "{folder}"], 3, "这是文件夹"),
        (["watch", "{speech}", "--style", "红头"], 4, "没有版式"),
        (["docx", "{speech}", "--set", "page=3"], 4, "--set page.项目=值"),
        (["docx", "{speech}", "--set", "page.top.x=3"], 4, "--set page.top=值"),
        (["docx", "{speech}", "--report", "{folder}"], 6, "--report"),
        (["handout", "{speech}", "--layout"], 2, "要写：[booklet|2up|4up]"),
        (["pdf", "字" * 200 + ".txt"], 3, "文件名太长"),
        (["docx", "{speech}", "-o", "/proc/没有"], 6, "不能建文件"),
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
    assert not re.search("[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", run.err.replace("publish", ""))


def test_a_broken_side_file_says_where_in_chinese(publish: Publish, speech: Path) -> None:
    speech.with_suffix(".toml").write_text('title = "讲话"\nspeaker = 张三\n', encoding="utf-8")
    run = publish("docx", speech)
    assert run.code == 3
    assert "旁注文件 讲话.toml 读不懂：第 2 行第 11 字附近写得不对\n  → " in run.err


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


def test_no_source_is_ever_written_over(publish: Publish, speech: Path, tmp_path: Path) -> None:
    word = tmp_path / "在全市政协工作会议上的讲话.docx"
    publish("docx", speech, "-o", word)
    pdf = tmp_path / "成品.pdf"
    publish("pdf", speech, "-o", pdf)
    before = {path: path.read_bytes() for path in (speech, word, pdf)}
    for words in (
        ["docx", word, "-o", word],
        ["docx", word, "-o", tmp_path],
        ["docx", speech, "--report", speech],
        ["handout", pdf, "-o", pdf],
    ):
        run = publish(*words)
        assert run.code == 6
        assert "那是原文件" in run.err
    assert publish("docx", speech, word, "-o", tmp_path).code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert len(list(tmp_path.glob("*.docx"))) == 3


def test_what_could_not_be_filled_is_said(publish: Publish, speech: Path, tmp_path: Path) -> None:
    run = publish("docx", speech, "-o", tmp_path, "--fill", "××=亳州", "--fill", "某某=张三", "--fill", "×=亳州")
    assert run.code == 0
    assert [line for line in run.err.splitlines() if "没有填进去" in line] == [
        "  提示  讲话.txt：文中没有要填的“××”，“亳州”没有填进去",
        "  提示  讲话.txt：文中没有要填的“某某”，“张三”没有填进去",
    ]


def test_check_takes_folders(publish: Publish, tmp_path: Path) -> None:
    good, folder = SPEECH.replace("×", "家园"), tmp_path / "来稿"
    folder.mkdir()
    for name, text in {"好.txt": good, "待填.txt": SPEECH}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "旧.wpt").touch()
    run = publish("check", folder)
    assert run.code == 1
    assert run.out.splitlines() == [
        f"{folder}/好.txt  没有发现问题",
        f"{folder}/待填.txt  1 处",
        "  待填  待填.txt 第 6 行第 23 字：这里的“×”还没有填写，可用 --fill ×=内容 填写",
        "共 2 个：1 个有提示，共 1 处；0 个读不了",
        f"  未处理  {folder}/旧.wpt：请用 Word 或 WPS 打开，另存为 .docx",
    ]
    (folder / "空.txt").touch()
    run = publish("check", folder, "--json")
    assert run.code == 7
    account = json.loads(run.out)
    assert [len(item["findings"]) for item in account["checked"]] == [0, 1]
    assert [item["source"] for item in account["failed"]] == [f"{folder}/空.txt"]
    assert [item["source"] for item in account["unprocessed"]] == [f"{folder}/旧.wpt"]
    assert publish("check", folder / "好.txt").out == "没有发现问题\n"
    assert publish("check", folder / "空.txt").code == 3


def test_outline_counts_paragraphs_in_word_files(publish: Publish, tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    lines = [
        "主要经济指标稳中有进。全年地区生产总值增长，各项工作都有新的进展。",
        "民生福祉持续改善。城镇新增就业超过计划，群众满意度进一步提高。",
    ]
    body = "".join(map(paragraph, SPEECH.splitlines()[:3])) + "".join(map(numbered.format, lines))
    path = tmp_path / "讲话.docx"
    path.write_bytes(docx(body, parts={"numbering": numbering}))
    assert [heading["line"] for heading in json.loads(publish("outline", path, "--json").out)["headings"]] == [4, 5]
    assert "第 4 段  （一）主要经济指标稳中有进。（段首）" in publish("outline", path).out
    assert "第 4 段  2 级标题（段首）" in publish("outline", path, "--explain").out


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
    (folder / "旧.wpt").touch()
    run = publish("docx", folder)
    assert run.code == 3
    assert "旧.wpt" in run.err
    (folder / "讲话.txt").write_text(SPEECH, encoding="utf-8")
    for _ in range(2):  # the second time ours lies there too
        run = publish("pdf", folder, "-o", folder, "--report", tmp_path / "r.json")
        assert run.code == 0
        assert f"未处理  {folder / '旧.wpt'}：请用 Word 或 WPS 打开，另存为 .docx" in run.err
        unprocessed = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["unprocessed"]
        assert [item["source"] for item in unprocessed] == [str(folder / "旧.wpt")]


def test_outline_is_the_recognised_structure(publish: Publish, speech: Path) -> None:
    outline = json.loads(publish("outline", speech, "--json").out)
    assert outline["title"] == "在全市政协工作会议上的讲话"
    assert [heading["text"] for heading in outline["headings"]] == ["一要旗帜鲜明讲政治。", "二要勇于担当新使命。"]
    assert "一要旗帜鲜明讲政治。（段首）" in publish("outline", speech).out


def test_outline_names_what_is_left_out(publish: Publish, speech: Path) -> None:
    speech.write_text("首页 > 领导讲话 > 正文\n" + SPEECH, encoding="utf-8")
    assert (
        "略去  讲话.txt 第 1 行第 1 字：网页的位置导航，未排入正文“首页 > 领导讲话 > 正文”"
        in publish("outline", speech).out
    )
    (left_out,) = json.loads(publish("outline", speech, "--json").out)["left_out"]
    assert (left_out["text"], left_out["place"]["line"]) == ("首页 > 领导讲话 > 正文", 1)


def test_check_goes_from_the_top(publish: Publish, speech: Path) -> None:
    speech.write_text(SPEECH + "\n2025年2月30日之前完成“任务。\n4月31日之前报告。\n", encoding="utf-8")
    places = [int(line) for line in re.findall(r"第 (\d+) 行第", publish("check", speech).out)]
    assert places == sorted(places)
    assert len(places) > 2


README = (TOP / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall("^publish (.*?)(?:  +#.*)?$", README, re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_readme_work(
    publish: Publish, speech: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    monkeypatch.chdir(speech.parent)
    Path("来稿").mkdir()
    (Path("来稿") / speech.name).write_text(SPEECH, encoding="utf-8")
    words = shlex.split(example)
    if words[0] == "watch":  # which never ends
        monkeypatch.setattr("publish.pipeline.watching.watch", lambda *_: iter(()))
    if words[0] == "serve":  # nor does this
        monkeypatch.setattr("publish.desk.serving.Server.run", lambda _: None)
    assert publish(*words).code == (1 if words[0] == "check" else 0)


def test_the_readme_names_every_command_and_option() -> None:
    from publish.cli.commands import publish as group

    for name, command in group.commands.items():
        assert f"publish {name}" in README
        options = [[*param.opts, *param.secondary_opts] for param in command.params if param.opts[0].startswith("-")]
        assert [names for names in options if not any(re.search(rf"[` |]{each}\b", README) for each in names)] == []


def test_our_own_bug_is_a_sentence_and_a_log(
    publish: Publish, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("publish.pipeline.one.load_style", explode)
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


LEAVING = """
import atexit, sys
from publish.__main__ import main
sys.argv = ["publish", *sys.argv[1:]]
atexit.register(print, "asked to be called")
print("begun")
main()
"""


@pytest.mark.parametrize(("kind", "code"), [("docx", 0), ("pdf", 0), ("check", 1), ("nothing", 2)])
def test_the_process_is_left_with_everything_done(speech: Path, tmp_path: Path, kind: str, code: int) -> None:
    """However it is left: the exit code, what was printed, who asked to be called, no fonts left on the disk."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    environment = os.environ | {"TMPDIR": str(scratch)}
    command = [sys.executable, "-c", LEAVING, kind, str(speech)]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stderr
    assert run.stdout.endswith("asked to be called\n")
    assert run.stdout.startswith("begun\n")
    assert [run.stdout.count(words) for words in ("begun", "asked to be called")] == [1, 1]
    assert (run.stdout + run.stderr).count("\n") > 1
    assert not list(scratch.iterdir())


def test_an_output_nobody_takes_is_no_success(tmp_path: Path) -> None:
    code = "import sys; from publish.__main__ import main; sys.argv = ['publish', '--help']; print('first'); main()"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode != 0


@pytest.mark.parametrize("words", [["--help"], ["outline"], ["pdf", "-o", "out.pdf"]], ids=lambda words: words[0])
def test_a_reader_of_our_lines_who_has_gone_is_no_finding(speech: Path, tmp_path: Path, words: list[str]) -> None:
    """As in `publish check … | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    sources = [] if words == ["--help"] else [str(speech)]
    command = [sys.executable, "-m", "publish", *words, *sources]
    run = subprocess.run(command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert run.returncode == ExitCode.OUTPUT
    assert b"Traceback" not in run.stderr


def test_what_the_press_gets_ready_for_are_commands_and_formats() -> None:
    from publish.cli import PRINTING, foresee
    from publish.cli.commands import publish
    from publish.writers import WRITERS

    assert PRINTING.keys() <= publish.commands.keys()
    assert set(PRINTING.values()) <= WRITERS.keys()
    assert WRITERS.keys() <= PRINTING.keys(), "the command of a format writes it"
    assert [foresee(words.split()) for words in ("docx a.txt", "check a.txt", "")] == ["docx", None, None]


def test_a_writer_offers_what_the_table_promises() -> None:
    from publish.writers import WRITERS, Writer, find_writer

    promised = {name for name in vars(Writer) if not name.startswith("_")}
    for format_ in WRITERS:
        assert all(callable(getattr(find_writer(format_), name)) for name in promised)


def test_a_mail_carries_an_ofd(publish: Callable[..., Run], speech: Path, tmp_path: Path) -> None:
    target = tmp_path / "送审.eml"
    assert publish("mail", speech, "--to", "a@example.cn", "--attach", "ofd", "-o", target).code == 0
    (attached,) = email.message_from_bytes(target.read_bytes(), policy=email.policy.default).iter_attachments()
    assert attached.get_content_type() == "application/ofd"
    assert (attached.get_filename() or "").endswith(".ofd")
    data = attached.get_payload(decode=True)
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "OFD.xml" in package.namelist()


def test_a_folder_is_made_into_ofds_once(publish: Callable[..., Run], speech: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first, second = (publish("ofd", speech.parent, "-o", out) for _ in range(2))
    assert first.code == second.code == 0
    assert [file.suffix for file in out.iterdir()] == [".ofd"]
    assert "未变" in second.out
