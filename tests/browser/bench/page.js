// @ts-check
// The real page, as a merchant has it: given a file, and a setting changed.

import { peakMegabytes } from "./peak.js";

// Long enough for whatever the page does while nobody has dropped a file yet.
const IDLE_MS = 2_000;

/**
 * Notes seconds to the first panel and to the report, MB of the tab, and seconds of the slowest setting.
 * @param {import("@playwright/test").Browser} browser @param {string} url @param {string} file
 * @param {boolean} change whether settings are changed too
 * @param {(what: "panel" | "report" | "page peak" | "setting", value: number | null) => void} note
 */
export async function visit(browser, url, file, change, note) {
  const page = await browser.newPage();
  try {
    await page.goto(`${url}?lang=en`);
    await page.locator("html[data-ready]").waitFor();
    await page.waitForTimeout(IDLE_MS);
    const painted = page.evaluate(untilPainted);
    await page.locator("#files").setInputFiles(file);
    const { panel, report } = await painted;
    note("panel", panel);
    note("report", report);
    note("page peak", await peakMegabytes(browser));
    if (change) note("setting", Math.max(...(await changeEach(page))));
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
        // The page says that it is busy until it has shown all of them.
        while (document.getElementById("panels")?.ariaBusy !== "false") await frame();
        await painted();
        resolve({ panel, report: seconds() });
      });
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    };
    addEventListener("change", watch, { capture: true, once: true });
  });
}

/** Sets each setting that has a choice to its next value, and back: the seconds of each that shows. @param {import("@playwright/test").Page} page @returns {Promise<number[]>} */
async function changeEach(page) {
  const ids = await page.locator("#settings select").evaluateAll((all) => all.map(({ id }) => id));
  const seconds = [];
  for (const id of ids) {
    for (const step of [1, -1]) seconds.push(await page.evaluate(untilRedrawn, { id, step }));
  }
  const shown = seconds.filter((one) => one !== null);
  if (shown.length === 0) throw new Error("no setting changes a panel in view");
  return shown;
}

/**
 * In the tab: seconds from another value to the panels in view redrawn; null where none of them is touched.
 * @param {{ id: string, step: number }} what @returns {Promise<number | null>}
 */
async function untilRedrawn({ id, step }) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById(id));
  const count = select.options.length;
  const isInView = (/** @type {Element} */ panel) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const areStale = () => [...document.querySelectorAll(".panel")].some((panel) => panel.closest(".stale") && isInView(panel));
  const frame = () => new Promise((after) => requestAnimationFrame(after));
  scrollTo(0, 0);
  await frame();
  const start = performance.now();
  select.selectedIndex = (select.selectedIndex + step + count) % count;
  for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
  // The page answers within a frame or two.
  for (let waited = 0; !areStale(); waited++) {
    if (waited === 3) return null;
    await frame();
  }
  while (areStale()) await frame();
  // Drawn and on the screen.
  await frame().then(frame);
  return (performance.now() - start) / 1000;
}
