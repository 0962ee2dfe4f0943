"""Bytes of a text file to characters: strict, so that a wrong guess is an error and never a replacement character."""

from __future__ import annotations

import codecs
import re

from publish.errors import InputError
from publish.model import Place

# UTF-32 before UTF-16: its little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FOREIGN_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word 文件（.doc），不是纯文本", "请用 Word 或 WPS 打开，另存为 .docx 再试"),
    (
        b"PK\x03\x04",
        "这是压缩格式的文件（可能是 Word 的 .docx），不是纯文本",
        "如果是 Word 文件，请把扩展名改回 .docx 再试",
    ),
    (b"%PDF", "这是 PDF 文件，不是纯文本", "请给出 .txt、.md 或 .docx 文件"),
    (b"{\\rtf", "这是 RTF 文件，不是纯文本", "请用 Word 或 WPS 打开，另存为 .docx 再试"),
)
COPY = "请把要排的文字复制到 Word 或记事本里，存成 .docx 或 .txt 再试"
# What a packed file holds, by a name inside it.
PACKED = (
    (b"xl/workbook", "这是电子表格（Excel、WPS 表格），不是文稿", COPY),
    (b"ppt/presentation", "这是演示文稿（PowerPoint、WPS 演示），不是文稿", COPY),
    (b"OFD.xml", "这是 OFD 版式文件，里面的文字读不了", "请在 OFD 阅读器里复制文字，存成 .docx 或 .txt 再试"),
    (b"application/epub", "这是电子书（EPUB），不是文稿", COPY),
    (b"Index/Document.iwa", "这是 Pages 文稿，读不了", "请在 Pages 里导出为 Word（.docx）再试"),
)
PACKED_DOCUMENTS = (b".docx", b".doc", b".wps", b".txt", b".md", b".pdf", b".rtf", b".odt", b".html", b".htm", b".eml")
# What files are by their endings, when their bytes are no text.
VIEWER = "请用它的阅读器打开，把文字复制到 Word 或记事本里，存成 .docx 或 .txt 再试；有 Word 原稿的，用原稿"
BY_ENDING = {
    **dict.fromkeys((".et", ".ett", ".xls", ".xlsx"), ("这是电子表格（Excel、WPS 表格），不是文稿", COPY)),
    **dict.fromkeys((".dps", ".dpt", ".ppt", ".pptx"), ("这是演示文稿（PowerPoint、WPS 演示），不是文稿", COPY)),
    **dict.fromkeys((".caj", ".nh", ".kdh"), ("这是知网的 CAJ 文件，里面的文字读不了", VIEWER)),
    **dict.fromkeys((".ceb", ".cebx", ".sep", ".gd", ".gw"), ("这是版式文件，里面的文字读不了", VIEWER)),
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
WEB_PAGE = "这是网页的源码（HTML），不是纯文本", "请在浏览器里打开，复制正文存成 .txt，或另存为 .docx 再试"
WEB_SOURCE = re.compile(r"\A[\ufeff\s]*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:!doctype\s+html|html)\b", re.I)
# Characters that Chinese text in GB 18030 is made of: beyond these, bytes in another encoding are being misread.
USUAL_RANGES = (
    ("\t", "~"),
    ("\u00a0", "\u00ff"),
    ("\u0370", "\u04ff"),
    ("\u2000", "\u27bf"),
    ("\u3000", "\u303f"),
    ("\uff00", "\uffef"),
)
CHINESE = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312")  # all read as GB 18030, which holds them
OF_PYTHON = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")  # no encodings of texts
CONTROL = re.compile(r"[^\t\n\r\f\v -\U0010ffff]")
CONTROLS_SHARE = 0.02
RARE_SHARE = 0.08
STRANGE_SHARE = 0.02  # of text in a wide encoding: rare characters of names
FEW_RARE = 2  # characters: a name (朱镕基) in a note of three lines is no other encoding


def decode(data: bytes, file: str) -> str:
    """The characters of `data`: UTF-16 or UTF-32 by its mark or its zeros, else UTF-8, else GB 18030; all strict.

    Raises InputError for an empty file, another format, the source of a web page, binary data, or bytes no Chinese
    encoding explains.
    """
    _refuse_foreign(data, file)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _refuse_unreadable(_strict(data, encoding, file), file)
    text = _read_wide(data) or _guess(data, file)
    if len(CONTROL.findall(text)) > max(8, CONTROLS_SHARE * len(text)):
        raise InputError("这是二进制文件，不是纯文本", "请给出 .txt、.md 或 .docx 文件", Place(file, 1))
    return _refuse_unreadable(text, file)


def decode_unmarked(data: bytes, file: str) -> str:
    """The characters of bytes that say nothing of their encoding: UTF-8, else GB 18030. Raises InputError."""
    return _guess(data, file)


def decode_named(data: bytes, name: str, errors: str = "strict") -> str | None:
    """The characters of bytes in the encoding that a page or mail names; None when there is no such encoding (what
    they say of themselves is often wrong, or no name at all) or, strictly read, the bytes are not in it."""
    name = name.strip().lower()
    try:
        if not name or codecs.lookup(name).name.replace("-", "_") in OF_PYTHON:
            return None
        return data.decode("gb18030" if name in CHINESE else name, errors)
    except (LookupError, ValueError):
        return None


def _refuse_foreign(data: bytes, file: str) -> None:
    if data.startswith(PICTURES) and b"\0" in data[:64]:
        message = "这是图片，里面的文字读不了（本程序不做文字识别）"
        raise InputError(message, "请用文字识别软件转成文字，核对后存成 .docx 或 .txt 再试", Place(file, 1))
    if data.startswith(b"PK\x03\x04"):
        for inside, message, hint in PACKED:
            if inside in data:
                raise InputError(message, hint, Place(file, 1))
        if _first_packed(data).endswith(PACKED_DOCUMENTS):
            raise InputError("这是压缩包，不是文稿", "请先解压，再给出里面的文件", Place(file, 1))
    ending = file[file.rfind(".") :].lower()
    if ending in BY_ENDING and (b"\0" in data[:4096] or data.startswith(FOREIGN_FORMATS[0][0])):
        raise InputError(*BY_ENDING[ending], Place(file, 1))
    for magic, message, hint in FOREIGN_FORMATS:
        if data.startswith(magic):
            raise InputError(message, hint, Place(file, 1))


def _first_packed(data: bytes) -> bytes:
    """The name of the first file in a ZIP archive (APPNOTE 4.3.7: its length at byte 26, the name at byte 30)."""
    return data[30 : 30 + int.from_bytes(data[26:28], "little")].lower()


def _refuse_unreadable(text: str, file: str) -> str:
    if not text.strip("\ufeff \t\r\n\f\v\u3000\u00a0\0"):
        raise InputError("文件是空的，没有文字", "请检查是否给错了文件", Place(file, 1))
    if WEB_SOURCE.match(text):
        raise InputError(*WEB_PAGE, Place(file, 1))
    return text


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise InputError(
            f"文件开头标明是 {encoding.upper()} 编码，内容却不是", "请另存为 UTF-8 编码再试", Place(file, 1)
        ) from error


def _read_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without its mark: the zero bytes in its line ends and figures give it away, and what is read so
    is Chinese text through and through."""
    if b"\0" not in data:
        return None
    for encoding in WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(char < "\t" or not _is_usual(char) for char in text)
        if text and strange <= STRANGE_SHARE * len(text) and any("\u4e00" <= char <= "\u9fff" for char in text):
            return text
    return None


def _guess(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as utf8:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as gb18030:
            raise _unknown(data, max(utf8, gb18030, key=lambda error: error.start), file) from gb18030
        if _rare_share(text) > RARE_SHARE:
            raise _unknown(data, utf8, file) from utf8
        return text


def _unknown(data: bytes, error: UnicodeDecodeError, file: str) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    return InputError(
        "文字编码认不出来（不是 UTF-8、UTF-16 或 GB18030）", "请用记事本打开，另存为 UTF-8 编码再试", Place(file, line)
    )


def _rare_share(text: str) -> float:
    """Share of the non-ASCII characters that GB 2312 lacks: high when bytes of another encoding were misread."""
    seen = [char for char in text if char > "~"]
    if not seen:
        return 0.0
    rare = sum(1 for char in seen if not _is_usual(char))
    return rare / len(seen) if rare > FEW_RARE else 0.0


def _is_usual(char: str) -> bool:
    if any(low <= char <= high for low, high in USUAL_RANGES):
        return True
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
