// @ts-check
// One run of one contestant: a fresh tab, a warm-up and a rest, then the file, by way of a file input.

import { BARE } from "../server.js";
import { peakMegabytes } from "./peak.js";

/**
 * What is measured. Its module runs in the tab.
 * @typedef {object} Contestant
 * @property {(file: File) => Promise<{ answers?: import("./answers.js").Answers, wasm?: number }>} run
 *
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} module beside this file
 * @property {object} [options]
 *
 * @typedef {object} Run
 * @property {number} seconds from the file to the answers
 * @property {number} boot seconds until it could be asked, its warm-up not counted
 * @property {number | null} peak of the tab, MB
 * @property {import("./answers.js").Answers} [answers]
 * @property {number} [wasm] bytes of its memory at the end
 */

/**
 * @param {import("@playwright/test").Browser} browser @param {string} origin of the repository's folder
 * @param {Entry} entry @param {string} warmUp @param {string} file @returns {Promise<Run>}
 */
export async function run(browser, origin, entry, warmUp, file) {
  const page = await browser.newPage();
  await page.goto(origin + BARE);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement("input"), { type: "file", multiple: true }));
  });
  await page.locator("input").setInputFiles([warmUp, file]);
  const url = `${origin}/tests/browser/bench/${entry.module}`;
  try {
    const measured = await page.evaluate(measure, { url, options: entry.options ?? {} });
    return { ...measured, peak: await peakMegabytes(browser) };
  } finally {
    await page.close();
  }
}

/** In the tab. @param {{ url: string, options: object }} what */
async function measure({ url, options }) {
  const seconds = async (/** @type {() => Promise<any>} */ work) => {
    const start = performance.now();
    const outcome = await work();
    return { outcome, seconds: (performance.now() - start) / 1000 };
  };
  const [small, large] = [...(/** @type {HTMLInputElement} */ (document.querySelector("input")).files ?? [])];
  const { outcome: contestant, seconds: boot } = await seconds(async () => (await import(url)).prepare(options));
  await contestant.run(small);
  // A browser makes the code that has run fast beside it, and on few cores at its cost.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const measured = await seconds(() => contestant.run(large));
  return { ...measured.outcome, seconds: measured.seconds, boot };
}
