// What takes long is worked out beside everything else: settings are answered meanwhile, and it can be stopped.

import { expect, test } from "./fixtures.js";
import { BARE } from "./server.js";
import { beforeWorkers, ready, settled } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */

const RUNNING = "Being worked out. Stop";
const STOPPED = "Work it out";

/** @param {Page} page */
const long = (page) => page.locator("#expected_value .long");
/** @param {Page} page */
const finding = (page) => page.locator("#expected_value .finding");

/** The sample shop, scrolled to what takes long. @param {Page} page @param {string} url */
async function opened(page, url) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ready(page, url);
  await page.locator("#sample").click();
  await settled(page);
  await page.locator("#expected_value").evaluate((panel) => panel.scrollIntoView());
}

/** @param {Page} page @param {number} workers */
async function expectWorkers(page, workers) {
  await expect.poll(() => page.workers().length).toBe(workers);
}

/** Sets without moving what is read. @param {Page} page @param {string} name @param {string} value */
async function set(page, name, value) {
  await page.evaluate(([name, value]) => {
    const control = /** @type {HTMLInputElement} */ (document.getElementById(`set-${name}`));
    control.value = value ?? "";
    control.dispatchEvent(new Event("input"));
    control.dispatchEvent(new Event("change"));
  }, [name, value]);
}

/** A fit begins five seconds later. */
function slowly() {
  addEventListener("message", (event) => {
    if (event.data.call !== "fit") return;
    event.stopImmediatePropagation();
    setTimeout(() => /** @type {any} */ (globalThis).onmessage({ data: event.data }), 5000);
  });
}

/** A fit up to the sample's last day, 2025-12-31, never ends. */
function never() {
  addEventListener("message", (event) => {
    const { call, args } = event.data;
    if (call === "fit" && Number(args[0][0]) === Date.UTC(2025, 11, 31) / 86_400_000) event.stopImmediatePropagation();
  });
}

/** No fit. */
function refused() {
  addEventListener("message", ({ data }) => {
    if (data.call === "fit") throw new Error("refused");
  });
}

test("while it is worked out a setting is answered, and then it is there", async ({ page, site }) => {
  await beforeWorkers(page, slowly);
  await opened(page, site.url);
  await expect(long(page)).toHaveText(RUNNING);
  await expectWorkers(page, 2);
  await set(page, "period", "week");
  await expect(page.locator("#retention_curve .finding")).toContainText("1st week");
  await expect(page.locator("#value .stale, #overview.stale, #retention_curve.stale")).toHaveCount(0);
  await expect(long(page)).toHaveText(RUNNING);
  await expect(finding(page)).toContainText("Not worked out yet");
  await settled(page);
  await expect(finding(page)).toContainText("order days");
  await expect(page.locator("#expected_value canvas").first()).toBeVisible();
  await expect(long(page)).toHaveCount(0);
  await expect(page.locator(".stale")).toHaveCount(0);
  await expectWorkers(page, 1);
});

test("what is stopped leaves the page right; another setting ends it and begins its own", async ({ page, site }) => {
  test.slow(); // five answers to all of the page
  await beforeWorkers(page, never);
  await opened(page, site.url);
  await expect(long(page)).toHaveText(RUNNING);
  const top = () => page.locator("#expected_value").evaluate((panel) => panel.getBoundingClientRect().top);
  const before = await top();
  await long(page).click();
  await expect(long(page)).toHaveText(STOPPED);
  await settled(page);
  expect(await top()).toBe(before);
  await expectWorkers(page, 1);
  await expect(finding(page)).toContainText("Not worked out yet");
  await page.locator("#language").click();
  await expect(long(page)).toHaveText("开始估计");
  await expect(finding(page)).toContainText("还没有估计");
  await page.locator("#language").click();
  await page.locator("#expected_value").evaluate((panel) => panel.scrollIntoView());
  await long(page).click();
  await expect(long(page)).toHaveText(RUNNING);
  await expectWorkers(page, 2);
  // It reads this setting: what is being worked out is of no use, and the other comes to its end.
  await set(page, "as_of", "2025-12-30");
  await settled(page);
  await expect(finding(page)).toContainText("order days");
  await expect(page.locator(".stale")).toHaveCount(0);
  await expectWorkers(page, 1);
  const answered = await finding(page).textContent();
  // It begins anew under what was set first, and what was answered stands dimmed in its place.
  await set(page, "as_of", "2025-12-31");
  await page.locator("#expected_value").evaluate((panel) => panel.scrollIntoView());
  await expect(long(page)).toHaveText(RUNNING, { timeout: 40_000 });
  await expect(page.locator("#expected_value")).toHaveClass(/stale/);
  await set(page, "as_of", "2025-12-30");
  await settled(page);
  await expect(page.locator(".stale")).toHaveCount(0);
  await expect(long(page)).toHaveCount(0);
  expect(await finding(page).textContent()).toBe(answered);
  await expectWorkers(page, 1);
});

test("another file ends it", async ({ page, site }) => {
  await beforeWorkers(page, never);
  await opened(page, site.url);
  await expect(long(page)).toHaveText(RUNNING);
  await page.locator("#another").click();
  await expectWorkers(page, 1);
  await page.locator("#sample").click();
  await settled(page);
  await expect(page.locator("#overview .finding")).not.toBeEmpty();
  await expect(long(page)).toHaveCount(0);
});

test("where no worker can, it is worked out as everything else is", async ({ page, site, trouble }) => {
  await beforeWorkers(page, refused);
  await opened(page, site.url);
  await expect(finding(page)).toContainText("order days");
  await expect(long(page)).toHaveCount(0);
  await expectWorkers(page, 1);
  expect(trouble.splice(0).every((words) => words.includes("refused"))).toBe(true);
});

test("what is worked out apart is what one worker alone makes of it, bit for bit", async ({ page, site }) => {
  await page.goto(site.origin + BARE);
  const [apart, alone] = await page.evaluate(async (url) => {
    /** @type {typeof import("../../www/engine.js")} */
    const { Engine, core } = await import(`${url}engine.js`);
    const engine = await Engine.load();
    const shop = /** @type {Uint8Array<ArrayBuffer>} */ (core.sample("en"));
    const settings = /** @type {any} */ ({ from: Date.UTC(2024, 1, 1) / 86_400_000 });
    const reports = [];
    for (const isApart of [true, false]) {
      await engine.open([new File([shop], "orders.csv")], /** @type {any} */ ({}));
      if (isApart) await engine.prepare(settings);
      reports.push(JSON.stringify(await engine.analyse(settings, ["expected_value"])));
    }
    engine.close();
    return reports;
  }, site.url);
  expect(JSON.parse(apart ?? "").results.expected_value.forecast.rows.length).toBeGreaterThan(3);
  expect(apart).toBe(alone);
});
