// @ts-check
// The page inside a frame of another page, for visitors' own files: sealed as ever. The page around is told how high
// this one is, and nothing else; it may say its language and the colour that it lies on.

import { follow } from "./app.js";

const around = window.parent;

/** @param {MessageEvent} event */
function hear({ source, data }) {
  // Anybody can send a message; the page around is the only one that is listened to.
  if (source !== around || around === window || typeof data?.huitou !== "object") return;
  follow(data.huitou ?? {});
  // It may have listened too late to be told before.
  tellHeight();
}

function tellHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  // Who is around is not known here, and a height is no secret.
  around.postMessage({ huitou: { height } }, "*");
}

addEventListener("message", hear);
new ResizeObserver(tellHeight).observe(document.body);

// In the middle of a frame higher than the screen a dialog would not be seen: it opens around what was pressed.
addEventListener(
  "click",
  ({ target }) => {
    const { top = 0 } = target instanceof Element ? target.getBoundingClientRect() : {};
    document.documentElement.style.setProperty("--pressed-at", `${top}px`);
  },
  { capture: true },
);
