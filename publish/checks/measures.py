"""Measure words and units of measurement taken for others that sound or look the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.passages import Check, Hit, Passage

# From their first character on and not longer than numbers are: a row of digits is gone through once.
_HAN, _FEW = "一两二三四五六七八九十百千万亿几数多每这那", "两二三四五六七八九十百千几"
COUNT = rf"(?:(?<![0-9])[0-9]{{1,20}}(?:\.[0-9]{{1,9}})?[万亿千百]{{0,4}}|(?<![{_HAN}])[{_HAN}]{{1,20}})"
MANY = rf"(?:(?<![0-9])[0-9]{{1,20}}|(?<![{_FEW}])[{_FEW}]{{1,20}})"
# Wrong measure word, right one, what is counted.
MEASURES: tuple[tuple[str, str, str], ...] = (
    ("匹", "批", "重大|重点|项目|企业|新|优秀|干部|人才|群众|示范|产业|工程|骨干|先进|物资|设备|设施|成果|案件"),
    ("付", "幅", "锦旗|标语|画卷|蓝图"),
    ("付", "副", "担子|面孔|手套|眼镜|对联|重担|嘴脸|样子|模样|镣铐|拐杖|春联|两只|棋|扑克|牌"),
    ("幅", "副", "担子|面孔|手套|眼镜|对联|重担|嘴脸|样子|模样|镣铐|拐杖|春联|棋|扑克"),
    ("副", "幅", "锦旗|图|画(?![框夹])|蓝图|标语|油画|国画|地图|照片|锦旗|挂图|美景|景象"),
    ("坐", "座", "新|城|桥|山|大|小|水库|楼|电站|丰碑|宝库|现代|村|厂|塔|矿"),
    (
        "只",
        "支",
        "队伍|部队|专业队|专业化队|本领|过硬|能打|力量|服务队|突击队|小分队|宣讲队|工作队|医疗队|救援队|高素质|敢死队|球队|歌|基金|股票|乐队|铁军",
    ),
    ("枝", "支", "队伍|部队|力量|服务队|突击队|小分队|宣讲队|工作队|医疗队|救援队|高素质|球队|歌|基金|股票|乐队"),
    ("颗", "棵", "树|大树|古树|苗木|果树|白菜|小树|松|柏|柳|苗|草"),
    ("棵", "颗", "卫星|螺丝|子弹|种子|星|红心|钉子|珍珠|明珠|心|炸弹|钻石|牙|纽扣"),
    ("间", "家", "公司|企业|银行|医院|单位"),
    ("辆", "架", "飞机|客机|直升机|无人机"),
    ("辆", "艘", "轮船|船舶|渔船|货轮|舰艇"),
    ("架", "辆", "汽车|客车|货车|自行车|公交车"),
    ("位", "名", "犯罪嫌疑人|嫌疑人|罪犯|逃犯|被告人|歹徒|毒贩"),
    ("头", "匹", "骏马|战马"),
)
# The same, but a word with 一 in front: 一向, 一建, 一快.
NOT_OF_ONE: tuple[tuple[str, str, str], ...] = (
    ("顶", "项", "工作|任务|措施|制度|指标|改革|工程|要求|规定|职责|成果|技术|决定|内容"),
    ("向", "项", "工作|任务|措施|制度|指标|要求|规定|职责|成果|技术"),
    ("快", "块", "土地|绿地|试验田|奖牌|短板|牌子|硬骨头"),
    ("界", "届", "政府|人大|政协|全会|全国人大|代表大会|委员会|运动会|三中|四中|二中|五中|六中|一中"),
    ("建", "件", "大事|实事|好事|小事|案件|提案|建议|民生"),
    ("健", "件", "大事|实事|好事|小事|案件|提案|建议|民生"),
    ("份", "分", "钟"),
)
# Wrong unit, right one, behind a figure.
UNITS: tuple[tuple[str, str], ...] = (
    ("平方公理", "平方公里"),
    ("公理", "公里"),
    ("公倾", "公顷"),
    ("公亩倾", "公顷"),
    ("亿斥", "亿斤"),
    ("公斥", "公斤"),
    ("立方来", "立方米"),
    ("平方来", "平方米"),
    ("毫来", "毫米"),
    ("厘来", "厘米"),
    ("平万米", "平方米"),
    ("平方未", "平方米"),
    ("立方未", "立方米"),
    ("平米方", "平方米"),
    ("平方米米", "平方米"),
    ("千互", "千瓦"),
    ("千瓦是", "千瓦时"),
    ("千瓦小是", "千瓦小时"),
    ("亿圆", "亿元"),
    ("万圆", "万元"),
    ("亿园", "亿元"),
    ("万园", "万元"),
    ("亿员", "亿元"),
    ("万员", "万元"),
    ("万无", "万元"),
    ("亿无", "亿元"),
    ("元元", "元"),
    ("人人次", "人次"),
    ("百份点", "百分点"),
    ("个百份点", "个百分点"),
    ("个百分号", "个百分点"),
    ("个百分店", "个百分点"),
    ("个白分点", "个百分点"),
    ("公升米", "升"),
    ("兆互", "兆瓦"),
    ("万顿", "万吨"),
    ("亿顿", "亿吨"),
    ("吨标谁煤", "吨标准煤"),
    ("吨标准媒", "吨标准煤"),
    ("海哩", "海里"),
    ("摄示度", "摄氏度"),
    ("摄式度", "摄氏度"),
    ("分种", "分钟"),
    ("小是", "小时"),
    ("各月", "个月"),
    ("个各月", "个月"),
    ("人此", "人次"),
    ("亩地亩", "亩"),
)
ALL = MEASURES + NOT_OF_ONE
MEASURE = re.compile(
    "|".join(
        rf"(?P<m{at}>{COUNT if at < len(MEASURES) else MANY}{wrong})(?={things})"
        for at, (wrong, _, things) in enumerate(ALL)
    )
)
UNIT = re.compile(rf"(?<=[0-9０-９万亿千百十])\s?(?P<unit>{'|'.join(wrong for wrong, _ in UNITS)})")
RIGHT_UNIT = dict(UNITS)


def find_wrong_measures(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Measure words that do not go with what is counted: 一匹项目, 一付担子, 三只队伍."""
    for passage in passages:
        for match in MEASURE.finditer(passage.text):
            wrong, right, _ = ALL[int(str(match.lastgroup)[1:])]
            meant = match[0][: -len(wrong)] + right
            yield Hit(passage, match.start(), match.end(), f"量词“{match[0]}”应为“{meant}”，请核对")


def find_wrong_units(passages: Sequence[Passage]) -> Iterator[Hit]:
    """Units behind a figure with a wrong character in them: 3000公倾."""
    for passage in passages:
        for match in UNIT.finditer(passage.text):
            meant = RIGHT_UNIT[match["unit"]]
            yield Hit(passage, match.start("unit"), match.end(), f"单位“{match['unit']}”应为“{meant}”", meant)


CHECKS = (
    Check("measure-word", "量词误用", find_wrong_measures, "《现代汉语词典》"),
    Check("wrong-unit", "计量单位的错字", find_wrong_units, "GB 3100"),
)
