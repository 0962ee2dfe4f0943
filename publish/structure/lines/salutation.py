"""Salutations and lists of addressees: the line between the title and the body."""

from __future__ import annotations

import re

from publish.structure.lines.patterns import ADDRESSED, ANNOUNCES, ORGAN_END
from publish.structure.lines.traditional import simplify

LONGEST = 400
LONGEST_CALL = 30
CALL = re.compile("各位|同志们|尊敬的|女士|先生|朋友们|老师们|同学们|亲爱的|乡亲们|战友们|代表们")
ADDRESSEES = (
    "们|各位|代表|委员|同志|先生|女士|朋友|来宾|嘉宾|老师|同学|领导|主席|书记|机构|单位|部门|企业|学校|院校|负责人|成员|人员|乡亲|战友|父老|"
    "组织|支部|班级|团队|社团|部队|家长|校友|职工|员工|阁下|长|人民|群众|市民|居民|村民|读者|用户|客户|业主|股东|考生|干部|党员|青年|师生|教师|学生|"
    "工作者|官兵|企业家|同仁|工友|妇女|少年|儿童|医护|农民|同胞|人士|家属|亲友"
)
ENDS = re.compile(rf"(?:{ADDRESSEES}|{ORGAN_END})(?:[（(].{{1,30}}[）)])?$")
# Fields of a form: 单位（盖章）：, 填报单位：.
FIELD = re.compile(
    "[（(](?:盖章|公章|签章|签字|签名)[）)]$|^(?:填报|申报|报送|推荐|参会|参赛|工作|所在|责任)?(?:单位|部门)$"
)
DEAR = re.compile("尊敬的|敬爱的|亲爱的|各位|全体")
GREETING = re.compile("[，,、 ](?:大家|你们|您)?(?:早上|上午|中午|下午|晚上)?好$")  # 各位老师，大家好
# What a first sentence begins with, never an address.
OPENING = re.compile("为了?|根据|按照|依照|经|关于|现|近|目前|当前|由于|随着|鉴于|今年|去年|一年来|会议|本着")


def is_salutation(text: str) -> bool:
    """Whether a line addresses people or organs (各位代表：, 各省、自治区、直辖市人民政府：)."""
    bare = simplify(text).rstrip("? \u3000")  # a question mark here is what a bad conversion made of a space
    if not bare or len(bare) > LONGEST or re.search("[。；？！]", bare[:-1]):
        return False
    if bare[-1] in "：:":
        addressee = bare[:-1].rstrip()
        addresses = (ENDS.search(addressee) or DEAR.match(addressee)) and not FIELD.search(addressee)
        return bool(addresses) and not OPENING.match(bare) and not ANNOUNCES.search(bare)
    greets = bare[-1] in "！!" or bool(GREETING.search(bare))
    return greets and len(bare) <= LONGEST_CALL and bool(CALL.match(bare))


def calls_people(text: str) -> bool:
    """Whether a salutation calls those who listen (同志们：), and is no label like 参加人员："""
    return bool(CALL.search(simplify(text)))


def continues_salutation(text: str) -> bool:
    """Whether a line can stand above the last line of a salutation: it addresses somebody and ends with a comma."""
    return text[-1] in "，,、" and bool(ADDRESSED.search(text)) and not re.search("[。；？！：]", text)
