// The pages as pictures: zoom, magnifier, the spot that is spoken of, the paragraph under a click.
import { byId, make } from "./dom.js";
import { openLine } from "./lines.js";
import { paper } from "./desk.js";

const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3], POINT = 4 / 3, SHARP = 1190, LENS = 2.5, ROUND = 3; // pt round a spot
let zoom = 0; // 0: fits the width
const spots = [];

const place = () => byId("pages");

function widthOf(size) {
  const room = place().clientWidth - 32;
  return zoom ? size[0] * POINT * zoom : Math.max(200, Math.min(room, size[0] * POINT * 1.25));
}

function sourceOf(state, index) {
  const scale = widthOf(state.sizes[index]) * (window.devicePixelRatio || 1) > SHARP * 1.05 ? 4 : 2;
  return `${state.number}/${state.look}/${scale}/${index}.png`;
}

export function showPages(state) {
  const old = [...place().querySelectorAll("figure")], sizes = state.sizes || [];
  unpoint();
  while (old.length > sizes.length) old.pop().remove();
  sizes.forEach((size, index) => {
    const figure = old[index] || place().appendChild(newFigure(index));
    const sheet = figure.firstChild, width = widthOf(size);
    sheet.style.width = width + "px";
    sheet.style.height = (width * size[1]) / size[0] + "px";
    figure.lastChild.textContent = state.lines ? `${index + 1} / ${sizes.length}` : `${index + 1}，后面的还在排`;
    exchange(sheet.firstChild, sourceOf(state, index), index, sizes.length);
  });
  const percent = sizes.length ? Math.round((widthOf(sizes[0]) / (sizes[0][0] * POINT)) * 100) : 100;
  byId("zoom").textContent = percent + "%";
}

function newFigure(index) {
  const image = make("img", { alt: "", loading: index ? "lazy" : "eager" });
  const sheet = make("div", { className: "sheet", onclick: (event) => clicked(event, index), onpointermove: (event) => magnify(event, image), onpointerleave: hideLens }, image);
  return make("figure", {}, sheet, make("figcaption"));
}

// A picture in sight is exchanged when the new one is there, so that nothing flickers.
async function exchange(image, source, index, count) {
  image.alt = `第 ${index + 1} 页，共 ${count} 页`;
  if (image.dataset.source === source) return;
  image.dataset.source = source;
  const box = image.getBoundingClientRect();
  if (image.src && box.bottom > 0 && box.top < innerHeight) {
    const fresh = new Image();
    fresh.src = source;
    try { await fresh.decode(); } catch { /* shown as missing */ }
    if (image.dataset.source !== source) return;
  }
  image.src = source;
}

function unpoint() {
  while (spots.length) spots.pop().remove();
}

// Marks a spot [page, left, top, bottom, right]; `count` characters of it, or to the end of the line.
export function point(spot, state, scroll = true, count = 0) {
  unpoint();
  if (!spot || !state.sizes) return;
  const [page, left, top, bottom, right] = spot, size = state.sizes[page], sheet = place().querySelectorAll(".sheet")[page];
  if (!sheet) return;
  const mark = make("div", { className: "spot" });
  const height = bottom - top, width = count ? Math.min(count * height, right - left) : right - left;
  mark.style.left = ((left - ROUND) / size[0]) * 100 + "%";
  mark.style.width = ((width + 2 * ROUND) / size[0]) * 100 + "%";
  mark.style.top = ((top - ROUND) / size[1]) * 100 + "%";
  mark.style.height = ((height + 2 * ROUND) / size[1]) * 100 + "%";
  sheet.append(mark);
  spots.push(mark);
  if (scroll) mark.scrollIntoView({ block: "center" });
}

function clicked(event, page) {
  const state = paper(), box = event.currentTarget.getBoundingClientRect();
  if (!state?.sizes) return;
  const y = ((event.clientY - box.top) / box.height) * state.sizes[page][1];
  if (state.checking) waiting = { look: state.look, page, y };
  else openAt(state, page, y);
}

// Where the lines stand is known a little later than the pages: a click before that is answered then.
let waiting = null;
export function answerClick(state) {
  if (!waiting || state.checking) return;
  const { look, page, y } = waiting;
  waiting = null;
  if (look === state.look) openAt(state, page, y);
}

function openAt(state, page, y) {
  const printed = (state.lines || []).filter((line) => line.spot).sort((a, b) => a.spot[0] - b.spot[0] || a.spot[2] - b.spot[2]);
  const above = printed.filter((line) => line.spot[0] < page || (line.spot[0] === page && line.spot[2] <= y + 4));
  if (above.length) openLine(above[above.length - 1].key);
}

let lens = null;
function magnify(event, image) {
  if (byId("magnifier").getAttribute("aria-pressed") !== "true") return;
  lens ||= document.body.appendChild(make("div", { id: "lens" }));
  const box = image.getBoundingClientRect(), width = lens.offsetWidth, height = lens.offsetHeight;
  const x = event.clientX - box.left, y = event.clientY - box.top;
  lens.style.backgroundImage = `url("${image.src}")`;
  lens.style.backgroundSize = `${box.width * LENS}px ${box.height * LENS}px`;
  lens.style.backgroundPosition = `${width / 2 - x * LENS}px ${height / 2 - y * LENS}px`;
  lens.style.left = Math.max(4, Math.min(innerWidth - width - 4, event.clientX + 20)) + "px";
  lens.style.top = Math.max(4, Math.min(innerHeight - height - 4, event.clientY + 20)) + "px";
}

function hideLens() {
  lens?.remove();
  lens = null;
}

function change(by) {
  const state = paper();
  if (!state?.sizes) return;
  const now = widthOf(state.sizes[0]) / (state.sizes[0][0] * POINT);
  const next = by > 0 ? STEPS.find((each) => each > now + 0.01) : [...STEPS].reverse().find((each) => each < now - 0.01);
  if (next) { zoom = next; showPages(state); }
}

export function listenForZoom() {
  byId("smaller").addEventListener("click", () => change(-1));
  byId("larger").addEventListener("click", () => change(1));
  byId("fit").addEventListener("click", () => { zoom = 0; if (paper()) showPages(paper()); });
  byId("magnifier").addEventListener("click", (event) => {
    const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(on));
    if (!on) hideLens();
  });
  let pending = 0;
  addEventListener("resize", () => { clearTimeout(pending); pending = setTimeout(() => paper() && showPages(paper()), 100); });
}
