#!/bin/sh
# One would guess: a wide table put on a landscape page by `page: wide` is followed by upright pages again, since the
# text behind it has `page: auto`. CSS Paged Media 3 (4.3) takes auto at the root for the empty name, and forces a page
# break between two siblings whose page names differ.
# What happens: WeasyPrint breaks before a box whose page is named otherwise, not before one whose page is auto; the text
# behind the table stays on the landscape page. A name of its own for the upright pages (page: upright) gives the break.
# Seen with: weasyprint 70.0 (PyPI).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check weasyprint==70.0
"$work/venv/bin/python" - <<'PY'
import sys

from weasyprint import HTML

STYLE = "<style>@page wide { size: 297mm 210mm } .wide { page: wide } .named { page: upright }</style>"


def sizes(behind):
    pages = HTML(string=f'{STYLE}<p>正文</p><div class="wide">横排的表</div>{behind}').render().pages
    return ["landscape" if page.width > page.height else "upright" for page in pages]


auto, named = sizes("<p>表后的正文</p>"), sizes('<p class="named">表后的正文</p>')
print({"page: auto behind the table": auto, "page: upright behind it": named})
sys.exit(auto != ["upright", "landscape"] or named != ["upright", "landscape", "upright"])
PY
