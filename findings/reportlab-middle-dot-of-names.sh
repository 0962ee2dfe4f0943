#!/bin/sh
# One would guess: the middle dot of a name (买买提·艾力, U+00B7; GB/T 15834-2011, 4.14) is safe in a PDF made with
# STSong-Light, the face ReportLab's user guide names for simplified Chinese: the dot is in GB 2312, at A1A4.
# What happens: ReportLab chooses the predefined CMap UniGB-UCS2-H, which has the dot of GB 2312 under U+30FB only and no
# entry for U+00B7. MuPDF and pdfminer.six, which go by the CMap, read 买买提艾力, two names become one; PDFium and pypdf, which
# take the codes themselves for Unicode, read the dot. Written as U+30FB (・) it is the other way round: MuPDF and
# pdfminer.six read the right ·, and PDFium and pypdf the wrong ・. No way of writing it is read right by all four.
# Seen with: reportlab 5.1.0, pdfminer.six 20260107, pymupdf 2.0, pypdfium2 5.15.0, pypdf 7.1.1 (PyPI).
# Source: UniGB-UCS2-H of Adobe's cmap-resources (Adobe-GB1), named in ISO 32000-1, table 118.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check reportlab==5.1.0 pdfminer.six==20260107 pymupdf==2.0 \
    pypdfium2==5.15.0 pypdf==7.1.1 2>/dev/null
"$work/venv/bin/python" - <<'PY'
import io

import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

registerFont(UnicodeCIDFont("STSong-Light"))


def read(name: str) -> dict[str, str]:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(72, 700, name)
    canvas.save()
    pdf = file.getvalue()
    assert b"UniGB-UCS2-H" in pdf
    texts = {
        "MuPDF": pymupdf.open(stream=pdf)[0].get_text(),
        "pdfminer.six": extract_text(io.BytesIO(pdf)),
        "PDFium": pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range(),
        "pypdf": pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(),
    }
    return {reader: text.strip() for reader, text in texts.items()}


latin, katakana = read("买买提·艾力"), read("买买提・艾力")
print("written as U+00B7:", latin)
print("written as U+30FB:", katakana)
assert list(latin.values()) == ["买买提艾力"] * 2 + ["买买提·艾力"] * 2
assert list(katakana.values()) == ["买买提·艾力"] * 2 + ["买买提・艾力"] * 2
PY
