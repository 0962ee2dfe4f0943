"""Traditional characters of the words that recognition looks for (各單位：, 報告), as they are written simplified."""

from __future__ import annotations

TRADITIONAL = (
    "們單門學機構領導員會團隊書長當師聯黨組織區縣鄉鎮處廳務發報講話總結規劃計請復紀決"
    "辦細則條關於轉議標題檔電環協檢軍業眾誌鄰憲職親愛貴國際實驗範圍統準執勞動產險責錄據貿東車輛軟體證"
)
SIMPLIFIED = (
    "们单门学机构领导员会团队书长当师联党组织区县乡镇处厅务发报讲话总结规划计请复纪决"
    "办细则条关于转议标题档电环协检军业众志邻宪职亲爱贵国际实验范围统准执劳动产险责录据贸东车辆软体证"
)
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def simplify(text: str) -> str:
    """The text with those characters simplified, of the same length; for recognising only, never for printing."""
    return text.translate(TO_SIMPLIFIED)
