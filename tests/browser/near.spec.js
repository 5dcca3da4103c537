// Figures are drawn near what can be seen, and have their place before.

import { expect, test } from "./fixtures.js";
import { ready, scrollThrough, settled } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */

const SOME = "#retention_curve, #rfm_segments, #lifecycle, #shop_cycle, #pareto";

/** Of each figure its panel, how far its place is from the view in screens, its size, and whether it is drawn. @param {Page} page */
function figures(page) {
  return page.locator("#panels canvas").evaluateAll((all) =>
    all.map((canvas) => {
      const { top, bottom, width, height } = /** @type {HTMLElement} */ (canvas).getBoundingClientRect();
      const screens = Math.max(top - innerHeight, -bottom, 0) / innerHeight;
      return { panel: canvas.closest(".panel")?.id, screens, width, height, isDrawn: canvas.hasAttribute("width") };
    }),
  );
}

/** @param {Page} page @param {string} url */
async function opened(page, url) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ready(page, url);
  await page.locator("#sample").click();
  await settled(page);
}

test("what is far below is not drawn, has its place, and is drawn where it comes near", async ({ page, site }) => {
  await opened(page, site.url);
  await page.evaluate(() => scrollTo(0, 0));
  const first = await figures(page);
  expect(first.length).toBeGreaterThan(40);
  expect(first.filter(({ screens }) => screens === 0).every(({ isDrawn }) => isDrawn)).toBe(true);
  const far = first.filter(({ screens }) => screens > 4);
  expect(far.length).toBeGreaterThan(30);
  // While the report was made a few panels stood nearer.
  expect(far.filter(({ isDrawn }) => isDrawn).length).toBeLessThan(4);
  await scrollThrough(page, SOME);
  await expect.poll(async () => (await figures(page)).find(({ panel }) => panel === "pareto")?.isDrawn).toBe(true);
  const drawn = await figures(page);
  expect(drawn.filter(({ isDrawn }) => isDrawn).length).toBeGreaterThan(6);
  expect(drawn.filter(({ isDrawn }) => !isDrawn).length).toBeGreaterThan(10);
  // What was drawn is as large as its place was.
  const size = (/** @type {(typeof first)[0]} */ { panel, width, height }) => ({ panel, width, height });
  expect(drawn.map(size)).toEqual(first.map(size));
});

test("another width, colour or language draws what is near, and nothing moves", async ({ page, site }) => {
  await opened(page, site.url);
  await scrollThrough(page, SOME);
  const widths = () => page.locator("#panels canvas").evaluateAll((all) => all.map((canvas) => canvas.getAttribute("width")));
  const before = await widths();
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(async () => (await figures(page)).every(({ screens, isDrawn }) => screens > 0 || isDrawn)).toBe(true);
  await expect.poll(async () => (await widths()).filter((width, at) => width !== before[at]).length).toBeGreaterThan(0);
  const changed = (await widths()).filter((width, at) => width !== before[at]);
  expect(changed.length).toBeLessThan(before.length / 2);
  for (const press of ["#theme", "#language"]) {
    await page.locator(press).click();
    const now = await figures(page);
    // Without a frame in between.
    expect(now.filter(({ screens, isDrawn }) => screens === 0 && !isDrawn)).toEqual([]);
    expect(now.filter(({ isDrawn }) => isDrawn).length).toBeLessThan(now.length / 2);
  }
});

test("a figure answers to keys as soon as it has the focus", async ({ page, site }) => {
  await opened(page, site.url);
  await page.evaluate(() => scrollTo(0, 0));
  const words = await page.evaluate(() => {
    const canvas = /** @type {HTMLElement} */ (document.querySelector("#pareto canvas"));
    const isDrawn = canvas.hasAttribute("width");
    canvas.focus();
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
    return [isDrawn, document.querySelector("#pareto .tip")?.textContent];
  });
  expect(words[0]).toBe(false);
  expect(words[1]).not.toBe("");
});

test("on paper are all figures", async ({ page, site }) => {
  await opened(page, site.url);
  const all = await page.locator("#panels .plot").count();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("#panels .plot svg.printed")).toHaveCount(all);
});
