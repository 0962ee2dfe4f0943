#!/bin/sh
# One would guess: a viewer of OFD, a format whose fonts are embedded so that a page looks the same everywhere, draws with
# the fonts in the file (GB/T 33190-2016, 10.3: FontFile).
# What happens: ofd.js never opens FontFile; it writes CSS font-family with the name of the font, which the reader's
# machine has or has not. 方正小标宋 becomes a plain Song there. So a look at a page in it says nothing about the fonts,
# and FamilyName should be a name that other machines may have.
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
<ofd:TextObject ID="4" Boundary="10 10 100 10" Font="2" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5">甲乙</ofd:TextCode></ofd:TextObject>
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
  const page = divs[0].outerHTML;
  console.log({ "in the page": page.match(/font-family: [^;]*/)[0], "font faces in it": /@font-face|base64/.test(page), "faces loaded": faces });
  process.exit(page.includes("font-family: Embedded;") && !/@font-face|base64/.test(page) && faces === 0 ? 0 : 1);
};
ofd.parseOfdDocument({ ofd: data, success: (documents) => judge(ofd.renderOfd(800, documents[0])), fail: () => process.exit(2) });
JS
node show.mjs
