"""What machines and web pages added to a text: left out of the output, each piece reported with its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publish.model import plain_text
from publish.structure.items import Item, pieces_of
from publish.structure.patterns import CONTENTS, DATE_TEXT, SENTENCE_MARK, is_date, is_document_number
from publish.structure.titles import broken, ends_like_title

ELLIPSIS = re.compile(r"(?:\.{2,}|…+|。{3,}|\[\.{3}\])$")
SUMMARY_WINDOW = 4
SUMMARY_LEAST = 20
DOUBLE_LEAST = 200
NUMBER_BEFORE = re.compile(r"^[\u4e00-\u9fff]{1,10}[〔\[]\d{4}[〕\]]\d{1,4}号")
LONGEST = 200
LEADING = 30
CREDIT_WINDOW = 4
PHOTO_CAPTION = 120
TRAILING = 20
# Words of buttons and links; a line made of nothing else is no text.
BUTTONS = (
    "下载地址|点击此处下载|点击下载|点击这里|移动版|手机阅读|网站首页|下载文字版|下载|打印本页|打印|全屏|收藏|分享到|分享|字号|字体大小|字体|加大|还原|减小|放大|缩小|默认|关闭窗口|关闭本页|关闭|返回顶部|"
    "返回首页|返回列表|返回|首页|上一篇|下一篇|微信|微博|新浪|腾讯|朋友圈|QQ空间|QQ好友|复制链接|纠错|我要纠错|大|中|小|特大|听全文|"
    "语音播报|朗读|无障碍|繁體|简体|手机版|附件下载|扫一扫在手机打开当前页|扫一扫|移动客户端|点赞|评论|举报|相关报道|相关链接|相关新闻|"
    "相关阅读|相关稿件|延伸阅读|推荐阅读|更多|查看更多|展开全文|责任编辑|我要分享|订阅|转发|在看|阅读原文|T|A|A+|A-|PDF|WORD"
)
MARKS = r"[\s【】\[\]()（）<>〈〉《》:：|｜/、,，·+\-＋－]*+"
BUTTON_LINE = re.compile(rf"(?:{MARKS}(?>{BUTTONS}))*+{MARKS}")
LABELS = (
    "来源|信息来源|文章来源|稿件来源|新闻来源|文件来源|稿源|原文来源|发布时间|发表时间|更新时间|时间|日期|发布日期|更新日期|公开日期|发文日期|"
    "责任编辑|责编|编辑|校对|审核人|值班编辑|浏览次数|浏览量|访问量|点击数|点击率|点击量|阅读次数|阅读量|阅读|浏览|点击|字号|字体|发布机构|发布单位|"
    "信息类别|信息分类|供稿|供稿单位|来稿单位|信息提供|录入|编辑日期|文章作者|作者"
)
SOURCE_LINE = re.compile(
    rf"(?:[（(\[【]?\s*(?:{LABELS})\s*[：:]\s*\S[^。！？]{{0,100}}[）)\]】]?"
    rf"|(?:{DATE_TEXT}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*(?:{LABELS})\s*[：:]?\s*\S[^。！？]{{0,60}}"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*\S{{0,20}})"
)
TIMESTAMP = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
RECORD_LABELS = (
    "索引号|发文机构|制发机关|制发日期|内容概述|主题分类|发文机关|成文日期|标题|发文字号|发布日期|主题词|公文种类|文号|信息索引号|有效性|生效日期|废止日期|发布机构|公开方式|"
    "公开时限|公开范围|组配分类|体裁分类|文件类型|名称|服务对象|信息名称|效力状态|时效"
)
RECORD_LINE = re.compile(rf"[•·*\-]?[【\[]?(?:{RECORD_LABELS})[】\]]?[：:]?.{{0,80}}")
RECORD_LABEL = re.compile(rf"[•·*\-]?[【\[]?(?:{RECORD_LABELS})[】\]]?[：:]")
RECORD_LEAST = 3
RECORD_VALUE = 30
STEP = "[^。>＞»›→]{1,20}"
BREADCRUMB = re.compile(
    r"(?:当前位置|您(?:现在)?(?:的位置|所在的?位置)|您当前的位置|所在位置|位置)\s*[：:]?.*"
    rf"|(?:网站|政府)?首页\s*[>＞»›→].*|{STEP}(?:[>＞»›→]{STEP}){{2,}}+[>＞»›→]?"
)
DAY = r"[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
WIRE_LINE = re.compile(
    r"[（(【]?(?:(?:新华社|新华网|人民网|中新社|中新网|央视网|中国网|中国政府网|中国新闻网|光明网|本报|本网)"
    rf"[\u4e00-\u9fff]{{0,12}}\s*(?:{DAY})?|[\u4e00-\u9fff]{{2,14}}\s*{DAY})(?:电|讯|消息)[）)】]?"
    r"(?:\s*[（(](?:记者|通讯员)[^）)]{1,40}[）)])?"
)
PHOTOGRAPHER = re.compile(r"[（(]?(?:新华社|中新社|本报)?(?:记者|通讯员)\s*\S{2,12}\s*摄(?:影)?[）)]?")
PHOTO_CREDIT = re.compile(
    r".{0,80}(?:记者|通讯员|摄影)[^。！？，]{0,20}\s*摄(?:影)?[）)]?|[（(]?(?:图片来源|摄影)[：:].{1,30}[）)]?"
)
EDITOR_LINE = re.compile(
    r"[（(\[【]\s*(?:责任编辑|责编|编辑|作者单位|来源|稿件来源)[：:\s].{1,60}[）)\]】]|(?:责任编辑|责编)[：:].{1,60}"
)
COPYRIGHT = re.compile(
    r"(?:版权所有|主办单位|主办[：:]|承办[：:]|Copyright|©|网站标识码|.ICP备|京公网安备|备案号|技术支持[：:]|联系我们|网站地图).*",
    re.I,
)


def leave_out(items: list[Item]) -> list[Item]:
    """Marks every item that is no part of the text itself; an item of several lines may come back as several."""
    items = [line for index, item in enumerate(items) for line in (_lines(item) if index < LEADING else [item])]
    _leave_out_double(items)
    _leave_out_summary([item for item in items if item.is_text])
    texts = [item for item in items if item.is_text]
    start = _leave_out_leading(texts)
    _leave_out_doubled_titles(texts[: min(start, LEADING)])
    _leave_out_trailing(texts[start:])
    return items


def _lines(item: Item) -> list[Item]:
    """The lines of a paragraph as items of their own, when one of them is furniture and the others are not."""
    contents = broken(item.content)
    if len(contents) < 2 or not any(SOURCE_LINE.fullmatch(plain_text(content)) for content in contents):
        return [item]
    return pieces_of(item, contents)


def _leave_out_double(items: Sequence[Item]) -> None:
    """A text that stands in the file twice, word for word."""
    texts = ["".join(item.text.split()) for item in items]
    half, odd = divmod(len(texts), 2)
    if odd or sum(map(len, texts[:half])) < DOUBLE_LEAST or texts[:half] != texts[half:]:
        return
    for item in items[half:]:
        item.leave_out("doubled-text", "全文在文件里一字不差地重复了一遍，这一遍未排入正文")


def _leave_out_summary(items: Sequence[Item]) -> None:
    """A machine summary: one of the first paragraphs repeats what follows it and breaks off with an ellipsis."""
    bare = ["".join(item.text.split()) for item in items[: SUMMARY_WINDOW + 12]]
    for index, item in enumerate(items[:SUMMARY_WINDOW]):
        start = ELLIPSIS.sub("", bare[index])
        if start == bare[index] or len(start) < SUMMARY_LEAST or index + 1 >= len(items):
            continue
        if any("".join(bare[first:]).startswith(start) for first in range(index + 1, min(index + 5, len(bare)))):
            item.leave_out("summary-line", "这一行是截断的内容提要，与下文开头重复，未排入正文")


def _leave_out_leading(items: Sequence[Item]) -> int:
    """Furniture above the body; returns how many items stand above the first paragraph of the body."""
    _leave_out_photographs(items[:CREDIT_WINDOW])
    start = next((index for index, item in enumerate(items) if item.is_text and _is_paragraph(item)), len(items))
    head = items[: min(start, LEADING)]
    records = [
        item for item in head if RECORD_LINE.fullmatch("".join(item.text.split())) and not ends_like_title(item.text)
    ]
    for item in (item for item in head if item.is_text):
        rule = _furniture(item.text)
        if rule:
            item.leave_out(*rule)
        elif WIRE_LINE.fullmatch(item.text):
            item.leave_out("wire-line", "通讯社电头，未排入正文")
        elif TIMESTAMP.fullmatch(item.text) or (SOURCE_LINE.fullmatch(item.text) and not is_date(item.text)):
            item.leave_out("source-line", "网页的来源、时间等信息，未排入正文")
        elif len(records) >= RECORD_LEAST and (item in records or _is_value(item, head)):
            item.leave_out("record-line", "网页的公文登记信息，未排入正文")
    return start


def _leave_out_photographs(head: Sequence[Item]) -> None:
    """A photographer's line among the first and the sentence above it that said what the picture shows."""
    for caption, credit in itertools.pairwise(head):
        if PHOTOGRAPHER.fullmatch(credit.text) and not caption.left_out and len(caption.text) <= PHOTO_CAPTION:
            caption.leave_out("photo-credit", "图片说明，图片不在文中，未排入正文")
            credit.leave_out("photo-credit", "摄影者署名，图片不在文中，未排入正文")


def _is_value(item: Item, head: Sequence[Item]) -> bool:
    """Whether an item stands below a label of the record that has its value on the next line."""
    above = next((upper for upper, lower in itertools.pairwise(head) if lower is item), None)
    bare = above and above.left_out == "record-line" and RECORD_LABEL.fullmatch("".join(above.text.split()))
    return bool(bare) and len(item.text) <= RECORD_VALUE and not ends_like_title(item.text)


def _is_paragraph(item: Item) -> bool:
    text = item.text
    if SOURCE_LINE.fullmatch(text) or BUTTON_LINE.fullmatch(text) or PHOTO_CREDIT.fullmatch(text):
        return False
    return len(text) > 60 or (len(text) > 25 and text[-1] in "。！？；")


def _furniture(text: str) -> tuple[str, str] | None:
    """The rule that finds a line to be page furniture wherever it stands outside the body."""
    if len(text) > LONGEST:
        return None
    if BUTTON_LINE.fullmatch(text):
        return "page-furniture", "网页的按钮、链接文字，未排入正文"
    if BREADCRUMB.fullmatch(text):
        return "page-furniture", "网页的位置导航，未排入正文"
    if PHOTO_CREDIT.fullmatch(text):
        return "photo-credit", "图片说明，图片不在文中，未排入正文"
    if COPYRIGHT.fullmatch(text):
        return "page-furniture", "网页的版权信息，未排入正文"
    return None


def _leave_out_doubled_titles(head: Sequence[Item]) -> None:
    """A web page's own heading, when the text's title stands below it again, whole or as its ending."""
    titles = list(
        itertools.takewhile(_is_title_line, (item for item in head if item.is_text or item.left_out == "wire-line"))
    )
    titles = [item for item in titles if not item.left_out]
    for above, item in itertools.combinations(titles, 2):
        if above.text == item.text and is_document_number(item.text):
            item.leave_out("doubled-number", "发文字号重复，未排入正文")
    for index, item in enumerate(titles):
        bare = "".join(item.text.split())
        for below in range(index + 1, min(index + 4, len(titles))):
            if _repeats(bare, titles, below):
                item.leave_out("doubled-title", "与下面的标题重复，未排入正文")
                break


def _is_title_line(item: Item) -> bool:
    """Whether a line above the body can be a title: no salutation, no number, nothing numbered."""
    if item.left_out:
        return True
    return not (
        item.marker or SENTENCE_MARK.search(item.text) or item.text[-1] in "：:" or CONTENTS.fullmatch(item.text)
    )


def _repeats(title: str, titles: Sequence[Item], below: int) -> bool:
    """Whether one of the next lines, or two run together, are the title or its ending."""
    title = NUMBER_BEFORE.sub("", title).strip("《》")
    line = "".join(titles[below].text.split()).strip("《》")
    two = line + ("".join(titles[below + 1].text.split()) if below + 1 < len(titles) else "")
    if title in (line, two):
        return True
    return len(line) >= 4 and ends_like_title(line) and title.endswith(line)


def _leave_out_trailing(items: Sequence[Item]) -> None:
    """Furniture below the text, from the end upwards to the first line that is none."""
    for item in reversed(items[-TRAILING:]):
        rule = _furniture(item.text)
        if not rule and (
            EDITOR_LINE.fullmatch(item.text) or (SOURCE_LINE.fullmatch(item.text) and not is_date(item.text))
        ):
            rule = "source-line", "网页的来源、编辑等信息，未排入正文"
        if not rule:
            break
        item.leave_out(*rule)
