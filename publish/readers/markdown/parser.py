"""The Markdown we read: CommonMark with tables, footnotes and ~~struck~~ words, made fit for Chinese.

Emphasis opens and closes next to Chinese marks (`**要点。**后文`), HTML is literal except comments and <br>, and lines
indented by four spaces are text, as Chinese paragraphs are typed, not code.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 60  # levels of lists and quotations; a list is two; what lies deeper is read as plain lines
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
OPEN, CLOSE = "<!--", "-->"
# H~2~O, PM~2.5~, m^3^, 10^-3^: a sign of one formula, so that no range (3~5, 8~10) is taken for one.
SCRIPT = re.compile(r"~([0-9A-Za-z.+-]{1,4})~(?!~)|\^([0-9A-Za-z.+-]{1,4})\^")
FORMULA = re.compile(r"[A-Za-z0-9)\]}μ]")


def parse(text: str) -> tuple[list[Token], dict[str, object]]:
    """The tokens of a text and the parser's notes (footnotes). May raise RecursionError for absurd nesting."""
    parser = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": MAX_NESTING, "inline_definitions": True, "store_labels": True}
    )
    parser.enable(["table", "strikethrough"])
    parser.disable(["code", "html_block", "html_inline", "normalize", "text_join"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    containers = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("table", "comment", read_comment_block, {"alt": containers})
    parser.block.ruler.before("table", "indent", end_at_indent, {"alt": ["paragraph"]})
    parser.inline.ruler.before("strikethrough", "script", read_script)
    parser.inline.ruler.before("autolink", "comment", read_comment)
    parser.inline.ruler.before("autolink", "br", read_break)
    parser.inline.ruler.at("emphasis", read_emphasis)
    # Addresses are never followed or printed as links: keep them as they stand, and let no scheme turn into text.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    environment: dict[str, object] = {}
    return parser.parse(text, environment), environment


def is_wide(char: str) -> bool:
    """Whether a character belongs to Chinese text: Han, full-width forms, and the marks both scripts share."""
    width = unicodedata.east_asian_width(char)
    return width in "WF" or (width == "A" and not char.isalpha())


def end_at_indent(state: StateBlock, line: int, _end_line: int, silent: bool) -> bool:
    """Block rule: a line that begins with an ideographic space begins a paragraph, as Chinese text is typed."""
    return silent and state.src.startswith("\u3000", state.bMarks[line] + state.tShift[line])


def read_comment_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: an HTML comment that begins a line, over any number of lines."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    end = _comment_end(state.src, start)
    if not 0 <= end <= state.eMarks[end_line - 1]:
        return False
    line = next(each for each in range(start_line, end_line) if end <= state.eMarks[each])
    rest = state.src[end : state.eMarks[line]]
    if rest.strip() and line == start_line:
        return False  # text follows on the same line: an inline comment
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.content = state.src[start:end]
    token.map = [start_line, line + 1]
    if rest.strip():
        state.bMarks[line], state.tShift[line] = end, len(rest) - len(rest.lstrip())
        state.sCount[line] = state.blkIndent
        state.line = line
    else:
        state.line = line + 1
    return True


def read_comment(state: StateInline, silent: bool) -> bool:
    """Inline rule: an HTML comment among words."""
    end = _comment_end(state.src, state.pos)
    if end < 0:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _comment_end(text: str, start: int) -> int:
    """Behind the comment that opens at `start`; -1 when none does, or it is never closed."""
    if not text.startswith(OPEN, start) or start + len(OPEN) > _last_close(text):
        return -1
    return text.find(CLOSE, start + len(OPEN)) + len(CLOSE)


@lru_cache(maxsize=4)
def _last_close(text: str) -> int:
    # Asked for at every "<!--": a thousand of them without an end would each search the whole text.
    return text.rfind(CLOSE)


def read_script(state: StateInline, silent: bool) -> bool:
    """Inline rule: ~…~ and ^…^ behind a letter or figure lower and raise a sign."""
    match = SCRIPT.match(state.src, state.pos)
    before = state.src[state.pos - 1 : state.pos]
    if match is None or not FORMULA.match(before) or (match[1] and not re.search("[A-Za-z)\\]]", before)):
        return False
    if not silent:
        token = state.push("script", "sub" if match[1] else "sup", 0)
        token.content, token.markup = match[1] or match[2], match[0][0]
    state.pos = match.end()
    return True


def read_break(state: StateInline, silent: bool) -> bool:
    """Inline rule: <br>, the only way to break a line in a table's cell."""
    match = BREAK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("hardbreak", "br", 0)
        token.markup = match[0]
    state.pos = match.end()
    return True


def read_emphasis(state: StateInline, silent: bool) -> bool:
    """Inline rule: * and _ as delimiters; the rule of CommonMark 6.2 with Chinese marks counted as letters."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after), _flanks(after, before)
    if marker == "_":
        opens, closes = opens and (not closes or _is_mark(before)), closes and (not opens or _is_mark(after))
    for _ in range(state.pos, end):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - state.pos,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _flanks(outer: str, inner: str) -> bool:
    """Whether delimiters between the two characters can hold `inner` inside."""
    if inner.isspace():
        return False
    return not _is_mark(inner) or outer.isspace() or _is_mark(outer) or is_wide(outer)


def _is_mark(char: str) -> bool:
    """Punctuation other than Chinese."""
    return unicodedata.category(char)[0] in "PS" and not is_wide(char)
