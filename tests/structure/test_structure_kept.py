"""Lines that look like a web page's, a mail's or a chat program's, and are the text's own: nothing is left out of them.

Beside tests/cases/structure/kept.txt: here only that each line reaches the output, whatever it is taken for. The
texts stand here and in tests/cases/structure/imitations/, with （正文） for a paragraph.
"""

from __future__ import annotations

import pytest

from publish.model import FindingKind, Metadata
from publish.readers.text.reader import parse
from publish.structure.recognise import recognise
from tests import CASE_FOLDER

TEXT = "今天的会议十分重要，请各单位按照上述要求抓好落实，不得延误，确保取得实效。"
LINES = (
    ("议程", "会议日程\n2026-03-05 09:30 报到\n2026-03-05 14:00 开幕式\n2026-03-06 09:00 分组讨论"),
    ("议程里的报告", "大会议程\n市长张三作政府工作报告\n同志们："),
    ("请谁作报告", "主持词\n首先请市长张三作政府工作报告\n请李四同志作总结讲话\n同志们："),
    ("评分标准", "演讲比赛评分表说明\n评分标准\n名称：主题突出\n标题：观点鲜明\n时效：不超过五分钟"),
    ("词语的解释", "发件人：指发送电子邮件的单位\n收件人：指接收电子邮件的单位\n附件：指随邮件发送的文件"),
    ("工作的位置", "工作进展\n当前位置：全市第三名"),
    ("引用多于自己的话", "关于学习的通知\n各单位：\n> 人民就是江山。\n> 江山就是人民。\n> 守的是人民的心。"),
)  # fmt: skip


def read_imitations() -> list[tuple[str, str]]:
    """Name and text of each imitation."""
    files = sorted((CASE_FOLDER / "structure" / "imitations").glob("*.txt"))
    found = [case for path in files for case in path.read_text(encoding="utf-8").split("=== ")[1:]]
    return [(name, text.strip()) for name, _, text in (case.partition("\n") for case in found)]


@pytest.mark.parametrize(("name", "text"), IMITATIONS := read_imitations(), ids=[name for name, _ in IMITATIONS])
def test_imitations_are_whole(name: str, text: str) -> None:
    document = recognise(parse(text.replace("（正文）", TEXT), "文稿.txt"), Metadata())
    lost = [finding.text for finding in document.findings if finding.kind is FindingKind.LEFT_OUT]
    assert [each for each in lost if each.strip(">")] == [], name


@pytest.mark.parametrize(("name", "lines"), LINES, ids=[name for name, _ in LINES])
def test_nothing_is_left_out(name: str, lines: str) -> None:
    document = recognise(parse(f"{lines}\n{TEXT}", "文稿.txt"), Metadata())
    lost = [finding.text for finding in document.findings if finding.kind is FindingKind.LEFT_OUT]
    assert [text for text in lost if text.strip(">")] == [], name
