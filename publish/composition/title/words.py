"""The words of a title and their classes.

Words come from rjieba (the jieba dictionary in Rust, MIT), loaded only when a title needs more than one line: loading
takes about 0.15 s. Set expressions that dictionaries split are one word here; classes are mended where a title shows
that a verb is a noun, or the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publish.composition.title.official import Phrase, find_phrases
from publish.composition.title.people import find_people


class Word(NamedTuple):
    """A word, the offset it starts at, and its class (jieba's tags: n noun, v verb, vn verb as noun, …)."""

    start: int
    text: str
    kind: str


NOWHERE = Word(0, "", " ")  # what stands before a title and behind it


def split_list(words: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(words.split())


COUNT = "[一二三四五六七八九十]"
NUMBER = r"[0-9０-９〇零一二三四五六七八九十百千两]"
UNITS = r"周年|年度|季度|世纪|公里|[万亿]?[元人户家]|[年月日号届次个项条款章部类级种期批位名县市周天]"
# Spans no line break may enter while any other break will do: the set expressions of titles that dictionaries split.
ATOMS = re.compile(
    rf"""
    开创(?=新)  # 开创|新局面
    | [×○]{{2,}}(?:自治区|[省市县区乡镇村局委厅])?  # ××市
    | 第{NUMBER}+个(?:[一-鿿]{{2}}[节日]|五年(?:规划|计划)?)  # 第40个教师节, 第十四个五年规划
    | [A-Za-z0-9０-９][A-Za-z0-9０-９.．,，%％/:：+\-–—～~]*[A-Za-z0-9０-９%％](?:{UNITS})?  # 2024-2026年, 5.8%
    | 二十届[一二三四五六七八九]中全会|{COUNT}+届{COUNT}+[次中](?:全会|会议)  # 二十届三中全会, 十二届四次全会
    | [一-鿿]{{2}}{COUNT}{{1,4}}大(?=[、，上]|开幕|闭幕|报告|精神)  # 妇女十三大|报告
    | [省市县区州旗](?:人大|政协)第?{COUNT}{{1,4}}届(?:{COUNT}{{1,4}}次会议|常委会)?  # 市政协十四届三次会议
    | [省市县区州旗]?第?{COUNT}+届(?:人民代表大会|(?:人大|政协)(?:第?{COUNT}+次会议)?)  # 市第十六届人民代表大会
    | {COUNT}+届(?:中央|[省市县区]|自治区)(?:纪委|委){COUNT}+次全(?:体)?会  # 十二届省纪委四次全会
    | 第?{NUMBER}+(?:[.．、—～~\-]{NUMBER}+)*[多余]?(?:{UNITS})?  # 第五批, 一、二季度, 三十多个
    | [^《》]{{1,3}}·(?:(?!同志)[^《》]){{1,4}}  # 艾力·买买提
    | 国民经济和社会发展(?:计划|规划)?
    | {NUMBER}+年年会  # 2024年年会
    | 〔\d+〕\d+号  # 〔2024〕12号
    | “{COUNT}{{1,3}}五”(?:时期|期间|规划)  # “十五五”时期
    | “[^”]{{1,10}}”
    | （[^（）]{{1,8}}）
    | 《[^《》]{{1,9}}》
    | [省市县区]委办公[厅室]?|党的{COUNT}+[届大](?:[一二三四五六七八九]中全会)?  # 市委办公厅, 党的二十大
    | 习近平新时代中国特色社会主义思想|习近平总书记
    """,
    re.VERBOSE,
)
COMPOUNDS = re.compile(
    r"""
    人民代表大会第?[一二三四五六七八九十]{1,4}次会议  # 人民代表大会第三次会议
    | 高质量发展|营商环境|安全生产|理论学习中心组|专题研讨班|人民代表大会|常务委员会
    | 人民政府办公[厅室]  # 人民政府办公厅
    | 党风廉政建设|乡村振兴|生态环境保护|生态文明建设|基层治理|农民工|文化体制改革|国际合作|高峰论坛
    | 专项附加扣除|改革发展稳定
    | 推进会议?|动员大会|动员部署会|动员会|工作会议  # 推进会, 推进会议
    | 工作(?:推进|部署|动员|调度)会  # 工作推进会
    | 座谈会|表彰大会|代表大会|纪念大会|总结大会|誓师大会|庆祝大会|专题会议|调度会|现场会
    | 新时代中国特色社会主义思想|中国特色社会主义|中国式现代化|以人民为中心|以案促改|招商引资
    | 防灾减灾救灾|社会主义现代化|共同富裕|新质生产力
    | 依法治[国省市县]  # 依法治市
    | 全面从严治党|从严治党|主题教育|党史学习教育|党纪学习教育|实施方案|行动计划|行动方案|指导意见|实施意见
    | 管理办法|暂行办法|工作要点|若干措施|若干意见|重点工作|有关问题|有关事项|工作报告|财政预算|预算草案|执行情况
    | 法治政府|政务公开|信息公开|数字经济|数字政府|民营经济|实体经济|市场主体|公共服务|社会保障|绿色低碳|远景目标
    | 专题(?:培训|研讨|研修|轮训)班  # 专题培训班
    | 年会(?!议)  # 年会, not 今年会议
    | 医疗保障|义务教育|安全防范|应急值守|工作总结|工作计划|工作方案|重点任务|经济技术开发区
    | [秋春]季学期  # 秋季学期
    | (?:工会会员|教职工|职工)代表大会  # 教职工代表大会
    | 粮食安全|食品安全|污染防治|领导干部
    | 同志(?:诞辰|逝世|牺牲)  # 同志诞辰
    | [省市县区州旗乡镇党工]委(?:常委|副?书记)  # 市委副书记
    | 党组(?:成员|副?书记)  # 党组书记
    | 人民政府副?[省市县区州旗乡镇]长  # 人民政府副市长
    | (?:常委会|委员会)副?主任  # 常委会副主任
    | 副(?:主席|总理|书记|主任|[省市县区州部局处院校会]长)  # 副主席, 副市长
    | 专项整治|综合治理|对外开放|科技创新|先进集体|先进个人|劳动模范
    """,
    re.VERBOSE,
)
LEAST_PHRASE = 3  # characters; a shorter official word is one of the dictionary
LONG_ATOM = 4  # characters; a shorter one is not worth parting a word of the dictionary for
ADVERBS = split_list("进一步 全面 切实 扎实 深入 大力 奋力 着力 努力 认真 加快")
MISTAGGED = {
    **dict.fromkeys(ADVERBS, "d"),
    **dict.fromkeys(("若干", "部分", "全部", "有关"), "b"),
    **dict.fromkeys(("深化", "助推", "应对", "研究", "健全"), "v"),
    "更新": "vn",
}
TIME_START = re.compile(f"第|{NUMBER}")
TIME_ENDS = ("年", "年度", "季度", "月", "日")
ORDINAL = re.compile(rf"第?{NUMBER}{{1,9}}(?:{UNITS})\Z")
# Nouns that head a name or a subject: what stands before belongs to them.
BODIES = (
    "大会|会议|全会|峰会|年会|论坛|博览会|交易会|展览会|运动会|委员会|理事会|常委会|联合会|协会|学会|领导小组|小组|指挥部"
    "|代表大会|代表会议"
)
SUBJECTS = (
    "精神|情况|工作(?!.{0,4}会)|问题|事项|公报|决议|报告|计划|规划|草案|纲要|方案|条例|办法|体系|机制|项目|活动|行动|改革"
    "|工程|产业"
)
HEAD = re.compile(f"{BODIES}|{SUBJECTS}")
ORGAN = re.compile("(?:领导小组|委员会|指挥部)$")
LONGEST_NAME = 16  # words
NAMING = "nvjbal"  # first letters of classes that names are made of
CLAUSE_ENDS = ("，", "、", "）")
PLACE_END = "省市县区"


def read_words(text: str) -> list[Word]:
    """The words of a title, in order and without loss."""
    phrases = [phrase for phrase in find_phrases(text) if phrase.end - phrase.start >= LEAST_PHRASE]
    phrases += find_people(text)
    words = _mend_kinds(list(_merge_atoms(text, _cut_words(text, phrases), phrases)))
    for index, word in enumerate(words):
        if ORGAN.search(word.text):
            _make_nouns(words, index)
    return words


def look(words: Sequence[Word], index: int) -> Word:
    """The word at an index, NOWHERE outside."""
    return words[index] if 0 <= index < len(words) else NOWHERE


def is_naming(word: Word) -> bool:
    """Whether a word may be part of a name."""
    return word.kind[0] in NAMING


def _cut_words(text: str, phrases: Iterable[Phrase]) -> Iterator[Word]:
    """The dictionary's words; one that a set expression begins or ends inside is parted there."""
    import rjieba

    cuts = {match.end() for match in ATOMS.finditer(text) if len(match[0]) >= LONG_ATOM}
    ends = sorted(cuts.union(*((phrase.start, phrase.end) for phrase in phrases)))
    start = 0
    for word, kind in rjieba.tag(text):
        stop = start + len(word)
        while ends and ends[0] <= start:
            del ends[0]
        while ends and ends[0] < stop:
            yield Word(start, text[start : ends[0]], kind)
            start = ends.pop(0)
        yield Word(start, text[start:stop], kind)
        start = stop


def _merge_atoms(text: str, words: Iterable[Word], phrases: Iterable[Phrase]) -> Iterator[Word]:
    known = {phrase.start: phrase.end for phrase in phrases}
    ends = known | {match.start(): match.end() for match in ATOMS.finditer(text)}
    merged, stop = NOWHERE, 0
    for word in words:
        if word.start < stop:
            kind = "n" if merged.start in known else word.kind
            merged = Word(merged.start, merged.text + word.text, kind)
            continue
        if merged.text:
            yield merged
        merged, stop = word, ends.get(word.start, 0)
    if merged.text:
        yield merged


def _mend_kinds(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for index, word in enumerate(words):
        before, after, later = (look(words, index + step) for step in (-1, 1, 2))
        kind = MISTAGGED.get(word.text, word.kind)
        if word.text.endswith(TIME_ENDS) and TIME_START.match(word.text):
            kind = "t"
        elif len(word.text) > 1 and ORDINAL.match(word.text):
            kind = "m"
        elif (kind == "vn" and before.text in ADVERBS) or (kind == "p" and after.text in CLAUSE_ENDS):
            kind = "v"
        elif kind == "v" and before.kind[0] in "nj" and _closes_name(after, later):
            kind = "vn"
        found.append(word._replace(kind=kind))
    return found


def _closes_name(after: Word, later: Word) -> bool:
    """Whether a verb behind a noun is a noun itself by what follows: 生态保护和…, …保护的, 支付保障工作."""
    if after.kind == "c":
        return later.kind != "v"
    return after.text == "的" or (after.kind == "vn" and bool(HEAD.match(later.text)))


def _make_nouns(words: list[Word], head: int) -> None:
    """Verbs inside the name of the body at an index are nouns, but for one behind a place: 某市创建…领导小组."""
    for index in range(head - 1, max(head - LONGEST_NAME, 0), -1):
        before = words[index - 1]
        if not (is_naming(words[index]) and is_naming(before)):
            break
        if words[index].kind == "v" and before.kind != "v" and before.text[-1] not in PLACE_END:
            words[index] = words[index]._replace(kind="vn")
