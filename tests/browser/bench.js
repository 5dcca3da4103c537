// Seconds from choosing a file to the first panel, beside the time to read the same file and do nothing with it, in one
// headless Chromium, interleaved. Run by `cargo xtask bench`: node bench.js FILE...

import { chromium } from "@playwright/test";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import config from "./playwright.config.js";
import { BARE, serve } from "./server.js";

const RUNS = 3;
const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/** Reads the file by the same slices as the page's worker, and drops them. @param {import("@playwright/test").Page} page @param {string} path */
async function readAlone(page, path) {
  await page.goto(site.origin + BARE);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file" })));
  await page.locator("input").setInputFiles(path);
  return page.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector("input"));
    const file = /** @type {File} */ (input.files?.[0]);
    const code = `onmessage = async ({ data: file }) => {
      const waiting = [];
      let next = 0;
      const one = () => waiting.push(file.slice(next, (next += ${4 << 20})).arrayBuffer());
      while (waiting.length < 3 && next < file.size) one();
      for (let slice = waiting.shift(); slice; slice = waiting.shift()) {
        await slice;
        if (next < file.size) one();
      }
      postMessage(true);
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const start = performance.now();
    await new Promise((resolve) => {
      worker.onmessage = resolve;
      worker.postMessage(file);
    });
    return performance.now() - start;
  });
}

/** From the choice of the file until the first panel is painted. @param {import("@playwright/test").Page} page @param {string} path */
async function toFirstPanel(page, path) {
  await page.goto(`${site.url}?lang=en`);
  await page.locator("html[data-ready]").waitFor();
  const seconds = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("change", () => {
          const start = performance.now();
          new MutationObserver((_, observer) => {
            if (!document.querySelector(".panel canvas")) return;
            observer.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
          }).observe(document.body, { childList: true, subtree: true });
        }, { capture: true, once: true });
      }),
  );
  await page.locator("#files").setInputFiles(path);
  return /** @type {Promise<number>} */ (seconds);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const site = await serve(DIST);
const browser = await chromium.launch(config.use?.launchOptions ?? {});
console.log("file, MB | to the first panel, s | read alone, s | ratio");
for (const path of process.argv.slice(2)) {
  const alone = [];
  const panel = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await browser.newPage();
    alone.push(await readAlone(page, path));
    panel.push(await toFirstPanel(page, path));
    await page.close();
  }
  const [a, p] = [median(alone) / 1000, median(panel) / 1000];
  const megabytes = (statSync(path).size / 1e6).toFixed(1);
  console.log(`${megabytes} | ${p.toFixed(2)} | ${a.toFixed(3)} | ${(p / a).toFixed(1)}`);
}
await browser.close();
await site.close();
