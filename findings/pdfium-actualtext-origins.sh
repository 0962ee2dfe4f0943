#!/bin/sh
# One would guess: FPDFText_GetCharOrigin gives the place of the glyph a character is drawn with, which is what one needs
# to hold the pages of two formats against each other.
# What happens: for text in marked content with an ActualText (which tagged PDFs have for every line), PDFium reports the
# characters of the ActualText, each with the origin of the first glyph. With the ActualText taken out the origins are
# those of the glyphs.
# Seen with: pypdfium2 5.15.0 (its own PDFium), pikepdf 10.18.0 to write the page (PyPI).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.0 pikepdf==10.18.0
"$work/venv/bin/python" - <<'PY'
import ctypes, io, sys

import pikepdf
import pypdfium2


def origins(content):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(content)
    file = io.BytesIO()
    pdf.save(file)
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text.count_chars()):
        pypdfium2.raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        found.append((chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index)), round(x.value)))
    return found


text = b"BT /F 20 Tf 10 50 Td (abc) Tj ET"
plain, actual = origins(text), origins(b"/Span <</ActualText (abc)>> BDC " + text + b" EMC")
print("without ActualText", plain)
print("with ActualText   ", actual)
sys.exit(0 if len({x for _, x in plain}) == 3 and [x for _, x in actual] == [10, 10, 10] else 1)
PY
