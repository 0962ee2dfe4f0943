// What is asked of the server; every answer that is no success becomes an error with a Chinese sentence.
export class Refused extends Error {
  constructor(message, hint, status) {
    super(message);
    this.hint = hint;
    this.status = status;
  }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Refused("连不上排版程序", "它可能已经停止；请看看启动它的窗口", 0);
  }
  if (answer.ok) return answer;
  let said = {};
  try {
    said = await answer.json();
  } catch { /* no sentence of ours */ }
  throw new Refused(said.message || "排版程序没有答应", said.hint || "请刷新这一页再试", answer.status);
}

export const getJson = async (path) => (await ask(path)).json();

export async function post(path, value) {
  const body = value instanceof FormData ? value : JSON.stringify(value ?? {});
  const headers = value instanceof FormData ? {} : { "Content-Type": "application/json" };
  const answer = await ask(path, { method: "POST", body, headers });
  return answer.status === 204 ? null : answer;
}

export const postJson = async (path, value) => (await post(path, value))?.json();

// Saves what an address gives under the name the server says; gives the line for whoever prints it.
export async function download(path, options) {
  const answer = await ask(path, options);
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = named ? decodeURIComponent(named[1]) : "publish";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return { name: link.download, note: decodeURIComponent(answer.headers.get("X-Note") || "") };
}
