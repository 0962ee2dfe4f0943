// Elements made and found; texts of strangers are only ever set as text.
export const byId = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Exchanges the content of a place, and keeps the focus on what has the same data-key.
export function renew(place, ...children) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const scroll = place.scrollTop;
  place.replaceChildren(...children);
  place.scrollTop = scroll;
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

export function say(text) {
  if (byId("status").textContent !== text) byId("status").textContent = text;
}

export function complain(problem) {
  const place = byId("error");
  place.hidden = !problem;
  place.textContent = problem ? [problem.message, problem.hint && "→ " + problem.hint].filter(Boolean).join("\n") : "";
}

// Whether a place already shows what this key stands for: it is left alone then, with what somebody is typing there.
const keys = new Map();
export function isShown(id, ...parts) {
  const key = JSON.stringify(parts), same = keys.get(id) === key;
  keys.set(id, key);
  return same;
}
