#!/bin/sh
# One would guess: turning a Word file whose headings are numbered 一、二、三、 automatically into HTML or plain text keeps
# the Han numbers, or at least says that they went.
# What happens: two popular readers turn them into a plain decimal list without a word: pandoc into "1." (HTML: <ol
# type="1">), mammoth into <ol><li>. Cross references in the text (见第三条、如前述二) then point at nothing, and the four
# levels 一、（一）1.（1） of an official document collapse.
# Seen with: pandoc 3.9 (PyPI pypandoc_binary 1.17), mammoth 1.12.0 (PyPI), python-docx 1.2.0 to make the file.
# Source: GB/T 9704-2012, 7.3.3 (the four levels); ECMA-376 Part 1, 17.18.59.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 mammoth==1.12.0 python-docx==1.2.0 2>/dev/null
cd "$work"
"$work/venv/bin/python" - <<'PY'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
numbering = document.part.numbering_part.element
level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{level}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
for text in ("提高政治站位", "压实工作责任"):
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
document.save("list.docx")
plain = pypandoc.convert_file("list.docx", "plain")
with open("list.docx", "rb") as file:
    result = mammoth.convert_to_html(file)
print("pandoc, plain:", plain.split("\n"))
print("mammoth:", result.value, result.messages)
assert "1.  提高政治站位" in plain and "一、" not in plain
assert result.value == "<ol><li>提高政治站位</li><li>压实工作责任</li></ol>"
PY
