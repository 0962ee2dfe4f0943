#!/bin/sh
# One would guess: a first line indented by two characters (w:ind w:firstLineChars="200", what Chinese Word writes for
# 首行缩进 2 字符 and what keeps two characters at every size) is indented in a browser viewer too.
# What happens: docx-preview reads w:firstLine (twips) alone; a paragraph that has only firstLineChars starts at the
# margin. ECMA-376 17.3.1.12 lets the character form win where both stand, so a file needs both to look right everywhere.
# Seen with: docx-preview 0.4.1, jsdom 26.1.0 (npm), python-docx 1.2.0 (PyPI) to make the file.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0
cd "$work"
npm install --silent --no-audit --no-fund docx-preview@0.4.1 jsdom@26.1.0 >/dev/null 2>&1
"$work/venv/bin/python" - <<'PY'
import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
for text, values in (("只写字符", 'w:firstLineChars="200"'), ("两样都写", 'w:firstLineChars="200" w:firstLine="640"')):
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(f"<w:ind {W} {values}/>"))
document.save("indents.docx")
PY
cat > show.mjs <<'JS'
import fs from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<body></body>");
for (const name of ["document", "DOMParser", "XMLSerializer", "Node", "Blob", "HTMLElement"]) globalThis[name] = window[name];
globalThis.window = window;
const { renderAsync } = await import("docx-preview");
await renderAsync(fs.readFileSync("indents.docx"), document.body);
const [characters, both] = [...document.querySelectorAll("section p")].map((p) => p.style.textIndent);
console.log({ "firstLineChars alone": characters, "with firstLine": both });
process.exit(characters === "" && both === "32.00pt" ? 0 : 1);
JS
node show.mjs
