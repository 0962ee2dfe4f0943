#!/bin/sh
# One would guess: a converter that knows no ruby drops the small pinyin over a rare character and keeps the character:
# 亳 with bó above it (拼音指南, in ODT text:ruby) becomes 亳. pandoc does just that with the same thing from a .docx.
# What happens: from an .odt pandoc, odfdo's plain text and officeparser drop base and pinyin together: 亳州市 becomes
# 州市, without a word. What an author annotates is the rare character of a name, so names lose just that character.
# Seen with: pandoc 3.9 (PyPI pypandoc_binary 1.17), odfdo 3.27.3 (PyPI), officeparser 7.8.0 (npm), beside odfpy 1.4.1.
# Source: OpenDocument 1.3 Part 3, 6.4: text:ruby-base holds the text that is annotated.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 odfdo==3.27.3 odfpy==1.4.1 2>/dev/null
cd "$work"
npm install --silent --no-audit --no-fund officeparser@7.8.0 >/dev/null 2>&1
"$work/venv/bin/python" - <<'PY'
import zipfile

import odfdo
import pypandoc
from odf import teletype
from odf.opendocument import load

KINDS = "office", "text", "manifest"
NAMES = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in KINDS)
RUBY = "<text:ruby><text:ruby-base>亳</text:ruby-base><text:ruby-text>bó</text:ruby-text></text:ruby>"
TYPE = "application/vnd.oasis.opendocument.text"
entries = (("/", TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"))
listed = "".join(f'<manifest:file-entry manifest:full-path="{p}" manifest:media-type="{t}"/>' for p, t in entries)


def root(kind: str, inside: str) -> str:
    return f'<office:document-{kind} {NAMES} office:version="1.3">{inside}</office:document-{kind}>'


with zipfile.ZipFile("ruby.odt", "w") as odt:
    odt.writestr("mimetype", TYPE)
    body = f"<office:body><office:text><text:p>{RUBY}州市</text:p></office:text></office:body>"
    odt.writestr("content.xml", root("content", body))
    odt.writestr("styles.xml", root("styles", "<office:styles/>"))
    odt.writestr("meta.xml", root("meta", "<office:meta/>"))
    odt.writestr("META-INF/manifest.xml", f'<manifest:manifest {NAMES} manifest:version="1.3">{listed}</manifest:manifest>')
seen = {
    "pandoc": pypandoc.convert_file("ruby.odt", "plain").strip(),
    "odfdo": odfdo.Document("ruby.odt").get_formatted_text().strip(),
    "odfpy": teletype.extractText(load("ruby.odt").text).strip(),
}
print(seen)
assert seen == {"pandoc": "州市", "odfdo": "州市", "odfpy": "亳bó州市"}
PY
cat > show.cjs <<'JS'
const { parseOffice } = require("officeparser");
parseOffice("ruby.odt").then((document) => {
  const text = document.toText().trim();
  console.log({ officeparser: text });
  process.exit(text === "州市" ? 0 : 1);
});
JS
node show.cjs
