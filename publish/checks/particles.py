"""的, 地 and 得 where the words around them leave no doubt which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage

# Verbs that are written with 得, and what shows that they are verbs here.
OBTAINED = re.compile(
    r"""
    (?<![索领收获采争听录提换窃骗考选赚吸夺摄])(?P<wrong>取的)  # 取的|成效; not 收取的|成本
        (?=了|积极|显著|明显|重大|新|良好|阶段|突破|胜利|进展|成|较|一定|实效|长足|优异|圆满|丰硕|历史|决定|全面|这|更大)
    | (?P<got>获的)  # 获的|好评
        (?=了|感|好评|满意|批准|表彰|奖|称号|通过|支持|成功|授|国家|全国|省|一等|第)
    | (?P<may>不的)  # 不的|少于
        (?=不|少于|超过|使用|擅自|以|低于|高于|早于|晚于|随意|违反|将|在|向|对|因|收取|出现|拒绝|转|泄露|虚报|瞒报|参与|从事|进入
        |外出|违规)
    | (?P<worth>值的)  # 值的|肯定
        (?=一提|注意|肯定|学习|借鉴|推广|骄傲|关注|重视|警惕|深思|欣慰|我们|研究)
    | (?P<seem>显的)(?=尤为|更加|十分|格外|特别|比较|很|非常)  # 显的|尤为
    | (?P<make>使的)(?=我们|广大|全市|全县|全省|工作|群众|企业|干部|农民|该|这)  # 使的|我们
    | (?P<must>必的|务的)(?=到)  # 务的|到位
    | (?P<feel>觉的)(?=很|非常|十分|有|应|自己|我们)  # 觉的|很
    | (?P<know>懂的|晓的)(?=感恩|如何|怎样|什么|了)  # 懂的|感恩
    """,
    re.VERBOSE,
)
RIGHT = {"wrong": "取得", "got": "获得", "may": "不得", "worth": "值得", "seem": "显得", "make": "使得"}
ADVERBS = (
    "切实|扎实|深入|积极|有力|大力|认真|坚决|坚定|坚定不移|稳步|更好|更加|不断|逐步|及时|"
    "严格|充分|努力|主动|自觉|深刻|极大|有序|紧紧|牢牢|深深|高高|大大|默默|渐渐|持续|"
    "有效|全面|全力|毫不动摇|旗帜鲜明|创造性|有针对性|最大限度|进一步|实实在在|扎扎实实|认认真真|踏踏实实|源源不断|自始至终|一如既往|"
    "有条不紊|循序渐进|坚持不懈|毫不犹豫|毫无保留|有计划|有步骤|有组织|有重点|显著|明显"
)
ACTS = (
    "推进|推动|促进|贯彻|落实|开展|做好|抓好|完成|履行|激发|提高|提升|增强|保障|维护|"
    "执行|实施|解决|加强|改善|发挥|参与|投入|调动|带动|改变|反映|体现|展示|展现|围绕|"
    "把握|团结|凝聚|支持|巩固|拓展|扩大|完善|深化|优化|强化|遏制|打击|防范|化解|减轻|"
    "降低|缩小|拉动"
)
# 扎实的推进改革: an adverb in front of a verb that has an object.
NO_OBJECT = "[的是和与及、，。；：）”]|工作|过程|措施|作用|力度|机制|能力|方式|办法|$"
ADVERBIAL = re.compile(rf"(?:{ADVERBS})的(?=(?:{ACTS})了?(?!{NO_OBJECT})[\u4e00-\u9fff“])")
OFFERED = re.compile(
    r"(?:提供|给予|得到|给|获得|需要|进行|实现|有|是|作出|取得|以|更为|采取|通过|形成)[\u4e00-\u9fff]{0,4}$"
)
NOUNS = (
    "成效|成绩|成就|进展|作用|意义|影响|问题|基础|环境|条件|优势|目标|任务|精神|力量|"
    "局面|形势|祖国|人民|事业|贡献|效果|态势|势头|氛围|挑战|机遇|变化|成果|责任|使命|"
    "制度|队伍|人才|产业|城市|生活|家园|水平"
)
QUALITIES = (
    "明显|显著|重要|重大|积极|良好|伟大|巨大|优异|丰硕|深远|深刻|坚实|崇高|神圣|光荣|"
    "艰巨|严峻|复杂|广泛|全新|崭新|较好|较快|突出|长足|辉煌|强大|美好|幸福|根本|关键|"
    "独特|喜人|可喜|历史性|决定性|阶段性"
)
ATTRIBUTE = re.compile(rf"(?:{QUALITIES})[地得](?=(?:{NOUNS}))")
GROWING = re.compile(r"(?:较快|快速|持续|稳定|平稳|高速|健康|迅猛|协调)得(?=增长|发展|势头|态势|提高|上升)")
# 发展的更快: a verb and how well it went.
WELL = "好|快|大|多|高|强|实|细|稳|远|紧|美|顺利|扎实|圆满|充分|到位|出色|幸福|美好|具体|认真"
DEGREES = "更|很|非常|十分|特别|越来越|相当|比较|最"
DONE = (
    "开展|进行|表现|处理|解决|协调|配合|衔接|发展|建设|落实|完成|执行|贯彻|做|干|"
    "办|抓|搞|管|走|跑|过|学|写|讲|说|变|生活|工作|推进|组织|"
    "安排|准备"
)
COMPLEMENT = re.compile(rf"(?:{DONE})的(?=(?:{DEGREES})加?(?:{WELL})(?![的\u4e00-\u9fff]))")


def find_wrong_particles(passages: Sequence[Passage]) -> Iterator[Hit]:
    """的 for 得 in words that are written with it, 的 for 地 in front of verbs, 地 and 得 for 的 in front of nouns."""
    for passage in passages:
        text = passage.text
        for match in OBTAINED.finditer(text):
            meant = RIGHT.get(match.lastgroup or "", match[0].replace("的", "得"))
            yield Hit(passage, match.start(), match.end(), f"“{match[0]}”应为“{meant}”")
        for pattern, particle in ((ADVERBIAL, "地"), (ATTRIBUTE, "的"), (GROWING, "的"), (COMPLEMENT, "得")):
            for match in pattern.finditer(text):
                if particle != "地" or not OFFERED.search(text[: match.start()]):
                    message = f"“{match[0]}”里的“{match[0][-1]}”通常写“{particle}”，请核对"
                    yield Hit(passage, match.start(), match.end(), message)


CHECKS = (Check("particle", "“的、地、得”的用法", find_wrong_particles, "《现代汉语词典》"),)
