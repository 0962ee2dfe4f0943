// The text as it is spoken: large, scrolling at a set pace, with the minutes left; page turns as in the large copy.
import { byId, make } from "./dom.js";
import { address, attempt } from "./desk.js";
import { getJson } from "./server.js";

const LINE = 0.3, SLOWEST = 20, FASTEST = 600, MORE = 10; // where on the screen is read; characters a minute
let pieces = [], total = 0, said = 0, rate = 200, running = false, before = 0;
const text = () => byId("speak-text");
const still = matchMedia("(prefers-reduced-motion: reduce)");

async function open() {
  const speech = await attempt(() => getJson(address("speak")));
  if (!speech) return;
  let page = 1;
  total = 0;
  pieces = speech.paragraphs.map((paragraph) => {
    const element = make("p", { className: paragraph.kind });
    let from = 0;
    for (const turn of paragraph.turns) {
      page += 1;
      element.append(paragraph.text.slice(from, turn), make("span", { className: "turn" }, `第 ${page} 页`));
      from = turn;
    }
    element.append(paragraph.text.slice(from));
    const piece = { element, start: total, count: paragraph.text.replace(/[^\p{L}\p{N}]/gu, "").length };
    total += piece.count;
    return piece;
  });
  text().replaceChildren(...pieces.map((piece) => piece.element));
  said = 0;
  setRate(speech.rate);
  byId("speaking").showModal();
  text().focus();
  run(false);
  scroll();
}

function scroll() {
  const piece = pieces.findLast((each) => each.start <= said) || pieces[0];
  if (!piece) return;
  const within = still.matches || !piece.count ? 0 : (said - piece.start) / piece.count;
  text().scrollTop = piece.element.offsetTop + within * piece.element.offsetHeight - text().clientHeight * LINE;
  const seconds = Math.round(((total - said) * 60) / rate);
  byId("speak-left").textContent = `还有 ${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, "0")} 秒`;
}

function tick(now) {
  if (!running) return;
  said = Math.min(total, said + (Math.min(now - before, 1000) * rate) / 60000);
  before = now;
  scroll();
  if (said >= total) run(false);
  else requestAnimationFrame(tick);
}

function run(on) {
  running = on;
  byId("speak-run").textContent = on ? "停下" : "开始";
  before = performance.now();
  if (on) requestAnimationFrame(tick);
}

function setRate(value) {
  rate = Math.max(SLOWEST, Math.min(FASTEST, Math.round(value) || 200));
  byId("speak-rate").value = rate;
  scroll();
}

function go(by) {
  const at = pieces.findLastIndex((piece) => piece.start <= said);
  const here = by < 0 && said - pieces[at].start > 20 ? at : at + by;
  said = pieces[Math.max(0, Math.min(pieces.length - 1, here))].start;
  scroll();
}

const KEYS = { " ": () => run(!running), ArrowUp: () => setRate(rate + MORE), ArrowDown: () => setRate(rate - MORE), ArrowLeft: () => go(-1), ArrowRight: () => go(1), PageUp: () => go(-1), PageDown: () => go(1) };

export function listenForSpeaking() {
  byId("speak").addEventListener("click", open);
  byId("speak-run").addEventListener("click", () => run(!running));
  byId("speak-back").addEventListener("click", () => go(-1));
  byId("speak-slower").addEventListener("click", () => setRate(rate - MORE));
  byId("speak-faster").addEventListener("click", () => setRate(rate + MORE));
  byId("speak-rate").addEventListener("change", (event) => setRate(Number(event.target.value)));
  byId("speak-close").addEventListener("click", () => byId("speaking").close());
  byId("speaking").addEventListener("close", () => run(false));
  byId("speaking").addEventListener("keydown", (event) => {
    const work = KEYS[event.key];
    if (!work || event.target.matches("input") || (event.key === " " && event.target.matches("button"))) return;
    event.preventDefault();
    work();
  });
}
