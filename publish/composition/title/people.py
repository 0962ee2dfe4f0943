"""Names of people in titles, which no line breaks: 叶建春 in 省长叶建春, 叶建春同志, 接受叶建春辞去….

A dictionary cannot know them (叶|建春). A name is a surname with one or two characters behind it, where what stands
beside it says that it is one: a post or a form of address, or a verb before it and a word that ends it behind it.
Taken for a name by mistake, two or three characters hold together that need not, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.composition.title.official import Phrase

# The two hundred and fifty most frequent, but for those that begin other words as often (全, 和, 向, 成, 时, 常).
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
    "伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟詹苗凌费纪靳盛童欧甄项曲游裴席卫查屈鲍覃霍翁隋甘景包柏宁柯阮桂闵柴华"
    "车冉房边吉饶刁瞿戚丘古米池滕晋苑臧宫苟褚廉简娄盖符奚穆燕郎冀谈姬屠连晏栾郁商蒙喻窦迟敖冷卓仇艾蓝巩井仲虞卞封佟匡宗巫鞠桑"
    "荆习"
)
DOUBLE_SURNAMES = "欧阳|司马|诸葛|上官|司徒|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|夏侯|东方|端木|百里|呼延|南宫|闻人|申屠"
NAME = rf"(?:(?:{DOUBLE_SURNAMES})[一-鿿]{{1,2}}|[{SURNAMES}](?:某某|××|[一-鿿]{{1,2}}))"
POSTS = (
    "书记|主席|总理|委员长|主任|[省市县区州旗乡镇部厅局处科院校所站行队班团旅师军会社村组]长|委员(?!会)|检察长|总经理|董事长|代表|教授|院士"
    "|司令员|政委|专员|巡视员|秘书长"
)
ADDRESSES = (
    rf"同志|烈士|先生|女士|院士|教授|(?:副|常务副)?(?:{POSTS})|等(?:同志|人|[0-9０-９一二三四五六七八九十]+[名人位])"
)
# Verbs before a name, and what may stand behind one.
BEFORE = (
    "接受|任命|免去|追授|授予|表彰|奖励|给予|缅怀|纪念|悼念|学习|会见|提名|决定|罢免|撤销|批准|许可|推荐|、|关于|向"
)
BEHIND = rf"辞去|辞职|为|担任|任职|代理|等|职务|任免|的(?:职务|请求)|、|{ADDRESSES}"
SPEAKS = r"在|出席|主持|就|向|会见|作|到|率|的|：|，|、|\s|）|\Z"
PEOPLE = re.compile(
    rf"""
    (?<=[、和]){NAME}(?=等|、|和|{ADDRESSES})  # 张三、|李四|等
    | (?:(?:{BEFORE})(?P<object>{NAME})(?={BEHIND}))  # 免去|张三|职务
    | (?:(?:{POSTS})\s?(?P<holder>{NAME})(?={SPEAKS}|{ADDRESSES}))  # 书记|张三|在
    | {NAME}(?={ADDRESSES})  # |张三|同志
    """,
    re.VERBOSE,
)


def find_people(text: str) -> Iterator[Phrase]:
    """The names of people in a text, phrases without a joint; none overlap."""
    for match in PEOPLE.finditer(text):
        group = match.lastgroup or 0
        yield Phrase(match.start(group), match.end(group), frozenset(), frozenset())
