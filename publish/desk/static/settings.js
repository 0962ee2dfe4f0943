// Title, speaker, date, blanks, elements of official documents; the style and what of it is often changed.
import { byId, isShown, make, renew } from "./dom.js";
import { choices, chooseTab, step } from "./desk.js";

function field(id, label, control) {
  control.id = id;
  control.dataset.key = id;
  return make("div", { className: "field" }, make("label", { for: id }, label), control);
}

function word(state, name, label) {
  const input = make("input", { value: state.said[name] || "", placeholder: state.fields[name] || "", onchange: () => step("field", { name, value: input.value }) });
  return field("field-" + name, label, input);
}

function choose(id, label, values, now, change) {
  const select = make("select", { onchange: () => change(select.value) }, ...values.map(([value, name]) => make("option", { value, selected: value === now }, name)));
  return field(id, label, select);
}

export function showSettings(state) {
  if (isShown("settings", state.number, state.lines && state.look, state.said, state.fill, state.tokens, state.error)) return;
  if (!state.lines) { renew(byId("panel-settings")); return; }
  renew(byId("panel-settings"), ...words(state), ...blanks(state), ...style(state), ...elements(state));
}

function words(state) {
  return [make("h2", {}, "标题、讲话人、日期"), make("p", { className: "small" }, "灰色的是认出来的；写上别的，就以写的为准。"),
    word(state, "title", "标题"), word(state, "speaker", "讲话人"), word(state, "date", "日期")];
}

function blanks(state) {
  const all = [...new Set([...Object.keys(state.blanks), ...Object.keys(state.fill)])];
  if (!all.length) return [];
  return [make("h2", {}, "待填处"), ...all.map((blank, index) => {
    const input = make("input", { value: state.fill[blank] || "", onchange: () => step("fill", { blank, value: input.value }) });
    const count = state.blanks[blank];
    input.dataset.blank = blank;
    return field("fill" + index, `“${blank}”${count ? `（${count} 处）` : "填为"}`, input);
  })];
}

// Goes to the field of a blank.
export function openBlank(blank) {
  chooseTab(byId("tab-settings"));
  const fields = [...byId("panel-settings").querySelectorAll("[data-blank]")];
  fields.find((field) => field.dataset.blank === blank)?.focus();
}

function style(state) {
  const styles = [["", `按内容选（${state.style.label}）`], ...choices.styles.map(([name, label]) => [name, label])];
  const described = choices.styles.find(([name]) => name === state.style.name)?.[2] || "";
  const normalise = make("input", { type: "checkbox", id: "normalise", "data-key": "normalise", checked: state.said.normalise, onchange: () => step("normalise", { value: normalise.checked }) });
  return [make("h2", {}, "版式"), choose("style", "版式", styles, state.said.style, (value) => step("field", { name: "style", value })),
    make("p", { className: "small" }, described),
    ...choices.controls.map(([token, label, values]) => choose("token-" + token, label, [["", "照版式"], ...values], state.tokens[token] || "", (value) => step("token", { token, value }))),
    make("p", {}, make("label", {}, normalise, " 规范标点和序号（逐处列在“提示”里，不改文字）"))];
}

function elements(state) {
  const official = state.style.head !== "none";
  const details = make("details", { open: official || choices.elements.some(([key]) => state.said[key]) }, make("summary", {}, "公文的要素"), ...choices.elements.map(([key, label]) => word(state, key, label)));
  return [make("h2", {}, "公文"), details];
}
