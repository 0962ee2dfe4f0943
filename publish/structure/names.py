"""The Chinese words for roles: what `publish outline --explain` prints and what a side file's [roles] understands."""

from __future__ import annotations

from publish.model import Role

NAMES = {
    Role.COPY_NUMBER: "份号", Role.MARKING: "密级和紧急程度", Role.MASTHEAD: "发文机关标志", Role.NUMBER: "发文字号",
    Role.TITLE: "标题", Role.SUBTITLE: "副标题", Role.SPEAKER: "讲话人", Role.DATELINE: "日期行",
    Role.SALUTATION: "称谓", Role.BODY: "正文", Role.QUOTATION: "引文", Role.LIST_ITEM: "列表项",
    Role.ATTACHMENT: "附件说明", Role.SIGNATURE: "署名", Role.DATE: "成文日期", Role.NOTE: "附注",
    Role.ATTENDANCE: "出席人员", Role.COPY_TO: "抄送机关", Role.IMPRINT: "印发机关和日期",
    Role.PART_LABEL: "附件标识", Role.PART_TITLE: "附件标题", Role.CAPTION: "图表题",
}  # fmt: skip
# Other words clerks use for the same.
SYNONYMS = {
    "密级": Role.MARKING, "紧急程度": Role.MARKING, "版头": Role.MASTHEAD, "文号": Role.NUMBER, "字号": Role.NUMBER,
    "签发人": Role.NUMBER, "副题": Role.SUBTITLE, "主送机关": Role.SALUTATION, "主送": Role.SALUTATION,
    "附件": Role.ATTACHMENT, "落款": Role.SIGNATURE, "日期": Role.DATE, "出席": Role.ATTENDANCE,
    "列席": Role.ATTENDANCE, "请假": Role.ATTENDANCE, "抄送": Role.COPY_TO, "印发机关": Role.IMPRINT,
    "印发": Role.IMPRINT,
}  # fmt: skip
ROLES = {**{name: role for role, name in NAMES.items()}, **SYNONYMS}
