// What is carried away: PDF, Word, OFD, handouts, the draft of a mail, everything as one file.
import { byId, isShown, make, renew, say } from "./dom.js";
import { address, attempt } from "./desk.js";
import { download } from "./server.js";

let sheet = "A4";
const letter = { to: "", cc: "", subject: "", edition: "" };
const LETTER = [["to", "收件人"], ["cc", "抄送"], ["subject", "主题"], ["edition", "版次（如 送审稿）"]];

async function fetchFile(path, options) {
  say("正在做……");
  const done = await attempt(() => download(path, options));
  const note = byId("take-note");
  say(done ? `已取走 ${done.name}` : "");
  if (note) note.textContent = done ? done.note : "";
}

const button = (key, label, work, disabled = false) => make("button", { type: "button", "data-key": key, id: key, onclick: work, disabled }, label);
const taken = (kind, label) => button("take-" + kind, label, () => fetchFile(address("take/" + kind) + (sheet === "A4" ? "" : "?sheet=" + sheet)));

export function showTaking(state) {
  if (isShown("taking", Boolean(state.lines), state.corrected)) return;
  if (!state.lines) { renew(byId("panel-take")); return; }
  const sheets = make("select", { id: "sheet", "data-key": "sheet", onchange: () => { sheet = sheets.value; } }, ...["A4", "A3"].map((each) => make("option", { value: each, selected: each === sheet }, each)));
  const note = byId("take-note")?.textContent || "";
  renew(byId("panel-take"),
    make("h2", {}, "文件"), make("p", { className: "take" }, taken("pdf", "PDF"), taken("docx", "Word"), taken("ofd", "OFD")),
    make("p", { className: "small" }, "与命令行做的逐字节相同。"),
    make("h2", {}, "会场用的"), make("p", { className: "take" }, taken("booklet", "小册子"), taken("2up", "二合一"), taken("4up", "四合一"), make("label", {}, "纸张 ", sheets)),
    make("p", { id: "take-note", role: "status" }, note),
    make("h2", {}, "邮件草稿"), ...LETTER.map(([key, label]) => row(key, label)),
    make("p", { className: "take" }, button("take-mail", "写好草稿（附 PDF 和 Word，不发送）", sendLetter)),
    make("h2", {}, "改过的"), make("p", { className: "take" }, button("take-side", "旁注文件", () => fetchFile(address("take/side")), !state.corrected)),
    make("p", { className: "small" }, "与原文件放在一起，下次放进来或者用命令行排，都照改过的。"),
    make("h2", {}, "全部"), make("p", { className: "take" }, button("take-zip", "这里的全部文稿和报告，打成一包", () => fetchFile("zip"))));
}

function row(key, label) {
  const input = make("input", { id: "mail-" + key, "data-key": "mail-" + key, value: letter[key], onchange: () => { letter[key] = input.value; } });
  return make("div", { className: "field" }, make("label", { for: input.id }, label), input);
}

function sendLetter() {
  return fetchFile(address("mail"), { method: "POST", body: JSON.stringify(letter), headers: { "Content-Type": "application/json" } });
}
