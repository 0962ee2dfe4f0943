"""Web pages: saved ones (.html, .htm, .mht) and what the clipboard holds of Word, WPS and browsers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

from lxml import etree, html

from publish.errors import InputError
from publish.inputs import read_input
from publish.model import FindingKind, Place, Source
from publish.readers.html.article import Node, find_article, find_headline, list_parts
from publish.readers.html.blocks import BlockReader
from publish.readers.html.notes import find_notes
from publish.readers.html.pictures import Pictures, collect_parts
from publish.readers.mail.message import parse_message
from publish.readers.text.encoding import BYTE_ORDER_MARKS, decode_named, decode_unmarked

MOST_BYTES = 32 << 20
MOST_ELEMENTS = 300_000
DEEPEST = 1_500  # libxml2 goes down 2,048
MOST_TABLES = 200  # in each other: looking for the text in them takes the square
# Careless programs close the page before its end; the parser drops what stands behind.
CLOSING = re.compile(r"</(?:body|html)\s{0,9}>", re.I)
# What browsers and Windows put round the part of a page that was copied (CF_HTML).
CLIPBOARD = "<!--StartFragment-->", "<!--EndFragment-->"
# Elements that stand in each other; p, li, tr and td end where the next begins.
NESTING = re.compile(r"<(/?)(div|span|table|ul|ol|font|b|i|em|strong|section|blockquote|a|center)\b", re.I)
CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I)
DECLARED_WITHIN = 4_096  # bytes; browsers look at 1,024


def read(path: Path) -> Source:
    """A saved page as blocks: its article; the navigation round it is named as left out. Nothing is fetched.

    Raises InputError for a page too large, without text, or in no known encoding.
    """
    data = read_input(path, MOST_BYTES)
    if path.suffix.lower() in (".mht", ".mhtml"):
        page, charset, pictures = _open_archive(data, path.name)
        return parse(_decode_page(page, path.name, charset), path.name, pictures=pictures)
    pictures = Pictures(folder=path.parent)
    text = _decode_page(data, path.name)
    copied = text.partition(CLIPBOARD[0])[2].rpartition(CLIPBOARD[1])[0]
    return parse((copied.strip() and copied) or text, path.name, bool(copied.strip()), pictures)


def parse(text: str, name: str, whole: bool = False, pictures: Pictures | None = None) -> Source:
    """The same for characters already in memory; `whole`: all of it is the text, as in a clipboard. `pictures`: where
    they are found."""
    if text.count("<") > MOST_ELEMENTS or _is_deep(text):
        raise InputError("网页太复杂，读不了", "请在浏览器里只复制正文，存成 .txt 再试", Place(name, 1))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(CLOSING.sub("", text.replace("\0", "")), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("网页里没有文字", "请检查是否给错了文件", Place(name, 1)) from error
    body = root.find("body")
    body = root if body is None else body
    article = body if whole else find_article(body)
    headline = None if whole else find_headline(body, article)
    parts, left = ([article], []) if whole else list_parts(body, article, titled=headline is not None)
    if headline is not None and not any(part in (headline, *headline.iterancestors()) for part in parts):
        parts.insert(0, headline)
    read = set(parts)
    notes = {call: note for call, note in find_notes(body).items() if read & {call, *call.iterancestors()}}
    reader = BlockReader(name, pictures=pictures or Pictures(), notes=notes)
    for part in parts:
        reader.read(part)
    _report(reader, (node for node in left if node is not headline), headline)
    _report_pictures(reader, body, read)
    if not reader.blocks:
        raise InputError("网页里没有文字", "请检查是否给错了文件", Place(name, 1))
    return Source(name, tuple(reader.blocks), findings=tuple(reader.findings), pictures=reader.pictures.found)


def _report(reader: BlockReader, left: Iterable[Node], headline: Node | None) -> None:
    """Names what was left out beside the text; the title in it was read."""
    holders = {holder for holder, _ in reader.notes.values()}
    for node in left:
        shown = "".join("".join(node.itertext()).split())
        for holder in (each for each in node.iter() if each in holders):  # notes that were read
            shown = shown.replace("".join("".join(holder.itertext()).split()), "", 1)
        if headline is not None and headline in node.iter():
            title = "".join("".join(headline.itertext()).split())
            shown = shown.replace(title, "", 1)
        if shown:
            reader.report(FindingKind.LEFT_OUT, "navigation", "网页正文以外的导航、页脚等，没有排出", node, shown)


def _report_pictures(reader: BlockReader, body: Node, read: set[Node]) -> None:
    """How many pictures stand beside the text: most are ornaments, but one may be of it."""
    count = sum(1 for image in body.iter("img") if not read & {image, *image.iterancestors()})
    if count:
        message = f"网页正文以外的 {count} 张图片没有排出"
        reader.report(FindingKind.LEFT_OUT, "pictures", message, body)


def _is_deep(text: str) -> bool:
    """Whether elements may stand inside each other deeper than the parser goes, which drops what is deeper."""
    depth = tables = 0
    for match in NESTING.finditer(text):
        step = -1 if match[1] else 1
        depth = max(0, depth + step)
        tables = max(0, tables + step) if match[2].lower() == "table" else tables
        if depth > DEEPEST or tables > MOST_TABLES:
            return True
    return False


def _open_archive(data: bytes, name: str) -> tuple[bytes, str, Pictures]:
    """The page of a .mht, its encoding and pictures (RFC 2557). Raises InputError when it holds none."""
    message = parse_message(data, name)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, str(part.get_content_charset() or ""), Pictures(collect_parts(message))
    raise InputError("这个 .mht 文件里没有网页", "请在浏览器里另存为 .html 再试", Place(name, 1))


def _decode_page(data: bytes, file: str, charset: str = "") -> str:
    """The characters of a page; `charset`: what its mail or server said. Raises InputError when nothing fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = CHARSET.search(data[:DECLARED_WITHIN])
    text = decode_named(data, charset or (said[1].decode("ascii") if said else ""))
    return decode_unmarked(data, file) if text is None else text
