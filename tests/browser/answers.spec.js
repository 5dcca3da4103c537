// Answers while one types: filters, chips, what stays where it is, and lists of customers.

import { readFileSync } from "node:fs";

import { expect, test } from "./fixtures.js";
import { choose, loaded, ready, settled } from "./shop.js";

// The example of docs/metrics.md, with a customer whose name a spreadsheet would run.
const ORDERS = {
  name: "orders.csv",
  text: [
    "order id,customer,date,amount,channel,product",
    "1,=ann,2024-01-05,20,app,Tea",
    "2,bob,2024-01-20,30,shop,Cup",
    "3,cy,2024-02-08,20,app,Tea",
    "4,=ann,2024-02-10,30,shop,Cup",
    "5,bob,2024-02-15,20,app,Tea",
    "6,=ann,2024-03-03,20,app,Tea",
  ].join("\n"),
};

/** @param {import("@playwright/test").Page} page */
const finding = (page) => page.locator("#overview .finding");
/** @param {import("@playwright/test").Page} page */
const chips = (page) => page.locator("#chips .chip");

test("a filter changes the numbers, and its chip takes it back; nothing is asked of any server", async ({ page, site }) => {
  await ready(page, site.url);
  await loaded(site);
  await choose(page, ORDERS);
  await expect(finding(page)).toContainText("3 customers placed 6 valid orders");
  await page.locator("#set-channel").focus();
  await page.locator("#set-channel").selectOption("app");
  await expect(finding(page)).toContainText("3 customers placed 4 valid orders");
  await expect(page.locator("#overview .notes")).toContainText("Only channel: app.");
  await expect(page.locator("#set-channel")).toBeFocused();
  await page.locator("#set-from").fill("2024-02-01");
  await expect(finding(page)).toContainText("3 customers placed 3 valid orders (1 Feb 2024 – 3 Mar 2024)");
  await expect(chips(page)).toHaveText(["From: 1 Feb 2024", "Channel: app"]);
  await page.getByRole("button", { name: "Take back: Channel: app" }).click();
  await expect(finding(page)).toContainText("3 customers placed 4 valid orders");
  await expect(page.locator("#set-channel")).toHaveValue("");
  await expect(chips(page)).toHaveText(["From: 1 Feb 2024"]);
  await expect(chips(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveCount(0);
  await expect(finding(page)).toContainText("6 valid orders");
  expect(site.hits).toEqual([]);
});

test("a product is answered letter by letter, and the cursor stays", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  const product = page.locator("#set-product");
  await product.click();
  await page.keyboard.type("c");
  await expect(finding(page)).toContainText("2 customers placed 2 valid orders");
  await page.keyboard.type("ups");
  await expect(finding(page)).toContainText("no valid order");
  await expect(product).toBeFocused();
  await expect(product).toHaveValue("cups");
  await page.keyboard.press("Backspace");
  await expect(finding(page)).toContainText("2 customers placed 2 valid orders");
  await page.locator("#language").click();
  await expect(chips(page)).toHaveText(["商品：cup"]);
  await expect(page.locator("#overview .notes")).toContainText("只看商品：cup。");
});

test("only what reads a setting is asked for and made anew; what was open, focused and read stays", async ({ page, site }) => {
  // No smooth scrolling while places are measured.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ready(page, site.url);
  await page.locator("#sample").click();
  await settled(page);
  await page.evaluate(() => {
    for (const panel of document.querySelectorAll(".panel")) panel.setAttribute("data-kept", "");
  });
  const summary = page.locator("#rfm_segments summary", { hasText: "How this is counted" });
  await summary.click();
  await page.locator("#settings .minor summary").click();
  await page.locator("#rfm_segments").scrollIntoViewIfNeeded();
  await summary.focus();
  const before = await page.locator("#rfm_segments").boundingBox();
  await page.evaluate(() => {
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("#set-split"));
    select.value = "median";
    select.dispatchEvent(new Event("input"));
  });
  await expect(page.locator("#rfm_segments .notes")).toContainText("Divided at the median");
  await expect(page.locator("#rfm_segments details").first()).toHaveAttribute("open", "");
  await expect(summary).toBeFocused();
  const after = await page.locator("#rfm_segments").boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  await expect(page.locator(".panel.stale")).toHaveCount(0);
  const anew = await page.locator(".panel:not([data-kept])").evaluateAll((panels) => panels.map((panel) => panel.id));
  expect(anew.sort()).toEqual(["rfm_came_back", "rfm_migration", "rfm_quadrants", "rfm_segments", "story", "when_segments"]);
});

test("what can be seen is asked for first, and a newer setting supersedes", async ({ page, site }) => {
  await page.addInitScript(() => {
    const asked = /** @type {any[]} */ ([]);
    Object.assign(window, { asked });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ options) {
      if (message.call === "analyse") asked.push(message.args);
      return post.call(this, message, options);
    };
  });
  await ready(page, site.url);
  await page.locator("#sample").click();
  await settled(page);
  const first = /** @type {[object, string[]][]} */ (await page.evaluate("asked"));
  expect(first.map(([, sections]) => sections.length)).toEqual(first.map(() => 1));
  expect(first[0]?.[1]).toEqual(["overview"]);
  await page.evaluate(() => {
    const { asked } = /** @type {any} */ (window);
    asked.length = 0;
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("#set-period"));
    for (const value of ["week", "quarter", "year"]) {
      select.value = value;
      select.dispatchEvent(new Event("input"));
    }
  });
  await expect(page.locator("#retention_curve .finding")).toContainText("1st year");
  await settled(page);
  await expect(page.locator(".panel.stale")).toHaveCount(0);
  const asked = /** @type {[import("../../www/types/huitou").Settings, string[]][]} */ (await page.evaluate("asked"));
  expect(asked.map(([settings]) => settings.period)).toEqual(asked.map(() => "year"));
  expect(asked[0]?.[1]).toContain("overview");
  expect(asked[0]?.[1]).not.toContain("repurchase");
  expect(asked.flatMap(([, sections]) => sections).sort()).toEqual(["acquisition", "activity", "overview", "repurchase", "retention", "value"]);
});

test("the list of a segment has its customers, the columns that are ticked and no formula", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  await page.locator("#rfm_segments summary", { hasText: "Save" }).click();
  await page.locator("#rfm_segments").getByLabel("Which customers").selectOption("Champions");
  const form = page.locator("#rfm_segments");
  await form.getByLabel("Reason").uncheck();
  for (const column of ["Days since last order", "Orders", "Net revenue", "Due date"]) await form.getByLabel(column, { exact: true }).check();
  const list = form.getByRole("button", { name: "List of customers, CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), list.click()]);
  const saved = readFileSync(await download.path(), "utf8");
  expect(download.suggestedFilename()).toBe("customers-champions.csv");
  // Ann: 3 orders, 70.00, the last one on the as-of day. Her gaps are 36 and 22 days, the shop's cycle is 26:
  // 29^0.4 x 26^0.6 = 27.16 days.
  expect(saved).toBe(
    "\ufeffCustomer,Days since last order,Orders,Net revenue,Due date\r\n'=ann,0,3,70,2024-03-30\r\n",
  );
});
