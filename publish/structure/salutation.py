"""Salutations and lists of addressees: the line between the title and the body."""

from __future__ import annotations

import re

from publish.structure.patterns import ADDRESSED, ANNOUNCES

LONGEST = 400
LONGEST_CALL = 30
HEAD_OF = re.compile("[\u4e00-\u9fff]长[：:]$")
CALL = re.compile("各位|同志们|尊敬的|女士|先生|朋友们|老师们|同学们|亲爱的|乡亲们|战友们|代表们")


def is_salutation(text: str) -> bool:
    """Whether a line addresses people or organs (各位代表：, 各省、自治区、直辖市人民政府：)."""
    bare = text.rstrip("? \u3000")  # a question mark here is what a bad conversion made of a space
    if not bare or len(bare) > LONGEST or re.search("[。；？！]", bare[:-1]):
        return False
    if bare[-1] in "：:":
        return bool(ADDRESSED.search(bare) or HEAD_OF.search(bare)) and not ANNOUNCES.search(bare)
    return bare[-1] in "！!" and len(bare) <= LONGEST_CALL and bool(CALL.match(bare))


def continues_salutation(text: str) -> bool:
    """Whether a line can stand above the last line of a salutation: it addresses somebody and ends with a comma."""
    return text[-1] in "，,、" and bool(ADDRESSED.search(text)) and not re.search("[。；？！：]", text)
