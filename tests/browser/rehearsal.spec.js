// What the worker does while nobody has a file for it: it gets fast, and is in nobody's way.

import { expect, test } from "./fixtures.js";
import { beforeWorkers, choose, ready, settled } from "./shop.js";

/** @typedef {{ rehearsed: { steps: number, waiting: number } }} Counted timers of the worker that rang, and that will ring */

/** Counts the worker's timers, and makes each wait so long. @param {import("@playwright/test").Page} page @param {boolean} slow */
async function count(page, slow) {
  const script = (/** @type {number} */ wait) => {
    const counted = { steps: 0, waiting: 0 };
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    const open = new Set();
    Object.assign(globalThis, {
      rehearsed: counted,
      setTimeout: (/** @type {() => void} */ act) => {
        const timer = set(() => {
          open.delete(timer);
          counted.waiting = open.size;
          counted.steps += 1;
          act();
        }, wait);
        open.add(timer);
        counted.waiting = open.size;
        return timer;
      },
      clearTimeout: (/** @type {ReturnType<typeof setTimeout>} */ timer) => {
        open.delete(timer);
        counted.waiting = open.size;
        clear(timer);
      },
    });
  };
  await beforeWorkers(page, `() => (${script})(${slow ? 50 : 0})`);
}

/** @param {import("@playwright/test").Page} page */
async function counted(page) {
  const worker = page.workers()[0] ?? (await page.waitForEvent("worker"));
  return worker.evaluate(() => /** @type {Counted} */ (/** @type {any} */ (globalThis)).rehearsed);
}

/** What the page says of a file. @param {import("@playwright/test").Page} page */
async function report(page) {
  await choose(page, "cdnow/CDNOW_sample.txt");
  await expect(page.locator("#overview .finding")).toContainText("2,357 customers placed 6,919 valid orders");
  await settled(page);
  return page.locator("#panels").innerText();
}

// A whole rehearsal is waited for.
test.slow();

test("a file that comes during the rehearsal is answered, ends it, and is answered as after it", async ({ page, site, context }) => {
  await count(page, true);
  await ready(page, site.url);
  await expect.poll(async () => (await counted(page)).steps).toBeGreaterThan(2);
  const during = await report(page);
  const { steps, waiting } = await counted(page);
  expect(waiting).toBe(0);

  const other = await context.newPage();
  await count(other, false);
  await ready(other, site.url);
  const isOver = async () => {
    const { steps, waiting } = await counted(other);
    return steps > 0 && waiting === 0;
  };
  await expect.poll(isOver, { timeout: 50_000 }).toBe(true);
  const whole = await counted(other);
  expect(steps).toBeLessThan(whole.steps);
  expect(await report(other)).toBe(during);
  // Nothing of it is begun again.
  expect(await counted(other)).toEqual(whole);
  expect((await counted(page)).steps).toBe(steps);
});
