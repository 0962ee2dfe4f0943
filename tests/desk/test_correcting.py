"""The whole way without a browser: put in, see, correct, undo, take away; the command line makes the same bytes."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
from PIL import Image

from tests.conftest import SPEECH, Run
from tests.desk.benches import Browser

CHANGED = 1_700_000_000


def name_of(answer: Any) -> str:
    return unquote(answer.headers["Content-Disposition"].split("filename*=UTF-8''")[1])


def text_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_pages_lines_and_account_of_a_text(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    state = browser.get(f"{number}/state").json()
    assert [(line["key"], line["name"]) for line in state["lines"]] == [
        ("1", "标题"),
        ("2", "称谓"),
        ("3", "正文"),
        ("4", "1 级标题（段首）"),
        ("5", "1 级标题（段首）"),
        ("6", "正文"),
    ]
    assert all(line["why"] for line in state["lines"])
    assert state["blanks"] == {"×": 1}
    assert state["fields"]["title"] == "在全市政协工作会议上的讲话"
    picture = Image.open(io.BytesIO(browser.get(f"{number}/{state['look']}/2/0.png").content))
    assert picture.size == (1191, 1684)
    blank = next(finding for finding in state["findings"] if finding["kind"] == "unfilled-blank")
    line = browser.line(number, "同志们，让我们")
    assert blank["spot"][0] == line["spot"][0]
    assert blank["spot"][2] >= line["spot"][2]
    assert [line["where"] for line in state["lines"][:2]] == ["第 1 行", "第 2 行"]


def test_the_beginning_of_a_long_text_is_shown_before_the_rest_is_set(browser: Browser) -> None:
    text = SPEECH + "".join(f"第{number}件事，要抓紧办好，不留尾巴，办完报告。\n" for number in range(600))
    (state,) = browser.put(("长.txt", text.encode()))["papers"]
    number, pictures = state["number"], {}
    while state["working"]:
        state = browser.get(f"{number}/state?after={state['version']}").json()
        if "look" in state:
            pictures[state["look"]] = browser.get(f"{number}/{state['look']}/2/0.png").content
            assert state["working"] == ("lines" not in state)
    beginning, whole = pictures.values()
    assert Image.open(io.BytesIO(beginning)).tobytes() == Image.open(io.BytesIO(whole)).tobytes()
    assert len(state["sizes"]) > 15


def test_what_the_checks_say_comes_after_the_pages(browser: Browser) -> None:
    (state,) = browser.put(("讲话.txt", SPEECH.encode()))["papers"]
    while state["working"]:
        state = browser.get(f"{state['number']}/state?after={state['version']}").json()
    assert state["lines"]
    assert state["checking"] == (not state["findings"]) == (not any(line["spot"] for line in state["lines"]))


def test_a_pdf_of_ours_is_put_in_again(browser: Browser) -> None:
    made = browser.get(f"{browser.open('讲话.txt', SPEECH.encode())}/take/pdf").content
    state = browser.get(f"{browser.open('讲话.pdf', made)}/state").json()
    assert [line["name"] for line in state["lines"]][:3] == ["标题", "称谓", "正文"]
    assert state["lines"][0]["where"] == "第 1 页第 1 行"


def test_spots_are_where_the_ink_is(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    state = browser.get(f"{number}/state").json()
    picture = Image.open(io.BytesIO(browser.get(f"{number}/{state['look']}/2/0.png").content)).convert("L")
    for line in state["lines"]:
        page, left, top, bottom, right = line["spot"]
        assert page == 0
        inside = picture.crop((int(2 * left), int(2 * top), int(2 * left) + 60, int(2 * bottom)))
        assert any(inside.histogram()[:100]), line["text"]
        beyond = picture.crop((int(2 * right) + 4, int(2 * top), picture.width, int(2 * bottom)))
        assert not any(beyond.histogram()[:100]), line["text"]


@pytest.mark.parametrize(("kind", "suffix"), [("pdf", ".pdf"), ("docx", ".docx"), ("ofd", ".ofd")])
def test_the_command_line_makes_the_same_bytes(
    browser: Browser, publish: Callable[..., Run], tmp_path: Path, kind: str, suffix: str
) -> None:
    number = browser.open("讲话.txt", SPEECH.encode(), CHANGED * 1000)
    browser.step(number, "fill", blank="×", value="亳州")
    browser.step(number, "field", name="speaker", value="王建国")
    browser.step(number, "field", name="date", value="2024年3月5日")
    browser.step(number, "heading", key="5", level=2, run_in="二要勇于担当新使命。")
    browser.step(number, "role", key="3", role="quotation")
    browser.step(number, "token", token="run_in", value="own-line")
    state = browser.step(number, "normalise", value=True)
    assert not state["error"]
    taken, side = browser.get(f"{number}/take/{kind}"), browser.get(f"{number}/take/side")
    assert name_of(side) == "讲话.toml"
    source = tmp_path / "讲话.txt"
    source.write_bytes(SPEECH.encode())
    os.utime(source, (CHANGED, CHANGED))
    (tmp_path / "讲话.toml").write_bytes(side.content)
    run = publish(kind, source, "-o", tmp_path / "out")
    assert run.code == 0, run.err
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == name_of(taken)
    assert made.suffix == suffix
    assert made.read_bytes() == taken.content


def test_every_step_can_be_undone_and_done_again(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    before = browser.get(f"{number}/take/pdf").content
    browser.step(number, "leave-out", key="3")
    assert browser.line(number, "今天我们")["name"] == "未排入"
    after = browser.get(f"{number}/take/pdf").content
    assert "今天我们召开会议" not in text_of(after)
    browser.post(f"{number}/move", json={"by": -1})
    assert not browser.wait(number)["corrected"]
    assert browser.get(f"{number}/take/pdf").content == before
    browser.post(f"{number}/move", json={"by": 1})
    browser.wait(number)
    assert browser.get(f"{number}/take/pdf").content == after
    browser.step(number, "take-back", key="3")
    assert browser.line(number, "今天我们")["name"] == "正文"


def test_one_heading_corrected_leaves_the_others_as_they_were(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    browser.step(number, "heading", key="3", level=1, run_in="")
    names = [line["name"] for line in browser.get(f"{number}/state").json()["lines"]]
    assert names == ["标题", "称谓", "1 级标题", "1 级标题（段首）", "1 级标题（段首）", "正文"]
    browser.step(number, "role", key="4", role="body")
    names = [line["name"] for line in browser.get(f"{number}/state").json()["lines"]]
    assert names == ["标题", "称谓", "1 级标题", "正文", "1 级标题（段首）", "正文"]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("field", {"name": "date", "value": "某天"}, "日期"),
        ("token", {"token": "page.top", "value": "一点点"}, "page.top"),
        ("token", {"token": "page.left", "value": "500mm"}, "页边距"),
        ("field", {"name": "style", "value": "../../etc"}, "版式"),
        ("field", {"name": "copy_number", "value": "十二"}, "份号"),
    ],
)
def test_a_step_that_cannot_be_printed_is_taken_back_and_explained(
    browser: Browser, kind: str, values: dict[str, str], said: str
) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    look = browser.get(f"{number}/state").json()["look"]
    state = browser.step(number, kind, **values)
    assert said in state["error"]["message"]
    assert (state["look"], state["corrected"]) == (look, False)
    assert not browser.step(number, "fill", blank="×", value="亳州")["error"]


@pytest.mark.parametrize(
    "step",
    [
        {},
        {"kind": "role", "key": "3", "role": "emperor"},
        {"kind": "role", "key": "99", "role": "body"},
        {"kind": "role", "key": ["3"], "role": "body"},
        {"kind": "heading", "key": "3", "level": 9},
        {"kind": "heading", "key": "3", "level": "1"},
        {"kind": "field", "name": "headings", "value": "x"},
        {"kind": "field", "name": "title", "value": "一\n[roles]"},
        {"kind": "field", "name": "title", "value": "长" * 301},
        {"kind": "token", "token": "a b", "value": "x"},
        {"kind": "ignore", "finding": "../x"},
        {"kind": "__init__"},
    ],
)
def test_nonsense_is_refused_in_chinese_and_changes_nothing(browser: Browser, step: dict[str, Any]) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    answer = browser.post(f"{number}/step", json=step)
    assert answer.status_code == 422
    assert answer.json()["hint"]
    assert not browser.wait(number)["corrected"]


def test_a_side_file_that_comes_along_is_obeyed(browser: Browser) -> None:
    said = browser.put(("讲话.txt", SPEECH.encode()), ("讲话.toml", 'speaker = "王建国"\nleave_out = [3]'.encode()))
    state = browser.wait(said["papers"][0]["number"])
    assert state["said"]["speaker"] == "王建国"
    assert browser.line(state["number"], "今天我们")["name"] == "未排入"


def test_a_picture_that_comes_along_is_printed(browser: Browser) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 0, 0)).save(out, "PNG")
    text = "# 报告\n\n正文如下，请看图。\n\n![示意图](图.png)\n"
    state = browser.put(("报告.md", text.encode()), ("图.png", out.getvalue()))["papers"][0]
    state = browser.wait(state["number"])
    picture = Image.open(io.BytesIO(browser.get(f"{state['number']}/{state['look']}/2/0.png").content))
    assert (200, 0, 0) in {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}


def test_pasted_html_is_understood_with_its_table(browser: Browser) -> None:
    html = (
        "<meta charset='gb2312'><html><body><!--StartFragment--><p><b>关于开会的通知</b></p><p>各单位：</p>"
        "<table><tr><th>时间</th><th>地点</th></tr><tr><td>九点</td><td>三楼</td></tr></table><!--EndFragment-->"
    )
    answer = browser.post("paste", json={"html": html, "text": "关于开会的通知\n各单位："})
    (paper,) = answer.json()["papers"]
    state = browser.wait(paper["number"])
    assert state["file"] == "关于开会的通知.html"
    assert state["fields"]["title"] == "关于开会的通知"
    printed = text_of(browser.get(f"{paper['number']}/take/pdf").content)
    assert all(word in printed for word in ("时间", "地点", "九点", "三楼"))


def test_pasted_plain_text(browser: Browser) -> None:
    (paper,) = browser.post("paste", json={"text": SPEECH}).json()["papers"]
    assert browser.wait(paper["number"])["fields"]["title"] == "在全市政协工作会议上的讲话"
    assert browser.post("paste", json={"text": "  ", "html": ""}).status_code == 422
    assert browser.post("paste", content=b"[" * 100_000).status_code == 422


def test_everything_in_one_zip(browser: Browser) -> None:
    first = browser.open("甲.txt", SPEECH.encode())
    browser.open("乙.txt", SPEECH.encode())
    browser.step(first, "fill", blank="×", value="亳州")
    answer = browser.get("zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    title = "在全市政协工作会议上的讲话"
    assert len(archive.namelist()) == len(set(archive.namelist())) == 7
    assert {"甲.toml", "报告.txt", "报告.json", f"{title}.pdf", f"{title}.docx"} < set(archive.namelist())
    account = json.loads(archive.read("报告.json"))
    assert [Path(built["source"]).name for built in account["built"]] == ["甲.txt", "甲.txt", "乙.txt", "乙.txt"]
    assert "待填" in archive.read("报告.txt").decode()


def test_handouts_with_the_printing_instruction(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    answer = browser.get(f"{number}/take/booklet")
    assert name_of(answer) == "在全市政协工作会议上的讲话（小册子）.pdf"
    assert "A4 纸" in unquote(answer.headers["X-Note"])
    assert "A3 纸" in unquote(browser.get(f"{number}/take/2up?sheet=A3").headers["X-Note"])


def test_a_mail_draft(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.encode())
    letter = {"to": "张三 <zhang@example.cn>", "cc": "", "subject": "请审", "edition": "送审稿"}
    answer = browser.post(f"{number}/mail", json=letter)
    assert name_of(answer).endswith(".eml")
    assert b"zhang@example.cn" in answer.content
    assert browser.post(f"{number}/mail", json={**letter, "to": "不是地址"}).status_code == 422
    assert browser.post(f"{number}/mail", json={"to": ""}).status_code == 422


def test_the_spoken_text_turns_where_the_large_copy_does(
    browser: Browser, publish: Callable[..., Run], seed: Path, tmp_path: Path
) -> None:
    number = browser.open(seed.name, seed.read_bytes())
    speech = browser.get(f"{number}/speak").json()
    publish("pdf", seed, "--style", "large", "-o", tmp_path / "大字.pdf")
    pages = [
        "".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(tmp_path / "大字.pdf")
    ]
    assert speech["pages"] == len(pages)
    said, begins = "", []
    for paragraph in speech["paragraphs"]:
        begins += [len(said) + len("".join(paragraph["text"][:turn].split())) for turn in paragraph["turns"]]
        said += "".join(paragraph["text"].split())
    assert len(begins) == len(pages) - 1
    for begin, page in zip(begins, pages[1:], strict=True):
        assert said[begin : begin + 8] in page[:30]


def test_a_finding_can_be_left_alone(browser: Browser) -> None:
    number = browser.open("讲话.txt", SPEECH.replace("贡献！", "贡献！决不能一愁莫展。").encode())
    found = [finding for finding in browser.get(f"{number}/state").json()["findings"] if finding["check"]]
    assert found
    state = browser.step(number, "ignore", finding=f"{found[0]['line']}:{found[0]['code']}")
    assert len([finding for finding in state["findings"] if finding["check"]]) < len(found)
