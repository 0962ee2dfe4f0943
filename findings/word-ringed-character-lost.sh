#!/bin/sh
# One would guess: a ringed character made with Word's own command (带圈字符: 密 in a ring, or ㉑ where the face has none)
# is text with a decoration; whoever reads the text gets at least the character in the ring.
# What happens: Word writes it as an EQ field, with both ring and character in the instruction (w:instrText) and no result
# at all. Readers skip instructions and wait for the result: in python-docx, mammoth, docx2python, pandoc and officeparser
# the character is gone, without a word: 详见第㉑条 becomes 详见第条.
# Seen with: python-docx 1.2.0, mammoth 1.12.0, docx2python 3.7.1, pandoc 3.9 (PyPI pypandoc_binary 1.17), officeparser
# 7.8.0 (npm). Source: ECMA-376 Part 1, 17.16.18 (a field without the separate mark has no result); "Field codes: EQ" of
# Microsoft's Word documentation, \o (overstrike).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0 mammoth==1.12.0 docx2python==3.7.1 \
    pypandoc_binary==1.17 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund officeparser@7.8.0 >/dev/null 2>&1
"$work/venv/bin/python" - <<'PY'
import docx
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
paragraph = document.add_paragraph("详见第")._p
for inside in (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> eq \\o\\ac(○,21)</w:instrText>',
    '<w:fldChar w:fldCharType="end"/>',
    "<w:t>条</w:t>",
):
    paragraph.append(parse_xml(f"<w:r {W}>{inside}</w:r>"))
document.save("ring.docx")
with open("ring.docx", "rb") as file:
    html = mammoth.convert_to_html(file)
with docx2python("ring.docx") as result:
    walked = result.text.strip()
seen = {
    "python-docx": docx.Document("ring.docx").paragraphs[0].text,
    "mammoth": html.value.removeprefix("<p>").removesuffix("</p>"),
    "docx2python": walked,
    "pandoc": pypandoc.convert_file("ring.docx", "plain").strip(),
}
print(seen, "mammoth's messages:", html.messages)
assert set(seen.values()) == {"详见第条"} and not html.messages
PY
cat > show.cjs <<'JS'
const { parseOffice } = require("officeparser");
parseOffice("ring.docx").then((document) => {
  const text = document.toText().trim();
  console.log({ officeparser: text });
  process.exit(text === "详见第条" ? 0 : 1);
});
JS
node show.cjs
