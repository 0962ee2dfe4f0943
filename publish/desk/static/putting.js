// Files dropped, chosen or pasted; text pasted with what the clipboard knows of it.
import { byId, say } from "./dom.js";
import { postJson } from "./server.js";
import { addPapers, attempt } from "./desk.js";

async function putFiles(files) {
  if (!files.length) return;
  const form = new FormData();
  for (const file of files) {
    form.append("file", file, file.name);
    form.append("changed", String(file.lastModified || 0));
  }
  say("正在放进来……");
  const answer = await attempt(() => postJson("files", form));
  if (answer) addPapers(answer);
}

async function putText(html, text) {
  const answer = await attempt(() => postJson("paste", { html, text }));
  if (answer) addPapers(answer);
}

function pasted(event) {
  const data = event.clipboardData;
  if (!data) return;
  const target = event.target;
  const typing = target instanceof Element && target.matches("input, textarea") && target.id !== "paste-text";
  if (typing || byId("speaking").open) return;
  const files = [...data.files], html = data.getData("text/html"), text = data.getData("text/plain");
  if (!html && !text && !files.length) return;
  event.preventDefault();
  byId("paste-dialog").close();
  if (html || text) putText(html, text);
  else putFiles(files);
}

export function listenForFiles() {
  const input = byId("files"), dialog = byId("paste-dialog"), area = byId("paste-text");
  byId("choose").addEventListener("click", () => input.click());
  input.addEventListener("change", () => { putFiles([...input.files]); input.value = ""; });
  byId("paste").addEventListener("click", () => { area.value = ""; dialog.showModal(); area.focus(); });
  dialog.addEventListener("close", () => { if (dialog.returnValue === "ok" && area.value.trim()) putText("", area.value); dialog.returnValue = ""; });
  document.addEventListener("paste", pasted);
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const files = [...event.dataTransfer.files];
    if (files.length) putFiles(files);
    else putText(event.dataTransfer.getData("text/html"), event.dataTransfer.getData("text/plain"));
  });
}
