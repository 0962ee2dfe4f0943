#!/bin/sh
# One would guess: a Word part needs to declare only the XML namespaces it uses; a footer with nothing but text declares
# w: alone, which is valid (ECMA-376 Part 1, 17.10.3) and what a compact writer produces.
# What happens: docx2python reads no part of such a file: KeyError 'r', since it looks the relationship namespace up by
# its usual prefix in every part. python-docx reads the same file.
# Seen with: docx2python 3.7.1, python-docx 1.2.0 (PyPI).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check docx2python==3.7.1 python-docx==1.2.0
cd "$work"
"$work/venv/bin/python" - <<'PY'
import zipfile

import docx
from docx2python import docx2python

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTER = f'<w:ftr xmlns:w="{W}"{{more}}><w:p><w:r><w:t>第1页</w:t></w:r></w:p></w:ftr>'
R = ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
document = docx.Document()
document.add_paragraph("各位代表：")
document.sections[0].footer.paragraphs[0].text = "第1页"
document.save("full.docx")
for name, more in (("with-r.docx", R), ("without-r.docx", "")):
    with zipfile.ZipFile("full.docx") as old, zipfile.ZipFile(name, "w") as new:
        for part in old.namelist():
            new.writestr(part, FOOTER.format(more=more) if "footer" in part else old.read(part))


def read(name: str) -> str:
    try:
        with docx2python(name) as result:
            return "第1页" in result.text and "read" or "read without the footer"
    except KeyError as error:
        return f"KeyError {error}"


seen = {name: read(name) for name in ("with-r.docx", "without-r.docx")}
print("docx2python 3.7.1:", seen)
print("python-docx 1.2.0:", docx.Document("without-r.docx").sections[0].footer.paragraphs[0].text)
assert seen == {"with-r.docx": "read", "without-r.docx": "KeyError 'r'"}
PY
