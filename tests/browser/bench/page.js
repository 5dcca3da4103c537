// @ts-check
// The real page, as a merchant has it: given a file, and a setting changed.

import { peakMegabytes } from "./peak.js";

/**
 * @typedef {object} Visit
 * @property {number} panel seconds from the choice of the file to the first panel painted
 * @property {number} report seconds to all of them
 * @property {number | undefined} setting seconds from the slowest change of a setting to the panels in view drawn anew
 * @property {number | null} peak of the tab, MB
 */

// Long enough for whatever the page does while nobody has dropped a file yet.
const IDLE_MS = 2_000;

/**
 * @param {import("@playwright/test").Browser} browser @param {string} url @param {string} file
 * @param {{ change: boolean }} options whether settings are changed too @returns {Promise<Visit>}
 */
export async function visit(browser, url, file, { change }) {
  const page = await browser.newPage();
  try {
    await page.goto(`${url}?lang=en`);
    await page.locator("html[data-ready]").waitFor();
    await page.waitForTimeout(IDLE_MS);
    const painted = page.evaluate(untilPainted);
    await page.locator("#files").setInputFiles(file);
    const seconds = await painted;
    const setting = change ? Math.max(...(await changeEach(page))) : undefined;
    return { ...seconds, setting, peak: await peakMegabytes(browser) };
  } finally {
    await page.close();
  }
}

/** In the tab: seconds to the first panel, and to the last. @returns {Promise<{ panel: number, report: number }>} */
function untilPainted() {
  const frame = () => new Promise((after) => requestAnimationFrame(after));
  // The second frame begins when the first is on the screen.
  const painted = () => frame().then(frame);
  const isHidden = (/** @type {string} */ id) => document.getElementById(id)?.hidden;
  return new Promise((resolve, reject) => {
    const watch = () => {
      const start = performance.now();
      const seconds = () => (performance.now() - start) / 1000;
      const observer = new MutationObserver(async () => {
        if (!isHidden("question") || !isHidden("trouble")) reject(new Error("the page asks or refuses"));
        if (!document.querySelector(".panel canvas")) return;
        observer.disconnect();
        await painted();
        const panel = seconds();
        // The page says that it reads until it has shown all of them.
        if (isHidden("reading")) return resolve({ panel, report: panel });
        while (!isHidden("reading")) await frame();
        await painted();
        resolve({ panel, report: seconds() });
      });
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    };
    addEventListener("change", watch, { capture: true, once: true });
  });
}

/** Sets each setting that has a choice to its next value, and back: the seconds of each. @param {import("@playwright/test").Page} page @returns {Promise<number[]>} */
async function changeEach(page) {
  const ids = await page.locator("#settings select").evaluateAll((all) => all.map(({ id }) => id));
  const seconds = [];
  for (const id of ids) {
    for (const step of [1, -1]) seconds.push(await page.evaluate(untilRedrawn, { id, step }));
  }
  return seconds;
}

/** In the tab: seconds from another value to the panels in view redrawn. @param {{ id: string, step: number }} what @returns {Promise<number>} */
async function untilRedrawn({ id, step }) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById(id));
  const count = select.options.length;
  const isStale = (/** @type {Element} */ panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight && panel.closest(".stale") !== null;
  };
  const areStale = () => [...document.querySelectorAll(".panel")].some(isStale);
  const frame = () => new Promise((after) => requestAnimationFrame(after));
  scrollTo(0, 0);
  await frame();
  const start = performance.now();
  select.selectedIndex = (select.selectedIndex + step + count) % count;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  if (!areStale()) throw new Error(`the setting ${id} changes nothing in view`);
  while (areStale()) await frame();
  // Drawn and on the screen.
  await frame().then(frame);
  return (performance.now() - start) / 1000;
}
