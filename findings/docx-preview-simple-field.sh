#!/bin/sh
# One would guess: a page number written as a simple field (w:fldSimple around a run with the last known number, the
# form ECMA-376 17.16.19 gives first) shows at least that number in a viewer that cannot count pages.
# What happens: docx-preview draws nothing of w:fldSimple, so the footer "— 7 —" of every Chinese official document
# reads "—  —"; the long form (w:fldChar begin, separate, end) shows the 7.
# Seen with: docx-preview 0.4.1, jsdom 26.1.0 (npm), python-docx 1.2.0 (PyPI) to make the files.
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


def run(inside: str) -> str:
    return f"<w:r {W}>{inside}</w:r>"


def make(name: str, *field: str) -> None:
    document = docx.Document()
    footer = document.sections[0].footer.paragraphs[0]._p
    for xml in (run('<w:t xml:space="preserve">— </w:t>'), *field, run('<w:t xml:space="preserve"> —</w:t>')):
        footer.append(parse_xml(xml))
    document.save(name)


make("simple.docx", f'<w:fldSimple {W} w:instr=" PAGE ">{run("<w:t>7</w:t>")}</w:fldSimple>')
marks = {kind: run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")}
make("long.docx", marks["begin"], run("<w:instrText> PAGE </w:instrText>"), marks["separate"], run("<w:t>7</w:t>"), marks["end"])
PY
cat > show.mjs <<'JS'
import fs from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<body></body>");
for (const name of ["document", "DOMParser", "XMLSerializer", "Node", "Blob", "HTMLElement"]) globalThis[name] = window[name];
globalThis.window = window;
const { renderAsync } = await import("docx-preview");
const shown = {};
for (const name of ["simple", "long"]) {
    document.body.innerHTML = "";
    await renderAsync(fs.readFileSync(`${name}.docx`), document.body);
    shown[name] = document.querySelector("footer").textContent.replace(/\s+/g, " ").trim();
}
console.log(shown);
process.exit(shown.simple === "— —" && shown.long === "— 7 —" ? 0 : 1);
JS
node show.mjs
