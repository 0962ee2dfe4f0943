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
LEAST = 30  # Han characters, without which a named block is no article


def weigh(node: Node) -> int:
    """The Han characters of a node that are no links."""
    linked = sum(len(HAN.findall(_text(link))) for link in node.iter("a"))
    return max(0, len(HAN.findall(_text(node))) - linked)


def _text(node: Node) -> str:
    return "".join(text for text in node.itertext())


def find_article(body: Node) -> Node:
    """The smallest block that holds nearly all of the page's running text; the body when nothing surrounds it."""
    for node in body.iter("article", "main"):
        if weigh(node) >= LEAST and weigh(node) >= SHARE * weigh(body):
            return node
    found = body
    while True:
        whole = weigh(found)
        child = max(found.iterchildren(*BOXES), key=weigh, default=None)
        if child is None or weigh(child) < max(LEAST, SHARE * whole):
            return found
        if child.tag in ("tr", "tbody") and len(found) > 1:
            return found
        if child.tag == "table" and _is_data(child):
            return found
        found = child


def _is_data(table: Node) -> bool:
    """Whether a table holds data and not the page's layout."""
    rows = [len([cell for cell in row if cell.tag in ("td", "th")]) for row in table.iter("tr")]
    return len(rows) > 1 and max(rows, default=0) > 1 and table.find(".//p/..//table") is None


def list_surroundings(body: Node, article: Node) -> Iterator[Node]:
    """The nodes beside the article, from the body down to it, that hold text; in the page's order."""
    path = {article, *article.iterancestors()}  # held: lxml makes its elements anew when nobody holds them
    level = body
    while level is not article:
        below = None
        for child in level:
            if child in path:
                below = child
            elif isinstance(child.tag, str) and child.tag not in SILENT and _text(child).strip():
                yield child
        if below is None:
            return
        level = below


def find_headline(body: Node, article: Node) -> Node | None:
    """The page's h1 that stands above the article, outside of it."""
    if article.find(".//h1") is not None:
        return None
    found = [node for node in body.iter("h1") if article not in node.iterancestors() and _text(node).strip()]
    return found[-1] if found else None
