#!/bin/sh
# One would guess: where a PDF names its text in Unicode (the predefined CMap UniGB-UTF16-H, common with the faces that a
# Chinese system has anyway), a reader gives back the code that stands in the file: the ellipsis …… is U+2026 twice.
# What happens: MuPDF and pdf.js go from the code to the glyph's number in Adobe-GB1 and from there back to Unicode by
# Adobe's table, which has U+22EF, a mathematical operator, for that glyph. …… copies as ⋯⋯: a search for the ellipsis finds
# nothing, and a check of punctuation by GB/T 15834 sees none. PDFium, pypdf and pdfminer.six give U+2026.
# Seen with: pymupdf 2.0, pypdfium2 5.15.0, pypdf 7.1.1, pdfminer.six 20260107, pikepdf 10.18.0 to write the page (PyPI),
# pdfjs-dist 6.1.200 (npm).
# Source: ISO 32000-1, 9.10.2 (the way over the character collection); Adobe-GB1-UCS2 of Adobe's mapping resources.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pymupdf==2.0 pypdfium2==5.15.0 pypdf==7.1.1 \
    pdfminer.six==20260107 pikepdf==10.18.0 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund pdfjs-dist@6.1.200 >/dev/null 2>&1
"$work/venv/bin/python" - <<'PY'
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from pikepdf import Array, Dictionary, Name, String, new

pdf = new()
page = pdf.add_blank_page(page_size=(300, 100))
box = Array([-25, -254, 1000, 880])
measures = {"Flags": 6, "FontBBox": box, "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 880, "StemV": 93}
name = Name("/STSong-Light")
about = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=name, **measures))
system = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4)
glyphs = {"Subtype": Name.CIDFontType0, "BaseFont": name, "CIDSystemInfo": system, "FontDescriptor": about, "DW": 1000}
face = {"Subtype": Name.Type0, "BaseFont": Name("/STSong-Light-UniGB-UTF16-H"), "Encoding": Name("/UniGB-UTF16-H")}
under = Array([pdf.make_indirect(Dictionary(Type=Name.Font, **glyphs))])
page.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, DescendantFonts=under, **face)))
page.Contents = pdf.make_stream(f"BT /F 16 Tf 20 50 Td <{'等等……'.encode('utf-16-be').hex()}> Tj ET".encode())
pdf.save("ellipsis.pdf")
seen = {
    "MuPDF": pymupdf.open("ellipsis.pdf")[0].get_text().strip(),
    "PDFium": pypdfium2.PdfDocument("ellipsis.pdf")[0].get_textpage().get_text_range().strip(),
    "pypdf": pypdf.PdfReader("ellipsis.pdf").pages[0].extract_text().strip(),
    "pdfminer.six": extract_text("ellipsis.pdf").strip(),
}
print({reader: ascii(text) for reader, text in seen.items()})
assert seen.pop("MuPDF") == "等等\u22ef\u22ef"
assert set(seen.values()) == {"等等\u2026\u2026"}
PY
cat > show.mjs <<'JS'
import fs from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const from = { data: new Uint8Array(fs.readFileSync("ellipsis.pdf")), cMapUrl: "node_modules/pdfjs-dist/cmaps/", cMapPacked: true };
const page = await (await getDocument({ ...from, verbosity: 0 }).promise).getPage(1);
const text = (await page.getTextContent()).items.map((item) => item.str).join("");
console.log({ "pdf.js": text, code: text.codePointAt(2).toString(16) });
process.exit(text === "等等\u22ef\u22ef" ? 0 : 1);
JS
node show.mjs
