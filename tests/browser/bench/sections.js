// @ts-check
// What each section takes of the whole report: one after the other in the page's own worker, the first of them with what
// all are computed from. `cargo xtask bench sections` runs it with a file.

import { chromium } from "@playwright/test";
import { fileURLToPath } from "node:url";
import config from "../playwright.config.js";
import { BARE, serve } from "../server.js";

const [path = "", runs = "3"] = process.argv.slice(2);
const site = await serve(fileURLToPath(new URL("../../../", import.meta.url)));
const browser = await chromium.launch(config.use?.launchOptions ?? {});
try {
  const page = await browser.newPage();
  await page.goto(site.origin + BARE);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("input"), { type: "file" }));
  });
  await page.locator("input").setInputFiles(path);
  /** @type {Map<string, number[]>} */
  const taken = new Map();
  for (let run = 0; run < Number(runs); run++) {
    for (const [section, seconds] of await page.evaluate(measured, site.origin)) {
      taken.set(section, [...(taken.get(section) ?? []), seconds]);
    }
  }
  print(taken);
} finally {
  await browser.close();
  await site.close();
}

/** Seconds of each section, in the page. @param {string} origin @returns {Promise<[string, number][]>} */
async function measured(origin) {
  const files = [...(/** @type {HTMLInputElement} */ (document.querySelector("input")).files ?? [])];
  /** @type {typeof import("../../../www/engine.js")} */
  const { Engine } = await import(`${origin}/dist/engine.js`);
  const engine = await Engine.beside();
  const open = await engine.open(files, /** @type {any} */ ({}));
  if (open.length > 0) throw new Error(`the file raises a question: ${JSON.stringify(open)}`);
  const settings = /** @type {any} */ ({});
  /** @type {[string, number][]} */
  const taken = [];
  const timed = async (/** @type {any} */ section) => {
    const start = performance.now();
    const { results } = await engine.analyse(settings, [section]);
    taken.push([section, (performance.now() - start) / 1000]);
    return results;
  };
  const known = ["currency", "has_customers", "span", "values", "overview"];
  const results = await timed("overview");
  for (const section of Object.keys(results).filter((key) => !known.includes(key))) await timed(section);
  engine.close();
  return taken;
}

/** @param {Map<string, number[]>} taken seconds of each run */
function print(taken) {
  const median = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;
  const medians = [...taken].map(([section, all]) => /** @type {const} */ ([section, median(all)]));
  const total = medians.reduce((sum, [, seconds]) => sum + seconds, 0);
  console.log(`the whole report: ${total.toFixed(2)} s, medians of ${runs}; overview with what all are computed from\n`);
  for (const [section, seconds] of medians.sort(([, a], [, b]) => b - a)) {
    console.log(`${section.padEnd(20)} ${seconds.toFixed(3).padStart(8)} s ${((100 * seconds) / total).toFixed(1).padStart(6)} %`);
  }
}
