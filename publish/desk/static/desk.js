// The desk: what lies on it, which paper is shown, what changes.
import { byId, complain, make, renew, say } from "./dom.js";
import { getJson, post, postJson } from "./server.js";
import { listenForFiles } from "./putting.js";
import { showLines } from "./lines.js";
import { showSettings } from "./settings.js";
import { showAccount } from "./account.js";
import { showTaking } from "./taking.js";
import { answerClick, showPages, listenForZoom } from "./pages.js";
import { listenForSpeaking } from "./speaking.js";

const ALIVE = 240000, GLANCE = 1500;
const papers = new Map();
let current = 0;
export const choices = JSON.parse(document.body.dataset.choices);
export const paper = () => papers.get(current);
export const address = (path = "") => `${current}/${path}`;

export async function attempt(work) {
  try {
    complain(null);
    return await work();
  } catch (error) {
    complain({ message: error.message, hint: error.hint });
    return undefined;
  }
}

// Sends one step of correcting; the change shows at once when the server has set the text again.
export const step = (kind, values) => attempt(async () => take(await postJson(address("step"), { kind, ...values })));
const move = (by) => attempt(async () => take(await postJson(address("move"), { by })));

function take(state) {
  papers.set(state.number, state);
  if (state.number === current) show();
  showPapers();
}

export function choosePaper(number) {
  current = number;
  show(true);
  showPapers();
}

export function addPapers({ papers: added, refused }) {
  for (const state of added) papers.set(state.number, state);
  if (added.length) choosePaper(added[0].number);
  if (refused.length) {
    const lines = refused.map((each) => `${each.file}：${each.message}${each.hint ? "，" + each.hint : ""}`);
    complain({ message: lines.join("\n") });
  }
  follow();
}

async function removePaper(number) {
  await attempt(() => post(`${number}/remove`));
  papers.delete(number);
  choosePaper([...papers.keys()].pop() || 0);
}

function showPapers() {
  const entries = [...papers.values()].map((state) => make("span", { className: "paper" },
    make("button", { type: "button", "data-key": "paper" + state.number, title: state.file, "aria-current": String(state.number === current), onclick: () => choosePaper(state.number) }, state.file + (state.working ? " …" : "")),
    make("button", { type: "button", "data-key": "remove" + state.number, "aria-label": "移走 " + state.file, onclick: () => removePaper(state.number) }, "×")));
  renew(byId("papers"), ...entries);
  document.body.classList.toggle("empty", papers.size === 0);
}

let shown = "";
function show(whole = false) {
  const state = paper();
  if (!state) { say(""); return; }
  complain(state.error.message ? state.error : null);
  say(state.working ? (state.place ? `排队中，前面还有 ${state.place} 个` : "正在排版……") : state.look ? "" : "没有排成");
  byId("undo").disabled = !state.undo;
  byId("redo").disabled = !state.redo;
  byId("speak").disabled = !state.lines;
  const key = [state.number, state.look, state.version].join();
  if (!whole && key === shown) return;
  shown = key;
  document.title = (state.name || state.file) + " — 排版";
  byId("summary").textContent = state.lines ? summarise(state) : "";
  showPages(state);
  showLines(state);
  showSettings(state);
  showAccount(state);
  showTaking(state);
  answerClick(state);
}

function summarise(state) {
  const minutes = Math.max(1, Math.round(state.characters / state.rate));
  return `${state.sizes.length} 页，${state.characters} 字，约讲 ${minutes} 分钟`;
}

// The shown paper is asked for with patience; the others, while they are being made, by a glance at all.
let following = false;
async function follow() {
  if (following) return;
  following = true;
  while (papers.size) {
    const number = current, state = papers.get(number);
    try {
      if (state) {
        const fresh = await getJson(`${number}/state?after=${state.version}`);
        if (papers.has(number)) take(fresh);
      }
    } catch (error) {
      if (error.status === 404 && papers.has(number)) complain({ message: error.message, hint: error.hint });
      if (error.status === 0) say(error.message);
      await new Promise((resume) => setTimeout(resume, 3000));
    }
  }
  following = false;
}

async function glance() {
  if ([...papers.values()].some((state) => state.working && state.number !== current)) {
    try {
      for (const state of await getJson("papers")) if (papers.has(state.number) && state.number !== current) papers.set(state.number, state);
      showPapers();
    } catch { /* the follower says so */ }
  }
  setTimeout(glance, GLANCE);
}

const tabs = [...document.querySelectorAll('[role="tab"]')];
export function chooseTab(tab, focus = false) {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    byId(each.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
}
for (const tab of tabs) {
  tab.addEventListener("click", () => chooseTab(tab));
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) chooseTab(tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length], true);
  });
}

byId("undo").addEventListener("click", () => move(-1));
byId("redo").addEventListener("click", () => move(1));
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    move(key === "y" || event.shiftKey ? 1 : -1);
  }
});
addEventListener("pagehide", () => navigator.sendBeacon("close"));
addEventListener("pageshow", (event) => { if (event.persisted) post("alive").catch(() => location.reload()); });
setInterval(() => post("alive").catch(() => undefined), ALIVE);

listenForFiles();
listenForZoom();
listenForSpeaking();
attempt(async () => {
  for (const state of await getJson("papers")) papers.set(state.number, state);
  if (papers.size) choosePaper([...papers.keys()][0]);
  follow();
  glance();
});
