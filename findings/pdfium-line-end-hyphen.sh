#!/bin/sh
# One would guess: a hyphen-minus that a page shows at the end of a line is U+002D in the text that is taken out, whatever
# the script: A-B broken after its hyphen copies as "A-" and "B".
# What happens: PDFium takes it for the sign of a divided word: get_text_range() gives U+FFFE, a noncharacter, without a
# line break, and FPDFText_GetUnicode gives U+0002, a control character. Inside a line it stays "-". Whoever drops what
# is no character loses the hyphens of numbers and model names at line ends, and joins GB- and 2312 to GB2312.
# Seen with: pypdfium2 5.15.0 (its own PDFium), pikepdf 10.18.0 to write the page (PyPI).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.0 pikepdf==10.18.0
"$work/venv/bin/python" - <<'PY'
import io

import pikepdf
import pypdfium2

HELVETICA = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)


def copied(*lines: str) -> tuple[str, list[int]]:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=HELVETICA))
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    page.Contents = pdf.make_stream(f"BT /F 12 Tf 20 70 Td {shown} ET".encode())
    file = io.BytesIO()
    pdf.save(file)
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
    codes = [pypdfium2.raw.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars())]
    return text.get_text_range(), codes


whole, _ = copied("type GB-2312 set")
broken, codes = copied("type GB-", "2312 set")
print("one line:", ascii(whole), "| two lines:", ascii(broken), "| codes:", codes)
assert whole == "type GB-2312 set"
assert broken == "type GB\ufffe2312 set" and 2 in codes and ord("-") not in codes
PY
