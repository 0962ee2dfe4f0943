"""The shape of a numbered paragraph: a heading line, a run-in heading, a list item, a provision."""

from __future__ import annotations

import re
from enum import StrEnum

LONGEST_LINE = 60  # characters: two lines of a page (28 in each, GB/T 9704 5.2.3) and a little
LONGEST_SENTENCE = 42  # characters: a heading of one and a half lines (28 in each, GB/T 9704 5.2.3)
LONGEST_MATTER = 10  # characters, the colon with them
SHORT_LABEL = 16  # characters: 活动时间：, 责任单位及完成时限：
OPENS_LIST = re.compile("下列|以下|如下|为：|是：|有：|包括|：.*：")
# A mark before a closing quotation mark or bracket ends what is quoted, not the sentence.
# In texts of half-width marks the full stop is a dot between Han characters.
FIRST_SENTENCE = re.compile("[。！？](?![”’）)》])|(?<=[\u4e00-\u9fff）)”])[.](?=[\u4e00-\u9fff“（(]|$)")
# Words of provisions: a sentence with one of them states a rule and is no heading.
NORMATIVE = re.compile(
    "应当|不得|必须|是指|系指|所称|依照|按照.{2,20}规定|予以|可以|可按|可不|由.{2,30}(?:负责|解释|制定|批准|审批|规定)|的，|施行|本(?:办法|规定|条例|细则)|"
    "之日|自.{2,14}起|除外|免征|不再|一律|禁止|严禁|不准|不许|有权|处以|罚款"
)


# What stands before a colon in plans and notices; behind the first kind comes a datum, behind the others text as well.
DATUM = "时间|日期|期限|地点|地址|场所|对象|主题|人员|人数|单位|机构|方式|名称|负责人|联系人|电话|费用"
MATTER = "目的|背景|意义|内容|流程|要求|范围|条件|标准|程序|办法|步骤|形式|安排|设置|措施|原则|事项"
DATUM_LABEL = re.compile(rf"[^：:，。；\s]{{0,10}}(?:{DATUM})\s{{0,4}}[：:]\s{{0,4}}(?=\S)")
MATTER_LABEL = re.compile(rf"[^：:，。；\s]{{0,10}}(?:{DATUM}|{MATTER})\s{{0,4}}[：:]\s{{0,4}}(?=\S)")


class Shape(StrEnum):
    """What a numbered paragraph looks like, taken by itself."""

    LINE = "line"  # short, no full stop
    SENTENCE = "sentence"  # one short sentence that could be a heading
    RUN_IN = "run-in"  # a short first sentence, then text
    LABEL = "label"  # ends with a colon
    ITEM = "item"  # ends with a semicolon or comma: part of an enumeration
    PARAGRAPH = "paragraph"


def shape_of(text: str, start: int) -> tuple[Shape, int]:
    """The shape of a paragraph whose text begins at `start` after its number, and the end of its first sentence."""
    rest = text[start:].strip()
    if not rest:
        return Shape.LINE, 0
    if rest[-1] in "；;，,、":
        return Shape.ITEM, 0
    if rest[-1] in "：:":
        return Shape.LABEL, 0
    first = FIRST_SENTENCE.search(text, start)
    if not first:
        is_line = len(rest) <= LONGEST_LINE and not re.search("[；;]", rest)
        return (Shape.LINE if is_line else Shape.PARAGRAPH), 0
    sentence = text[start : first.end()].strip()
    if not reads_like_heading(sentence):
        return Shape.PARAGRAPH, first.end()
    return (Shape.RUN_IN if text[first.end() :].strip("”’）)》 \u3000") else Shape.SENTENCE), first.end()


def is_short_label(text: str, start: int) -> bool:
    """Whether a line that ends with a colon names a matter (活动时间：) and opens no list of cases (下列情形：)."""
    label = text[start:].strip()
    return len(label) <= SHORT_LABEL and not NORMATIVE.search(label) and not OPENS_LIST.search(label)


def reads_like_heading(sentence: str) -> bool:
    """Whether a sentence names a matter, and does not state a rule about it."""
    if len(sentence) > LONGEST_SENTENCE or re.search("[：:；;]", sentence):
        return False
    return not NORMATIVE.search(sentence) and sentence.count("，") <= 3


def find_label(text: str, start: int) -> int:
    """The end of a label (活动时间：) with which a paragraph begins that says on the same line what it is; 0 none."""
    line = shape_of(text, start)[0] is Shape.LINE
    match = (DATUM_LABEL if line else MATTER_LABEL).match(text, start)
    return match.end() if match else 0


def find_matter(text: str, start: int) -> int:
    """The end of a short label with a colon that names what a provision is about (三、下步打算：…); 0 none."""
    colon = text.find("：", start) + 1
    named = 0 < colon - start <= LONGEST_MATTER and not re.search("[，。；]", text[start:colon])
    return colon if named and is_short_label(text[:colon], start) and text[colon:].strip() else 0
