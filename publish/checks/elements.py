"""What GB/T 9704-2012 demands of an official document's elements together: which it must have, how they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage
from publish.model import Role
from publish.text.numerals import read_number

ADDRESSED = re.compile("(?:通知|请示|报告|批复|函)(?:[（(].{1,8}[）)])?$")  # kinds that name 主送机关
UPWARD = re.compile("(?:请示|报告)(?:[（(].{1,8}[）)])?$")  # 上行文
TO_UPPER = re.compile(r"(?:省|市|县|区|州|旗|国务院|人民政府|党委|[省市县区]委)[^：:]{0,8}[：:]\s*$")
YEAR = re.compile(r"(?:19|20)\d{2}")
DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
NUMBERED = re.compile(r"[〔\[（(]\s*((?:19|20)\d{2})\s*[〕\]）)]\s*\d{1,5}\s*号")
SIGNED_FOR = re.compile(r"签发人\s*[：:]")
COUNTED = re.compile(r"附件[^。；，]{0,8}?共\s*(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[份个件]")
LABEL = re.compile(r"附\s*件")
END = "。"


def _of(passages: Sequence[Passage], *roles: Role) -> list[Passage]:
    return [passage for passage in passages if passage.role in roles]


def _main(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of the document itself, those of its attachments left out, 版记 kept."""
    main: list[Passage] = []
    attached = False
    for passage in passages:
        attached = attached or passage.role in (Role.PART_LABEL, Role.PART_TITLE)
        if not attached or passage.role in (Role.COPY_TO, Role.IMPRINT):
            main.append(passage)
    return main


def _is_official(passages: Sequence[Passage]) -> bool:
    return any(NUMBERED.search(passage.text) for passage in _of(passages, Role.NUMBER))


def find_missing_addressee(passages: Sequence[Passage]) -> Iterator[Hit]:
    """通知, 请示 and the like without 主送机关 (7.3.2)."""
    main = _main(passages)
    if not _is_official(main) or _of(main, Role.SALUTATION):
        return
    for passage in _of(main, Role.TITLE):
        if kind := ADDRESSED.search(passage.text.strip()):
            message = f"“{kind[0]}”应当有主送机关，写在标题之下、正文之前，以全角冒号结尾"
            yield Hit(passage, kind.start(), len(passage.text), message)


def find_missing_signer(passages: Sequence[Passage]) -> Iterator[Hit]:
    """上行文 without 签发人 (7.2.6)."""
    main = _main(passages)
    if not any(UPWARD.search(passage.text.strip()) for passage in _of(main, Role.TITLE)):
        return
    if not any(TO_UPPER.search(passage.text) for passage in _of(main, Role.SALUTATION)):
        return
    numbers = [passage for passage in _of(main, Role.NUMBER) if NUMBERED.search(passage.text)]
    if _of(main, Role.SIGNER) or any(SIGNED_FOR.search(passage.text) for passage in numbers):
        return
    for passage in numbers[:1]:
        yield Hit(passage, 0, len(passage.text), "上行文应当在发文字号右边标注签发人，可用 --signer 给出")


def find_early_dates(passages: Sequence[Passage]) -> Iterator[Hit]:
    """成文日期 before the year of 发文字号; 印发日期 before 成文日期."""
    main = _main(passages)
    years = [int(match[1]) for passage in _of(main, Role.NUMBER) if (match := NUMBERED.search(passage.text))]
    written = [(passage, match) for passage in _of(main, Role.DATE) if (match := DATE.search(passage.text))]
    for passage, match in written:
        if years and int(match[1]) < years[0]:
            message = f"成文日期在发文字号的年份（{years[0]}）之前，请核对"
            yield Hit(passage, match.start(), match.end(), message)
    days = [tuple(map(int, match.groups())) for _, match in written]
    for passage in _of(main, Role.IMPRINT):
        match = DATE.search(passage.text)
        if match and days and tuple(map(int, match.groups())) < max(days):
            yield Hit(passage, match.start(), match.end(), "印发日期在成文日期之前，请核对")


def find_unmatched_attachments(passages: Sequence[Passage]) -> Iterator[Hit]:
    """附件 named but not attached, attached but not named, and another number of them (7.3.4, 7.3.7)."""
    if not _of(passages, Role.NUMBER, Role.DATE):
        return
    named = _of(passages, Role.ATTACHMENT)
    labels = [passage for passage in _of(passages, Role.PART_LABEL) if LABEL.match(passage.text)]
    attached = labels or _of(passages, Role.PART_TITLE)[:1]
    if named and not attached:
        yield _hit(named[0], f"附件说明列了 {len(named)} 个附件，文后没有附件")
    elif labels and not named:
        yield _hit(labels[0], "文后有附件，正文之下没有附件说明")
    elif labels and len(labels) != len(named):
        yield _hit(named[-1], f"附件说明列了 {len(named)} 个附件，文后有 {len(labels)} 个")


def _hit(passage: Passage, message: str) -> Hit:
    return Hit(passage, 0, len(passage.text), message)


def find_miscounted_attachments(passages: Sequence[Passage]) -> Iterator[Hit]:
    """附件 counted in the text (附件共3份) otherwise than listed."""
    main = _main(passages)
    listed = len(_of(main, Role.ATTACHMENT))
    if not listed:
        return
    for passage in main:
        for match in COUNTED.finditer(passage.text):
            count = read_number(match["count"])
            if count != listed:
                message = f"这里说附件共 {count} 份，附件说明列了 {listed} 个"
                yield Hit(passage, match.start(), match.end(), message)


def find_copy_to_marks(passages: Sequence[Passage]) -> Iterator[Hit]:
    """抄送机关 that do not end with a full stop (7.4.2)."""
    for passage in _of(passages, Role.COPY_TO):
        text = passage.text.rstrip()
        if text and not text.endswith(END):
            yield Hit(passage, len(text) - 1, len(text), "最后一个抄送机关之后应当用句号“。”")


CHECKS = (
    Check("addressee-missing", "有没有主送机关", find_missing_addressee, "GB/T 9704 7.3.2"),
    Check("signer-missing", "上行文有没有签发人", find_missing_signer, "GB/T 9704 7.2.6"),
    Check("date-early", "成文日期、印发日期的先后", find_early_dates, "GB/T 9704 7.2.5、7.3.5.4、7.4.3"),
    Check("attachment-unmatched", "附件说明与附件对不对得上", find_unmatched_attachments, "GB/T 9704 7.3.4、7.3.7"),
    Check("attachment-count", "文中说的附件份数", find_miscounted_attachments, "GB/T 9704 7.3.4"),
    Check("copy-to-mark", "抄送机关末尾用句号", find_copy_to_marks, "GB/T 9704 7.4.2"),
)
