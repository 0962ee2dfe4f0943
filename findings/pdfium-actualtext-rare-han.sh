#!/bin/sh
# One would guess: /ActualText of a marked content sequence replaces the glyphs' text for whoever copies or searches it,
# also when a name holds a Han character beyond the BMP, written as UTF-16BE with surrogates (ISO 32000-1, 14.9.4).
# What happens: PDFium, the engine of Chromium's viewer, leaves such characters out: 陈𬱖之 copies as 陈之. Characters
# of the BMP come through. So a line that holds a rare name is better left without ActualText.
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


def copied(actual: str) -> str:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=HELVETICA))
    code = (b"\xfe\xff" + actual.encode("utf-16-be")).hex()
    page.Contents = pdf.make_stream(
        f"/Span <</ActualText <{code}>>> BDC BT /F 12 Tf 20 50 Td (ABC) Tj ET EMC".encode()
    )
    file = io.BytesIO()
    pdf.save(file)
    return pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range().strip()


seen = {actual: copied(actual) for actual in ("陈鸿之", "陈𬱖之")}
print("ActualText -> copied:", seen)
assert seen == {"陈鸿之": "陈鸿之", "陈𬱖之": "陈之"}
PY
