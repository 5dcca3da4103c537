// @ts-check
// For a page that has embed.html in a frame: gives the frame the height that it asks for, and tells it the language of
// the page and the colour that it lies on, now and whenever they change.

import { paperOf } from "./dress.js";

const EMBED = new URL("./embed.html", import.meta.url);

const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(EMBED.href));

/** @param {HTMLIFrameElement} frame */
function tell(frame) {
  const near = /** @type {HTMLElement | null} */ (frame.closest("[lang]"))?.lang || navigator.language;
  const lang = near.toLowerCase().startsWith("zh") ? "zh" : "en";
  frame.contentWindow?.postMessage({ huitou: { lang, paper: paperOf(frame, frame) } }, EMBED.origin);
}

/** @type {WeakSet<HTMLIFrameElement>} */
const told = new WeakSet();

addEventListener("message", ({ source, origin, data }) => {
  if (origin !== EMBED.origin) return;
  const frame = frames().find((one) => one.contentWindow === source);
  const height = data?.huitou?.height;
  if (!frame || !Number.isInteger(height) || height < 0) return;
  frame.style.height = `${height}px`;
  if (!told.has(frame)) tell(frame);
  told.add(frame);
});

const changed = () => frames().forEach(tell);
for (const node of [document.documentElement, document.body]) new MutationObserver(changed).observe(node, { attributes: true });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
// Those that were ready before this page listened say their height again when they are spoken to; the others will.
for (const frame of frames()) frame.contentWindow?.postMessage({ huitou: {} }, "*");
