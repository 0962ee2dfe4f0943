// The account: what was left out, normalised, not filled, not in any font; what the checks say. Each can be gone to.
import { byId, make, renew } from "./dom.js";
import { step } from "./desk.js";
import { openBlank } from "./settings.js";
import { openLine } from "./lines.js";
import { point } from "./pages.js";

const ORDER = ["待填", "缺字", "提示", "略去", "规范"];
const AROUND = 16;

export function showAccount(state) {
  const findings = state.findings || [], whole = state.lines && !state.checking;
  byId("tab-account").textContent = findings.length ? `提示 ${findings.length}` : "提示";
  const parts = ORDER.map((label) => [label, findings.filter((finding) => finding.label === label)]).filter(([, list]) => list.length);
  const nothing = findings.length ? "" : make("p", {}, whole ? "没有发现问题。" : state.look ? "正在检查……" : "");
  renew(byId("panel-account"), nothing, ...parts.flatMap(([label, list]) => [make("h2", {}, `${label} ${list.length} 处`), make("ul", { className: "account" }, ...list.map((finding, index) => entry(finding, state, label + index)))]));
}

function entry(finding, state, key) {
  const line = lineOf(finding, state);
  const go = () => { if (line?.key) openLine(line.key); point(finding.spot || line?.spot, state, true, finding.spot ? finding.text.length || 1 : 0); };
  const where = finding.line ? `${finding.where}第 ${finding.column} 字` : "";
  const ignore = finding.check && finding.line ? make("button", { type: "button", "data-key": "ignore" + key, onclick: () => step("ignore", { finding: `${finding.line}:${finding.code}` }) }, "不再提示") : null;
  const blank = finding.kind === "unfilled-blank";
  const message = blank ? `“${finding.text}”还没有填写` : finding.message;
  const fill = blank ? make("button", { type: "button", "data-key": "fill" + key, onclick: () => openBlank(finding.text) }, "填写") : null;
  return make("li", {}, make("button", { type: "button", className: "message", "data-key": "finding" + key, onclick: go }, message), quote(finding, line), make("span", { className: "where" }, where, " "), ignore, fill);
}

function lineOf(finding, state) {
  const before = state.lines.filter((line) => line.line === finding.line && line.column <= finding.column);
  return before[before.length - 1];
}

// The words around the place in the source, the place itself marked.
function quote(finding, line) {
  if (!line || !finding.text) return finding.text ? make("p", { className: "small" }, finding.text.slice(0, 120)) : null;
  const at = finding.column - line.column, end = at + finding.text.length;
  if (line.text.slice(at, end) !== finding.text) return make("p", { className: "small" }, finding.text.slice(0, 120));
  return make("p", { className: "small" }, (at > AROUND ? "…" : "") + line.text.slice(Math.max(0, at - AROUND), at), make("mark", {}, finding.text.slice(0, 120)), line.text.slice(end, end + AROUND) + (line.text.length > end + AROUND ? "…" : ""));
}
