"use strict";

// Waits for the next build, then exchanges pages and report in place, so that the reader stays where he was.
const content = document.getElementById("content");
const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

function shownVersion() {
  return content.querySelector("main").dataset.version;
}

async function load(address) {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function exchange() {
  const fresh = document.createElement("div");
  fresh.innerHTML = await load("content");
  const images = [...fresh.querySelectorAll("img")];
  const visible = [...content.querySelectorAll("img")].filter((image) => {
    const box = image.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  });
  const first = images.filter((image) => visible.some((old) => old.alt === image.alt));
  await Promise.all(first.map((image) => { image.loading = "eager"; return image.decode().catch(() => undefined); }));
  const scroll = content.querySelector("aside").scrollTop;
  content.replaceChildren(...fresh.childNodes);
  content.querySelector("aside").scrollTop = scroll;
  document.title = content.querySelector("h1").textContent;
}

async function follow() {
  for (;;) {
    try {
      const version = await load("changed/" + shownVersion());
      if (version !== shownVersion()) await exchange();
    } catch (error) {
      document.title = "预览已停止";
      await pause(1000);
    }
  }
}

follow();
