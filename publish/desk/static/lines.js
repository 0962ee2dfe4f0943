// The list of paragraphs: what each was taken for and why; one is opened to be corrected.
import { byId, isShown, make, renew } from "./dom.js";
import { choices, chooseTab, step } from "./desk.js";
import { point } from "./pages.js";

const LEVELS = [[1, "一级标题"], [2, "二级标题"], [3, "三级标题"], [4, "四级标题"], [5, "条标（第几条）"]];
let opened = "", number = 0, latest = null;

export function showLines(state) {
  if (state.number !== number) opened = "";
  number = state.number;
  latest = state;
  const lines = state.lines || [];
  if (isShown("lines", number, state.lines && state.look, opened, state.error)) return pointOpened();
  const list = make("ol", { className: "lines" }, ...lines.map((line, index) => entry(line, index)));
  renew(byId("panel-lines"), lines.length ? make("p", { className: "small" }, "按一段，看它在哪里，改它是什么。") : "", list);
  pointOpened();
}

const spotOf = (key) => latest.lines.find((line) => line.key === key)?.spot;

function pointOpened() {
  if (opened && latest.lines) point(spotOf(opened), latest, false);
}

function entry(line, index) {
  const open = Boolean(line.key) && line.key === opened;
  const words = line.run_in ? [make("mark", {}, line.text.slice(0, line.run_in)), line.text.slice(line.run_in, 80)] : [line.text.slice(0, 80)];
  const button = make("button", { type: "button", "data-key": "line" + line.key, "aria-expanded": String(open), onclick: () => toggle(line), onkeydown: walk },
    make("span", { className: "name" }, line.name), make("span", { className: "text" }, ...words));
  const classes = ["line", line.left_out ? "out" : line.level ? "heading" : ""].join(" ").trim();
  return make("li", { className: classes }, button, open ? editor(line, index) : null);
}

function toggle(line) {
  opened = opened === line.key ? "" : line.key;
  showLines(latest);
  point(opened ? spotOf(opened) : null, latest);
}

// Opens the paragraph that stands at a place of a page, or that a finding names.
export function openLine(key) {
  opened = key;
  chooseTab(byId("tab-lines"));
  showLines(latest);
  const button = byId("panel-lines").querySelector(`[data-key="line${CSS.escape(key)}"]`);
  button?.scrollIntoView({ block: "nearest" });
  button?.focus({ preventScroll: true });
}

function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...byId("panel-lines").querySelectorAll(".line > button")];
  buttons[buttons.indexOf(event.currentTarget) + by]?.focus();
}

function editor(line, index) {
  const id = "edit" + index;
  const role = make("select", { id: id + "-role", "data-key": id + "-role" }, ...options(line));
  const words = make("input", { id: id + "-words", "data-key": id + "-words", value: line.text.slice(0, line.run_in) || firstSentence(line.text) });
  const whole = make("input", { type: "checkbox", id: id + "-whole", "data-key": id + "-whole", checked: Boolean(line.run_in) });
  const runIn = make("div", { hidden: !line.level }, make("p", {}, make("label", {}, whole, " 只有段首这几个字是标题")), make("div", { className: "field" }, make("label", { for: words.id }, "标题的字"), words));
  words.disabled = !whole.checked;
  const heading = () => step("heading", { key: line.key, level: Number(role.value.slice(1)), run_in: whole.checked ? words.value : "" });
  role.addEventListener("change", () => {
    const value = role.value;
    if (value.startsWith("#")) heading();
    else if (value === "out") step("leave-out", { key: line.key });
    else step("role", { key: line.key, role: value });
  });
  whole.addEventListener("change", () => { words.disabled = !whole.checked; heading(); });
  words.addEventListener("change", heading);
  const back = line.kept_out ? make("p", {}, make("button", { type: "button", "data-key": id + "-back", onclick: () => step("take-back", { key: line.key }) }, "排进去")) : null;
  const free = !line.left_out || line.kept_out;
  return make("div", { className: "editor" },
    free ? make("div", { className: "field" }, make("label", { for: role.id }, "这一段是"), role) : null, runIn, back,
    make("p", { className: "small" }, `原文${line.where}。依据：${line.why}`),
    make("blockquote", { tabIndex: 0 }, line.text));
}

// As the command line counts places (publish/report): lines, in Word files paragraphs.

function options(line) {
  const now = line.left_out ? "out" : line.level ? "#" + line.level : line.role;
  const entries = [["body", "正文"], ...LEVELS.map(([level, name]) => ["#" + level, name]), ...choices.roles.filter(([role]) => role !== "body"), ["out", "不排"]];
  return entries.map(([value, name]) => make("option", { value, selected: value === now }, name));
}

function firstSentence(text) {
  const end = /[。：:；！？]/.exec(text);
  return end && end.index < 60 ? text.slice(0, end.index + 1) : text.slice(0, 20);
}
