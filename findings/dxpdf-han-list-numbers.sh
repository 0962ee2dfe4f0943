#!/bin/sh
# One would guess: a converter that knows one Chinese numbering draws the others too: the 一、二、 that Word writes as
# chineseCountingThousand (its default for 一、二、三) and LibreOffice writes back as taiwaneseCountingThousand.
# What happens: dxpdf draws 一、 for ideographDigital only; for the kinds that word processors really write it falls back
# to 1、 without a word, so the heading levels of an official document (一、 and 1.) look alike.
# Seen with: dxpdf 0.8.1, python-docx 1.2.0, pypdfium2 5.15.0 (PyPI).
# Source: ECMA-376 Part 1, 17.18.59 ST_NumberFormat.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check dxpdf==0.8.1 python-docx==1.2.0 pypdfium2==5.15.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import docx
import dxpdf
import pypdfium2
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXPECTED = {
    "ideographDigital": "one",
    "chineseCountingThousand": "1",
    "chineseCounting": "1",
    "taiwaneseCountingThousand": "1",
    "japaneseCounting": "1",
}


def drawn(kind: str) -> str:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    paragraph = document.add_paragraph("加强领导")._p
    link = f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
    paragraph.get_or_add_pPr().append(parse_xml(link))
    document.save("list.docx")
    dxpdf.convert_file("list.docx", "list.pdf")
    text = pypdfium2.PdfDocument("list.pdf")[0].get_textpage().get_text_range().strip()
    # Its PDFs may map 一 to the radical ⼀ (U+2F00): both are the Han number here.
    return {"一": "one", "⼀": "one"}.get(text[0], text[0])


seen = {kind: drawn(kind) for kind in EXPECTED}
for kind, number in seen.items():
    print(f"{kind:28} {'一、' if number == 'one' else number + '、'}")
assert seen == EXPECTED
PY
