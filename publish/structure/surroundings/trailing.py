"""Below a text: a page's buttons, editors, links to other pages, from the end upwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model import Table
from publish.structure.items import Item
from publish.structure.lines.patterns import SENTENCE_MARK, is_date
from publish.structure.surroundings.evidence import are_buttons_likely, find_announced, is_of_web, is_source_line
from publish.structure.surroundings.webpage import (
    BOOK,
    BREADCRUMB,
    CREDITED,
    EDITOR_LINE,
    LINK_LEAST,
    RECORD_LABEL,
    RELATED,
    SOURCE_LINE,
    SOURCE_RULE,
    WEAK_EDITOR_LINE,
    WEAK_RELATED,
    furniture_rule,
    has_page_values,
    is_bare_button,
)

TRAILING = 20  # items from the end among which buttons and recommendations are looked for
WEAK_LEAST = 2  # lines of which one alone is the text's own


def _leave_out_related(items: Sequence[Item]) -> None:
    """相关新闻 and the list of other pages' titles below it, when nothing but such titles follows."""
    for index, item in enumerate(items):
        links = items[index:]
        related = RELATED.fullmatch(item.text) or (WEAK_RELATED.fullmatch(item.text) and is_of_web(item, items))
        below = links[1:]
        listed = below and (all(link.marker for link in below) or all(BOOK.fullmatch(link.text) for link in below))
        sure = bool(RELATED.fullmatch(item.text))
        if related and not listed and not any(_is_no_link(link, sure) for link in below):
            for link in links:
                link.leave_out("page-furniture", "网页的相关链接，未排入正文")
            return


def leave_out_trailing(items: Sequence[Item], of_web: bool, newsletter: bool) -> None:
    """Furniture below the text; `of_web`: some stood above it. A newsletter names its own editors at its end."""
    window = [item for item in items if item.text or isinstance(item.block, Table)][-TRAILING:]
    _leave_out_related([item for item in window if item.is_text])
    last = [item for item in window if not item.left_out]
    rules: list[tuple[Item, tuple[str, str]]] = []
    while last and last[-1].is_text and (rule := _find_rule(last[-1], window, of_web, newsletter)):
        rules.append((last.pop(), rule))
    found = [item for item, _ in reversed(rules)]
    kept = find_announced([*last[-1:], *found])
    if not of_web and last and found and RECORD_LABEL.match(last[-1].text) and SOURCE_LINE.fullmatch(found[0].text):
        kept.add(id(found[0]))  # of a list of documents
    if not of_web and not any(item.left_out or not BREADCRUMB.fullmatch(item.text) for item in found):
        kept |= set(map(id, found))  # where to click; a page says where it stands above its text
    weak = [item for item in found if WEAK_EDITOR_LINE.fullmatch(item.text)]
    if not of_web and not are_buttons_likely(found):
        kept |= {id(item) for item in found if is_bare_button(item.text)}
    if not of_web and len(weak) == len(found) < WEAK_LEAST:
        kept |= {id(item) for item in weak}
    for item, rule in rules:
        if id(item) not in kept:
            item.leave_out(*rule)


def _find_rule(item: Item, window: Sequence[Item], of_web: bool, newsletter: bool) -> tuple[str, str] | None:
    """The rule by which a line at the end is a page's."""
    named = EDITOR_LINE.fullmatch(item.text) or (of_web and CREDITED.fullmatch(item.text))
    edited = named and has_page_values(item.text)
    if newsletter and not of_web and edited:
        return None
    return furniture_rule(item.text) or (SOURCE_RULE if edited or is_source_line(item, window) else None)


def _is_no_link(item: Item, sure: bool) -> bool:
    """Whether a line cannot be the title of another page: a sentence, an errand, the name of a book or a school,
    the date below a 署名; `sure`: the line above says what it is, and titles of pages call out at their end."""
    text = re.sub("[！!？?]", "", item.text) if sure else item.text
    return (
        bool(SENTENCE_MARK.search(text))
        or text.startswith("请")
        or is_date(text)
        or (len(text) < LINK_LEAST and text == item.text)
    )
