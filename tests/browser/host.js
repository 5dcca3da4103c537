// A page of somebody else, at another origin than ours, with a policy of its own.

import { readFileSync } from "node:fs";
import { loaded, ready } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./server.js").Site} Site */

/** What a strict host has to allow. @param {string} ours our origin */
const STRICT = (ours) =>
  `default-src 'none'; script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self' ${ours}; worker-src blob:; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`;

/** Opens a page at `elsewhere` with an element in it. @param {Page} page @param {Site} elsewhere @param {{ body: string, ours: string, policy?: string, lang?: string, css?: string, files?: Record<string, string> }} host `policy`: none where empty; `files` by path */
export async function host(page, elsewhere, { body, ours, policy = STRICT(ours), lang = "en", css = "", files = {} }) {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A blog</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="host.css"></head><body>${body}
<script type="module" src="${ours}/define.js"></script></body></html>`;
  elsewhere.put("/host.html", { type: "text/html", text: html, headers: policy ? { "Content-Security-Policy": policy } : {} });
  elsewhere.put("/host.css", { type: "text/css", text: `huitou-report { display: block; height: 40rem; } ${css}` });
  for (const [path, text] of Object.entries(files)) elsewhere.put(path, { type: "text/plain", text });
  // What the element tells, written down before it can tell anything.
  await page.addInitScript(() => {
    const told = /** @type {any[]} */ ([]);
    Object.assign(window, { told });
    for (const name of ["huitou-progress", "huitou-report", "huitou-error"]) {
      addEventListener(name, (event) => {
        const { report, ...detail } = /** @type {CustomEvent} */ (event).detail;
        told.push({ name, composed: event.composed, hasReport: Boolean(report), ...detail });
      });
    }
  });
  await page.goto(`${elsewhere.origin}/host.html`);
}

/** @type {Promise<string> | undefined} */
let saved;

/** The sample shop's report as the page saves it. @param {import("@playwright/test").Browser} browser @param {Site} site @returns {Promise<string>} */
export function savedReport(browser, site) {
  return (saved ??= (async () => {
    const page = await browser.newPage({ locale: "en-GB" });
    await ready(page, site.url);
    await loaded(site);
    await page.locator("#sample").click();
    const button = page.locator("#save-report");
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const text = readFileSync(await download.path(), "utf8");
    await page.close();
    return text;
  })());
}
