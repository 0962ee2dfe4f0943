#!/bin/sh
# One would guess: a path with Rule="Even-Odd" (GB/T 33190-2016, 9.1) is filled by that rule, so that a rectangle within
# another is a frame. That is how programs that print HTML draw the border of a box.
# What happens: ofd.js leaves the rule out (SVG's default is nonzero): the frame is a black box over the text in it. Its
# Clips are not obeyed either. Rules and frames have to be written as rectangles that need neither.
# Seen with: ofd.js 0.2.6, jsdom 26.1.0, jszip 3.10.1 (npm).
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund ofd.js@0.2.6 jsdom@26.1.0 jszip@3.10.1 >/dev/null 2>&1
cat > show.mjs <<'JS'
import { createRequire } from "node:module";
import { JSDOM } from "jsdom";
import JSZip from "jszip";
const O = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const zip = new JSZip();
zip.file("OFD.xml", `<ofd:OFD ${O} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>
<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`);
zip.file("Doc_0/Document.xml", `<ofd:Document ${O}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>
<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`);
zip.file("Doc_0/PublicRes.xml", `<ofd:Res ${O} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="Embedded">
<ofd:FontFile>font.otf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>`);
zip.file("Doc_0/Res/font.otf", "OTTO");
zip.file("Doc_0/Page.xml", `<ofd:Page ${O}><ofd:Content><ofd:Layer ID="3">
<ofd:PathObject ID="5" Boundary="10 30 40 10" Fill="true" Stroke="false" Rule="Even-Odd"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C M 1 1 L 39 1 L 39 9 L 1 9 C</ofd:AbbreviatedData></ofd:PathObject>
</ofd:Layer></ofd:Content></ofd:Page>`);
const data = await zip.generateAsync({ type: "arraybuffer" });
const { window } = new JSDOM("<body></body>", { url: "http://localhost/" });
Object.assign(globalThis, { window, self: globalThis, document: window.document });
for (const name of ["DOMParser", "FileReader", "Blob", "XMLHttpRequest", "location", "Image"]) globalThis[name] = window[name];
Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
let faces = 0;
globalThis.FontFace = window.FontFace = class { constructor() { faces += 1; } load() { return Promise.resolve(this); } };
const ofd = createRequire(import.meta.url)("ofd.js");
const judge = (divs) => {
  const path = divs[0].querySelector("path");
  console.log({ rectangles: path.getAttribute("d").match(/M/g).length, fill: path.getAttribute("fill"), "fill-rule": path.getAttribute("fill-rule") });
  process.exit(path.getAttribute("fill") === "rgb(0, 0, 0)" && !/evenodd/.test(divs[0].outerHTML) ? 0 : 1);
};
ofd.parseOfdDocument({ ofd: data, success: (documents) => judge(ofd.renderOfd(800, documents[0])), fail: () => process.exit(2) });
JS
node show.mjs
