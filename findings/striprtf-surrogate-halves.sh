#!/bin/sh
# One would guess: rtf_to_text() returns text that can be written to a file, also when a name holds a rare character
# (𬱖 in 陈𬱖之), which RTF writes as two \u numbers, the halves of a UTF-16 surrogate pair.
# What happens: the two halves come back as two characters; the length is one too many, and writing the text as UTF-8
# raises UnicodeEncodeError. Joined by a trip through UTF-16 ("surrogatepass") it is right.
# Seen with: striprtf 0.0.35 (PyPI).
# Source: Rich Text Format 1.9.1: \uN takes a signed 16-bit number, so characters beyond U+FFFF need two.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check striprtf==0.0.35
"$work/venv/bin/python" - <<'PY'
from striprtf.striprtf import rtf_to_text

text = rtf_to_text(r"{\rtf1\ansi\uc1 \u-27064?\u-10125?\u-9130?\u20043?\par}").strip()
print("characters:", [f"U+{ord(character):04X}" for character in text])
try:
    text.encode()
    raise SystemExit("the text can be written now: changed")
except UnicodeEncodeError as error:
    print("writing it:", error.reason)
joined = text.encode("utf-16", "surrogatepass").decode("utf-16")
print("joined:", joined, [f"U+{ord(character):04X}" for character in joined])
assert len(text) == 4
assert len(joined) == 3
PY
