#!/bin/sh
# One would guess: Word's style separator (a paragraph mark with w:vanish and w:specVanish), by which a heading runs in
# with its paragraph (一要提高站位。各级要……), keeps both in one line in other readers, for it is in the standard since 2006.
# What happens: pandoc, mammoth and docx-preview each end the paragraph there: the run-in heading gets a line of its own,
# which is another layout than the author's. Only the linked character style inside one paragraph keeps the line.
# Seen with: pandoc 3.9 (PyPI pypandoc_binary 1.17), mammoth 1.12.0 (PyPI), docx-preview 0.4.1, jsdom 26.1.0 (npm).
# Source: ECMA-376 Part 1, 17.3.2.36 specVanish.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 mammoth==1.12.0 python-docx==1.2.0 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund docx-preview@0.4.1 jsdom@26.1.0 >/dev/null 2>&1
"$work/venv/bin/python" - <<'PY'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
heading = document.add_paragraph("一要提高站位。", style="Heading 1")._p.get_or_add_pPr()
heading.append(parse_xml(f"<w:rPr {W}><w:vanish/><w:specVanish/></w:rPr>"))
document.add_paragraph("各级要统一思想。")
document.save("run-in.docx")
plain = pypandoc.convert_file("run-in.docx", "plain").split()
with open("run-in.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
print("pandoc:", plain)
print("mammoth:", html)
assert plain == ["一要提高站位。", "各级要统一思想。"]
assert html == "<h1>一要提高站位。</h1><p>各级要统一思想。</p>"
PY
cat > show.mjs <<'JS'
import fs from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<body></body>");
for (const name of ["document", "DOMParser", "XMLSerializer", "Node", "Blob", "HTMLElement"]) globalThis[name] = window[name];
globalThis.window = window;
const { renderAsync } = await import("docx-preview");
await renderAsync(fs.readFileSync("run-in.docx"), document.body);
const paragraphs = [...document.querySelectorAll("article p")].map((p) => p.textContent);
console.log("docx-preview:", paragraphs);
process.exit(paragraphs.length === 2 ? 0 : 1);
JS
node show.mjs
