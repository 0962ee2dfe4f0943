#!/bin/sh
# One would guess: a formatter made for Chinese typography leaves the numbers of headings alone: 1. is the third level of
# every official document (一、（一）1.（1）), set close to its text.
# What happens: by zhlint's default rules the point is a full stop of the wrong width: 1.总体要求 becomes 1。总体要求, a
# sentence that consists of a number; 图1.结构 and 正文：1.甲；2.乙 fare likewise. The mark stays only with a space behind it
# (1. 总体要求, which is a list in Markdown) or as 1． or 1、.
# Seen with: zhlint 0.8.2 (npm), preset "default".
# Source: GB/T 9704-2012, 7.3.3 (the levels); zhlint's list of options, fullwidthPunctuation.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund zhlint@0.8.2 >/dev/null 2>&1
cat > show.cjs <<'JS'
const { run } = require("zhlint");
const expected = {
  "1.总体要求": "1。总体要求",
  "正文：1.甲；2.乙": "正文：1。甲；2。乙",
  "1. 总体要求": "1. 总体要求",
  "1、总体要求": "1、总体要求",
};
const seen = Object.fromEntries(Object.keys(expected).map((text) => [text, run(text, { rules: { preset: "default" } }).result]));
console.log(seen);
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node show.cjs
