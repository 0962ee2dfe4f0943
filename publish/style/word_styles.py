"""The names of the Word styles that carry roles: the writer sets them, structure knows its own files by them."""

from __future__ import annotations

# Role of the look -> style id and name; built-in names (ASCII) appear in the user's language in Word and WPS.
ROLE_STYLES = {
    "copy-number": ("CopyNumber", "份号"),
    "marking": ("Marking", "密级和紧急程度"),
    "masthead": ("Masthead", "发文机关标志"),
    "number": ("DocumentNumber", "发文字号"),
    "signer": ("IssueSigner", "签发人"),
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "speaker": ("Speaker", "讲话人"),
    "dateline": ("Dateline", "讲话日期"),
    "salutation": ("Salutation", "Salutation"),
    "body": ("BodyText", "Body Text"),
    "quotation": ("Quote", "Quote"),
    "list-item": ("ListParagraph", "List Paragraph"),
    "attachment": ("Attachment", "附件说明"),
    "signature": ("Signature", "Signature"),
    "date": ("Date", "Date"),
    "note": ("Note", "附注"),
    "attendance": ("Attendance", "出席人员"),
    "copy-to": ("CopyTo", "抄送机关"),
    "imprint": ("Imprint", "印发机关和印发日期"),
    "part-label": ("PartLabel", "附件标识"),
    "part-title": ("PartTitle", "附件标题"),
    "contents-heading": ("ContentsHeading", "附件目录"),
    "contents-line": ("ContentsLine", "附件目录条目"),
    "caption": ("Caption", "caption"),
    "chapter": ("Chapter", "章标题"),
    "section": ("Section", "节标题"),
    "heading-1": ("Heading1", "heading 1"),
    "heading-2": ("Heading2", "heading 2"),
    "heading-3": ("Heading3", "heading 3"),
    "heading-4": ("Heading4", "heading 4"),
    "heading-5": ("Heading5", "heading 5"),
}

# What clerks call a style that Word calls otherwise (Salutation 称呼, Signature 签名): shown beside its own name.
ALIASES = {
    "title": "文稿标题",
    "salutation": "称谓",
    "body": "公文正文",
    "signature": "落款",
    "date": "成文日期",
}

# What the styles gallery offers, in the order of a speech; the other styles stay in the pane.
GALLERY = (
    "title", "subtitle", "speaker", "dateline", "salutation", "body", "heading-1", "heading-2", "heading-3",
    "heading-4", "heading-5", "quotation", "attachment", "signature", "date", "part-label", "part-title",
)  # fmt: skip

# Role of the look -> level of the headings that have it.
HEADING_LEVELS = {"chapter": 1, "section": 2, **{f"heading-{level}": level for level in range(1, 6)}}
