#!/bin/sh
# One would guess: a Chinese sentence that goes through pandoc from Markdown to Markdown, and is read again, keeps its
# quotation marks: 以“钉钉子”精神.
# What happens: the Markdown writer turns “ ” into straight quotes, trusting that its reader will curl them again; the
# reader takes a straight quote behind a letter for a closing one, and Han characters are letters: 以”钉钉子”精神.
# A Chinese text has no spaces, so every quotation inside a sentence opens with a closing mark.
# Seen with: pandoc 3.9 (PyPI pypandoc_binary 1.17); the extension "smart" is on by default for markdown.
# Source: pandoc User's Guide, extension "smart".
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 2>/dev/null
"$work/venv/bin/python" - <<'PY'
import pypandoc

source = "要以“钉钉子”精神抓落实。"
once = pypandoc.convert_text(source, "markdown", format="markdown").strip()
twice = pypandoc.convert_text(once, "plain", format="markdown").strip()
kept = pypandoc.convert_text(source, "markdown-smart", format="markdown-smart").strip()
print("source:               ", source)
print("written as Markdown:  ", once)
print("read again:           ", twice)
print("without smart:        ", kept)
assert once == '要以"钉钉子"精神抓落实。', "the writer has changed"
assert twice == "要以”钉钉子”精神抓落实。", "the reader has changed"
assert kept == source, "without smart the marks are no longer kept"
PY
