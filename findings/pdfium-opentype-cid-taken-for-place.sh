#!/bin/sh
# One would guess: a code of a composite font leads to the glyph of that CID by the charset of the font program keyed by
# CIDs (ISO 32000-1 9.7.4.2), whether the program is embedded as bare CFF (/CIDFontType0C) or within OpenType (/OpenType).
# What happens: PDFium does so with bare CFF. With the same CFF within OpenType it takes the CID for the place of the glyph
# in the font: a subset whose glyphs moved up and whose charset still says their CIDs, as HarfBuzz's subsets do, is shown
# blank or with other characters. Whoever embeds subsets as OpenType has to make CIDs and places the same.
# Seen with: pypdfium2 5.15.0 (its own PDFium), fontTools 4.60.1 and pikepdf 10.18.0 to write font and page (PyPI).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.0 pikepdf==10.18.0 fonttools==4.60.1 pillow==12.0.0
"$work/venv/bin/python" - <<'PY'
import io

import pikepdf
import pypdfium2
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

CID = 100  # of the font's second glyph, a black square


def draw(filled: bool):
    pen = T2CharStringPen(1000, None)
    if filled:
        pen.moveTo((0, 0))
        for point in ((0, 900), (900, 900), (900, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen.getCharString()


def make_font() -> TTFont:
    names = [".notdef", f"cid{CID:05}"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupCFF("Square", {}, {name: draw(name != ".notdef") for name in names}, {})
    builder.setupHorizontalMetrics({name: (1000, 0) for name in names})
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    top = builder.font["CFF "].cff.topDictIndex[0]
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), CID + 1
    fonts, chosen = FDArrayIndex(), FDSelect()
    part = FontDict()
    part.Private, part.FontName = top.Private, "Square-1"
    fonts.append(part)
    chosen.format, chosen.gidArray = 0, [0] * len(names)
    top.FDArray, top.FDSelect = fonts, chosen
    top.CharStrings.fdArray, top.CharStrings.fdSelect = fonts, chosen
    for held in (top.rawDict, vars(top)):
        held.pop("Private", None)
    return builder.font


def count_black(data: bytes, kind: str, cid: int) -> int:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    program = pdf.make_stream(data, Subtype=Name("/" + kind))
    descriptor = pdf.make_indirect(
        Dictionary(Type=Name.FontDescriptor, FontName=Name("/Square"), Flags=4, FontBBox=Array([0, 0, 1000, 1000]),
                   ItalicAngle=0, Ascent=900, Descent=-100, CapHeight=900, StemV=80, FontFile3=program))
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    below = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/Square"), CIDSystemInfo=system,
                   DW=1000, FontDescriptor=descriptor))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Square"), Encoding=Name("/Identity-H"),
                      DescendantFonts=Array([below]))
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_stream(f"BT /F 50 Tf 20 20 Td <{cid:04x}> Tj ET".encode())
    file = io.BytesIO()
    pdf.save(file)
    picture = pypdfium2.PdfDocument(file.getvalue())[0].render().to_pil().convert("L")
    return sum(value < 128 for value in picture.getdata())


font = make_font()
file = io.BytesIO()
font.save(file)
whole = file.getvalue()
bare = TTFont(io.BytesIO(whole)).reader["CFF "]
seen = {(kind, cid): count_black(data, kind, cid) > 1000
        for kind, data in (("CIDFontType0C", bare), ("OpenType", whole)) for cid in (CID, 1)}
for (kind, cid), shown in seen.items():
    print(f"{kind}: code {cid} {'shows the square' if shown else 'shows nothing'}")
assert seen == {("CIDFontType0C", CID): True, ("CIDFontType0C", 1): False,
                ("OpenType", CID): False, ("OpenType", 1): True}
PY
