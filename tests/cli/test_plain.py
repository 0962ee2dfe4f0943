"""The quick way and the plain way (PUBLISH_PLAIN=1) give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import TOP

SEED = TOP / "seeds" / "000_bdfc4f190fc7eae9.txt"
NOTICE = """海州市人民政府办公室关于做好防汛工作的通知

各县区人民政府，市直各部门：
根据《中华人民共和国防洪法》和2026年全市防汛工作会议精神，现就有关事项通知如下。
一、提高认识
各地各部门要充分认识今年防汛形势的复杂性、严峻性，坚决克服麻痹思想和侥幸心理。
二、落实责任
（一）压实属地责任。按照分级负责的原则，把责任落实到每一座水库、每一段堤防。
附件：1. 值班安排表
海州市人民政府办公室
2026年6月1日
"""
TABLES = (
    "# 工作情况\n\n各项**重点**工作[^1]进展如下：\n\n| 项目 | 进度 | 备注 |\n| --- | ---: | --- |\n"
    + "".join(f"| 第{number}项 | {number}% | A{number} 已完成office |\n" for number in range(1, 60))
    + "\n[^1]: 以年初安排为准。\n\n- 一是抓落实\n- 二是抓检查\n"
)


@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("style", ["speech", "auto"])
def test_quick_and_plain_are_alike(tmp_path: Path, format_: str, style: str) -> None:
    # The later ones are made with what the earlier ones left: fonts, style sheets, lines of the same kinds.
    again = NOTICE.replace("防汛", "抗旱").replace("精神", "**精神**")
    texts = {"讲话.txt": SEED.read_text(encoding="utf-8"), "通知.txt": NOTICE, "表.md": TABLES, "再通知.md": again}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = []
    for plain in "01":
        folder = tmp_path / plain
        options = ["-o", str(folder), "--style", style, "--force", "--jobs", "1"]
        command = [sys.executable, "-m", "publish", format_, *texts, *options]
        environment = os.environ | {"PUBLISH_PLAIN": plain}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == len(texts)
    assert made[0].keys() == made[1].keys()
    assert all(made[0][name] == made[1][name] for name in made[0])


def test_plain_does_without() -> None:
    code = """
from publish.writers.weasyprint.engine import load_weasyprint
load_weasyprint()
from weasyprint import css
from publish.writers.pdf.pdfium import load_pdfium
print(hasattr(css.StyleFor.set_computed_styles, "__wrapped__"), load_pdfium() is not None)
"""
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PUBLISH_PLAIN": plain}, capture_output=True, check=True
        ).stdout.split()
        for plain in "01"
    ]
    assert told == [[b"True"] * 2, [b"False"] * 2]
