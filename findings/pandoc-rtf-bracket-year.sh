#!/bin/sh
# One would guess: RTF's "\u12308?" is the character U+3014 (〔) with one fallback character "?" to be skipped (\uc1), so
# that 政发\u12308?2024\u12309?3号, as word processors write a document number, reads 政发〔2024〕3号.
# What happens: pandoc skips the fallback and, when a digit follows it, one character more: 政发〔024〕号. No warning
# names the loss; year and number of every bracketed document number come out wrong.
# Seen with: pandoc 3.9 (PyPI pypandoc_binary 1.17), beside striprtf 0.0.35, which reads it right.
# Source: Rich Text Format 1.9.1, "Unicode RTF": \ucN counts the characters to be skipped behind \uN.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 striprtf==0.0.35 2>/dev/null
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pypandoc
from striprtf.striprtf import rtf_to_text

rtf = r"{\rtf1\ansi\uc1 \u25919?\u21457?\u12308?2024\u12309?3\u21495?\par}"
with open("number.rtf", "w", encoding="ascii") as file:
    file.write(rtf)
pandoc = pypandoc.convert_file("number.rtf", "plain").strip()
other = rtf_to_text(rtf).strip()
print("pandoc", pypandoc.get_pandoc_version(), "reads", pandoc)
print("striprtf 0.0.35 reads", other)
assert other == "政发〔2024〕3号", "striprtf no longer reads it right"
assert pandoc == "政发〔024〕号", "pandoc's reading has changed"
PY
