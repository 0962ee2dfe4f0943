"""Why a file is refused: one plain sentence and one remedy each."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """What is wrong, in the clerk's words, and what to do next."""

    message: str
    hint: str


SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”，再排一次"
ASK_AGAIN = "请向来文的人再要一份，或者用 Word 打开并修复后另存"

EMPTY = Refusal("文件是空的，一个字节也没有", ASK_AGAIN)
UNREADABLE = Refusal("文件打不开", "请检查文件名、存放位置和读取权限")
FOLDER = Refusal("这是一个文件夹，不是 Word 文件", "请指明文件夹里的文件")
LEGACY = Refusal("这是旧版 Word（.doc）或 WPS（.wps）格式的文件，读不了", SAVE_AS_DOCX)
ENCRYPTED = Refusal("文件设了打开密码，读不了", "请用 Word 打开，在“文件—信息—保护文档”里取消密码，保存后再排一次")
LOCKED_ARCHIVE = Refusal("文件是加密的压缩包，读不了", "请先用密码解压，再把里面的文件交来排版")
RTF = Refusal("这是 RTF 格式的文件，只是名字像 Word 文件", SAVE_AS_DOCX)
PDF = Refusal("这是 PDF 文件，只是名字像 Word 文件", "请交来排版前的 Word 或文本文件")
WEB_PAGE = Refusal("这是存成网页格式的文件，只是名字像 Word 文件", SAVE_AS_DOCX)
NOT_WORD = Refusal("文件内容不是 Word 格式", "如果是纯文本，请把扩展名改为 .txt；否则请核对文件")
DAMAGED = Refusal("文件残缺，压缩包的目录读不出来，可能没有下载完整", ASK_AGAIN)
DAMAGED_PART = Refusal("文件已损坏，里面的“{part}”读不出来", ASK_AGAIN)
TWICE = Refusal("文件已损坏，里面的“{part}”出现了两次，不知道该信哪一份", ASK_AGAIN)
NO_TYPES = Refusal("文件残缺，里面没有内容类型表（[Content_Types].xml）", ASK_AGAIN)
NO_MAIN = Refusal("文件残缺，里面没有正文", ASK_AGAIN)
WRONG_MAIN = Refusal("文件已损坏，正文部分不是 Word 的正文", ASK_AGAIN)
TEMPLATE = Refusal("这是 Word 模板（.dotx 或 .dotm），不是文稿", "请用它新建一篇文稿，另存为 .docx 后再排")
WORKBOOK = Refusal("这是 Excel 表格文件，不是 Word 文稿", "请把内容复制到 Word 文稿里")
SLIDES = Refusal("这是 PowerPoint 演示文件，不是 Word 文稿", "请把文字复制到 Word 文稿里")
OPEN_DOCUMENT = Refusal("这是 OpenDocument（.odt）文件，不是 Word 文稿", SAVE_AS_DOCX)
OTHER_PACKAGE = Refusal("这是压缩包，里面不是 Word 文稿", "请解压后交来里面的文稿")
TOO_LARGE = Refusal("文件太大，超过 256 MB", "请压缩或删去大图片后另存")
TOO_MANY = Refusal("文件里有 {count} 个部件，正常文稿不过几十个，可能是恶意文件，没有打开", "请核对文件来源")
BOMB = Refusal("文件解压后有 {size} MB，远超正常文稿，可能是压缩炸弹，没有打开", "请核对文件来源")
PACKED = Refusal("文件里的“{part}”压缩了 {ratio} 倍，可能是压缩炸弹，没有打开", "请核对文件来源")
DOCTYPE = Refusal("文件里的“{part}”带有 DOCTYPE 声明，正常文稿没有，可能是恶意文件，没有打开", "请核对文件来源")
TOO_COMPLEX = Refusal("文件里的“{part}”有 {count} 个标记，超出了处理范围", "请把文稿分成几个文件")
COMPRESSION = Refusal("文件里的“{part}”用了 Word 不用的压缩方法", ASK_AGAIN)
NO_TEXT = Refusal("文稿里没有可排的文字", "请检查文字是否都是图片、页眉页脚，或者已被修订删除")
