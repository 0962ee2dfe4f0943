"""The tokens of a style that the page offers as plain controls, with the words for their values."""

from __future__ import annotations

from typing import Any

from publish.model import ELEMENTS
from publish.structure.side_file.reading import NAMES
from publish.style import list_styles, load_style

YES_NO = (("true", "是"), ("false", "否"))
CONTROLS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("run_in", "段首标题", (("inline", "接排"), ("own-line", "独占一行"))),
    ("composition", "行内", (("grid", "行列对齐"), ("compressed", "标点挤压、择优断行"))),
    ("western.gap", "汉字与数字之间", (("0", "不空"), ("0.125", "八分空"), ("0.25", "四分空"))),
    ("western.face", "数字、西文字体", (("times", "Times 一路"), ("han", "与汉字同"))),
    ("words", "行末的词语", (("break", "可以断行"), ("keep", "不断行"))),
    ("quantities", "行末的数字和单位", (("keep", "不拆开"), ("part", "可以拆，与 Word 一致"))),
    ("contents", "目录", (("off", "不设"), ("auto", "超过十页时设"), ("on", "设"))),
    ("folio.position", "页码", (("outside", "居外侧"), ("center", "居中"))),
    ("sides", "印刷", (("double", "双面"), ("single", "单面"))),
    ("signoff", "落款", (("none", "不盖章"), ("seal", "盖印章"), ("stamp", "盖签名章"))),
    ("head.printed", "红头已印好（套打）", YES_NO),
    ("imprint.even", "版记排在双页", YES_NO),
    ("table.wide", "宽表格", (("auto", "太宽时横排"), ("always", "总横排"), ("never", "不横排"))),
)
ELEMENT_NAMES = dict(
    zip(ELEMENTS, ("发文机关", "发文字号", "签发人", "份号", "密级、紧急程度", "抄送机关"), strict=True)
)


def list_choices() -> dict[str, Any]:
    """What the page offers: roles, styles, tokens, elements of official documents."""
    styles = [(name, load_style(name)) for name in list_styles()]
    return {
        "roles": [[role.value, name] for role, name in NAMES.items()],
        "styles": [[name, style.label, style.description] for name, style in styles],
        "controls": [[token, label, [list(pair) for pair in values]] for token, label, values in CONTROLS],
        "elements": [[key, name] for key, name in ELEMENT_NAMES.items()],
    }
