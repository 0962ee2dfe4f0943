"""Which part of a saved web page is the text itself; the rest is navigation, and named as left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Node = Any  # lxml.html.HtmlElement
SILENT = frozenset(["script", "style", "template", "noscript", "head", "meta", "link", "title", "svg", "iframe"])
BOXES = ("div", "section", "td", "tr", "tbody", "table", "center", "article", "main")
HAN = re.compile("[\u3400-\u9fff]")
SHARE = 0.7  # of a block's running text that one child must hold for the search to go down into it
PAGE_TAGS = ("nav", "footer", "aside", "form", "button", "select")
PAGE_NAMES = re.compile(
    "nav|foot|copy|side|menu|crumb|share|relat|search|banner|login|tool|comment|recommend|qrcode|link", re.I
)
PAGE_SAYS = re.compile(
    "版权所有|ICP备|公网安备|网站标识码|©|主办单位|承办单位|技术支持|联系我们|网站地图|欢迎您|欢迎访问|登录|注册|搜索|今天是|星期|天气|"
    "上一篇|下一篇|扫一扫|客户端|当前位置|首页"
)
RECORD = re.compile("(?:索引号|发布机构|发文机关|发文日期|成文日期|发布(?:时间|日期)|浏览次数|信息来源|来源|文号)[：:]")
LEAST_LABELS, LONGEST_RECORD = 2, 300  # of a record's labels; characters among which they are looked for
LONGEST_TITLE = 80  # characters
LINKED = 0.3  # of a block's Han characters; with more of them in links it is a list of pages
SENTENCE = re.compile("[。！？；]")
SIGNED = re.compile(r"[^：:]{0,60}(?:\d{4}|[〇零一二三四五六七八九]{4})年[^：:]{1,5}月[^：:]{1,4}日")
ANNEX = re.compile(r"附件?\d{0,2}[：:].{2,}")
TITLE = re.compile(
    r"^[^>＞»›\\]{4,}(?:讲话|致辞|发言|报告|通知|通报|通告|公告|决定|决议|意见|办法|规定|条例|细则|方案|规划|计划|要点|函|批复|请示|纪要|"
    "总结|倡议书|公开信)(?:[（(].{1,20}[）)])?"
)
DATA_CELLS = 2  # cells in a row from which a table may hold data
LEAST = 30  # Han characters, without which a named block is no article


def weigh_all(body: Node) -> dict[Node, int]:
    """The Han characters that are no links, of every node; in one pass from the inmost, since pages nest deeply."""
    whole: dict[Node, int] = {}
    linked: dict[Node, int] = {}
    for node in reversed(list(body.iter())):
        silent = not isinstance(node.tag, str)
        inside = [(child, len(HAN.findall(child.tail or ""))) for child in node]
        whole[node] = (
            0 if silent else len(HAN.findall(node.text or "")) + sum(whole[child] + tail for child, tail in inside)
        )
        linked[node] = whole[node] if node.tag == "a" else sum(linked[child] for child, _ in inside)
    return {node: count - linked[node] for node, count in whole.items()}


def _text(node: Node) -> str:
    return "".join(node.itertext())


def _holds_text(node: Node) -> bool:
    return any(map(str.strip, node.itertext()))


def find_article(body: Node) -> Node:
    """The smallest block that holds nearly all of the page's running text; the body when nothing surrounds it."""
    weights = weigh_all(body)
    for node in body.iter("article", "main"):
        if weights[node] >= max(LEAST, SHARE * weights[body]):
            return node
    found = body
    while True:
        whole = weights[found] - sum(weights[child] for child in found if _says_page(child))
        child = max(found.iterchildren(*BOXES), key=weights.__getitem__, default=None)
        if child is None or weights[child] < max(LEAST, SHARE * whole):
            return found
        if child.tag in ("tr", "tbody") and len(found) > 1:
            return found
        if child.tag == "table" and _is_data(child):
            return found
        found = child


def _says_page(node: Node) -> bool:
    """Whether a node beside a text is of the page: named so, its headline, or a record of where and when."""
    if not isinstance(node.tag, str):
        return False
    if _is_of_page(node) or node.tag == "h1":
        return True
    opening, pieces = "", node.itertext()
    while len(opening) < LONGEST_RECORD and (piece := next(pieces, None)) is not None:
        opening += piece
    return len(RECORD.findall(opening[:LONGEST_RECORD])) >= LEAST_LABELS


def _is_data(table: Node) -> bool:
    """Whether a table holds data and not the page's layout."""
    rows = [len([cell for cell in row if cell.tag in ("td", "th")]) for row in table.iter("tr")]
    return len(rows) > 1 and max(rows, default=0) > 1 and not is_layout(table)


def is_layout(table: Node) -> bool:
    """Whether a table is the page's layout: a cell of it holds another table, or no row has two cells."""
    rows = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    widest = max((sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows), default=0)
    return widest < DATA_CELLS or table.find(".//table") is not None


def _is_plain_data(node: Node) -> bool:
    """Whether a node is a table of data without links: an annex, not the layout of a page."""
    return node.tag == "table" and node.find(".//a") is None and _is_data(node)


def list_parts(body: Node, article: Node, titled: bool) -> tuple[list[Node], list[Node]]:
    """The nodes that make the text, in the page's order, and those beside it that are the page's own.

    A page may give title, issuer and annexes blocks of their own beside the article, or part its text; `titled`: the
    title was found elsewhere.
    """
    beside = [piece for node in _list_surroundings(body, article) for piece in _pieces(node)]
    place = {node: at for at, node in enumerate(body.iter())}
    nodes = sorted([*beside, article], key=lambda node: place[node])
    middle = nodes.index(article)
    sure = {at for at, node in enumerate(nodes) if at == middle or _is_part(node, at < middle, titled)}
    # What stands between parts of the text is of it too: a speaker below the title.
    kept = sure | {at for at in range(min(sure), max(sure)) if _may_be_part(nodes[at])}
    return [nodes[at] for at in sorted(kept)], [node for at, node in enumerate(nodes) if at not in kept]


def _pieces(node: Node) -> Iterator[Node]:
    """A node beside the article, or what it holds when it is only a box round other boxes."""
    inner = [child for child in node if isinstance(child.tag, str) and child.tag in BOXES]
    bare = not "".join([node.text or "", *(child.tail or "" for child in node)]).strip()
    if _is_of_page(node) or not inner or not bare or _is_plain_data(node):
        yield node
        return
    for child in node:
        if isinstance(child.tag, str) and child.tag not in SILENT and _holds_text(child):
            yield from _pieces(child)


def _is_of_page(node: Node) -> bool:
    names = " ".join(node.get(name) or "" for name in ("class", "id", "role"))
    return node.tag in PAGE_TAGS or bool(PAGE_NAMES.search(names))


def _may_be_part(node: Node) -> bool:
    """Whether a node beside the article has nothing of a page's own."""
    text = _text(node)
    han = len(HAN.findall(text))
    linked = sum(len(HAN.findall(_text(link))) for link in node.iter("a"))
    return not _is_of_page(node) and not PAGE_SAYS.search(text) and han > 0 and linked <= LINKED * han


def _is_part(node: Node, above: bool, titled: bool) -> bool:
    """Whether a node beside the article is of the text: sentences, a signature, an annex, a title above."""
    text = "".join(_text(node).split())
    if not _may_be_part(node):
        return False
    if above and not titled and len(text) <= LONGEST_TITLE and TITLE.fullmatch(text):
        return True
    if not above and any(_is_plain_data(table) for table in node.iter("table")):
        return True
    return bool(SENTENCE.search(text) or ANNEX.search(text) or (not above and SIGNED.fullmatch(text)))


def _list_surroundings(body: Node, article: Node) -> Iterator[Node]:
    """The nodes beside the article, from the body down to it, that hold text; in the page's order."""
    path = {article, *article.iterancestors()}  # held: lxml makes its elements anew when nobody holds them
    level = body
    while level is not article:
        below = None
        for child in level:
            if child in path:
                below = child
            elif isinstance(child.tag, str) and child.tag not in SILENT and _holds_text(child):
                yield child
        if below is None:
            return
        level = below


def find_headline(body: Node, article: Node) -> Node | None:
    """The page's h1 that stands above the article, outside of it."""
    if article.find(".//h1") is not None:
        return None
    found = [node for node in body.iter("h1") if article not in node.iterancestors() and _holds_text(node)]
    return found[-1] if found else None
