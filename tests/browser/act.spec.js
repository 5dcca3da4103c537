// Acting on it: a list with a group held out, the same list given back beside later orders, and forgetting everything.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { choose, drop, ready, trouble, settled } from "./shop.js";

const HEADER = "order id,customer,date,amount\n";
const JANUARY = Array.from({ length: 40 }, (_, n) => `${n},c${n},2024-01-05,10\n`).join("");
// Of 40 the first 20 buy again on 10 February.
const LATER = Array.from({ length: 20 }, (_, n) => `${n + 100},c${n},2024-02-10,5\n`).join("") + "200,z,2024-04-01,1\n";

/** Saves the customers who came in January, a half of them held out. @param {import("@playwright/test").Page} page */
async function saveList(page) {
  const panel = page.locator("#retention_cohorts");
  await panel.locator("summary", { hasText: "Save" }).click();
  await panel.getByLabel("Which customers").selectOption({ label: "New in Jan 2024" });
  await panel.getByLabel("Held out at random").selectOption("50");
  await panel.getByLabel("Seed").fill("spring");
  await panel.getByLabel("Day of the campaign").fill("2024-02-01");
  const button = panel.getByRole("button", { name: "List of customers, CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const said = await panel.locator("span.note").textContent();
  return { text: readFileSync(await download.path(), "utf8"), said, name: download.suggestedFilename() };
}

test("a list with a group held out is given back and tells what the campaign brought", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "january.csv", text: HEADER + JANUARY });
  await settled(page);
  await expect(page.locator("#campaign_effect .finding")).toContainText("Drop a list of customers");
  const { text, said, name } = await saveList(page);
  expect(name).toBe("customers-new-in-jan-2024.csv");
  const rows = text.trim().split("\r\n").map((row) => row.split(","));
  expect(text.codePointAt(0)).toBe(0xfeff);
  expect(rows[0]).toEqual(["Customer", "Reason", "Date", "Group", "Seed"]);
  expect(rows.slice(1).map(([key]) => key).sort()).toEqual(Array.from({ length: 40 }, (_, n) => `c${n}`).sort());
  expect(rows[1]?.slice(1, 3)).toEqual(["New in Jan 2024", "2024-02-01"]);
  const control = rows.filter((row) => row[3] === "control").map(([key]) => key);
  expect(said).toBe(`40 customers saved, ${control.length} of them held out.`);
  // By hand from the file: who bought is c0 to c19.
  const bought = control.filter((key) => Number(key?.slice(1)) < 20).length;
  const rate = (/** @type {number} */ part, /** @type {number} */ whole) => `${((part / whole) * 100).toFixed(1)}% of ${whole}`;
  const finding = page.locator("#campaign_effect .finding");
  const words = `Within 30 days ${rate(20 - bought, 40 - control.length)} contacted bought, and ${rate(bought, control.length)} held out.`;

  // Together with the later orders.
  await drop(page, { name: "all.csv", text: HEADER + JANUARY + LATER }, { name: "customers.csv", text });
  await expect(finding).toContainText(words);
  await expect(page.locator("#overview .finding")).toContainText("61 valid orders");
  // After them: nothing else is read again, and what is set stays.
  await page.locator("#another").click();
  await choose(page, { name: "all.csv", text: HEADER + JANUARY + LATER });
  await page.locator("#set-period").selectOption("week");
  await expect(page.locator("#retention_curve .finding")).toContainText("week");
  await expect(finding).toContainText("Drop a list of customers");
  await drop(page, { name: "customers.csv", text });
  await expect(finding).toContainText(words);
  await expect(page.locator("#set-period")).toHaveValue("week");
  await expect(page.locator("#campaign_effect canvas")).toBeVisible();
});

test("a list that a spreadsheet saved again in GB18030 is taken for one", async ({ page, site }) => {
  await ready(page, site.url);
  // 客户,日期,分组 / c0,…,触达 / c39,…,对照
  const words = { head: "bfcdbba7 2c c8d5c6da 2c b7d6d7e9", treated: "b4a5b4ef", control: "b6d4d5d5" };
  const bytes = (/** @type {string} */ hex) => Buffer.from(hex.replaceAll(" ", ""), "hex");
  const row = (/** @type {string} */ start, /** @type {string} */ group) => [Buffer.from(start), bytes(group), Buffer.from("\r\n")];
  const list = [bytes(words.head), Buffer.from("\r\n"), ...row("c0,2024-02-01,", words.treated), ...row("c39,2024-02-01,", words.control)];
  await choose(page, { name: "all.csv", text: HEADER + JANUARY + LATER }, { name: "名单.csv", text: Buffer.concat(list) });
  await expect(page.locator("#campaign_effect .finding")).toContainText("100.0% of 1 contacted bought, and 0.0% of 1 held out");
});

test("a list alone says what it is for", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "customers.csv", text: "Customer,Reason,Date\r\nann,Due,2024-02-01\r\n" });
  await expect(trouble(page)).toContainText("Drop it together with later orders");
});

test("points and tiers answer to what is set", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "all.csv", text: HEADER + JANUARY + LATER });
  const points = page.locator("#points_budget .finding");
  await expect(points).toContainText("within the budget of 2.0%");
  await page.locator("#settings details summary").click();
  await page.locator("#set-points_value").fill("10");
  await expect(points).toContainText("Mind:");
  await page.locator("#set-tier_thresholds").fill("12 100");
  await expect(page.locator("#member_tiers .notes")).toContainText("those that were set");
});

test("forgetting everything ends the worker, empties the browser's storage and the address, and says so", async ({ page, site }) => {
  await page.addInitScript(() => {
    const ended = { count: 0 };
    Object.assign(window, { ended });
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      ended.count += 1;
      terminate.call(this);
    };
  });
  await ready(page, site.url);
  await page.locator("#forget-all").click();
  await expect(page.locator("#forgotten")).toHaveText("No file had been read. Nothing was kept in the browser.");
  await choose(page, { name: "secret-shop.csv", text: HEADER + JANUARY });
  await expect(page.locator("#overview .finding")).toContainText("40 valid orders");
  await page.evaluate(() => {
    localStorage.setItem("huitou-mapping-0123456789abcdef", "{}");
    localStorage.setItem("another-page", "stays");
    location.hash = "group-data";
  });
  const before = await page.evaluate(() => /** @type {any} */ (window).ended.count);
  await page.locator("#forget-all").click();
  await expect(page.locator("#forgotten")).toHaveText(/The files that were read.*What this browser kept.*What stood behind the #/);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["another-page"]);
  expect(await page.evaluate(() => [location.hash, location.href.includes("#")])).toEqual(["", false]);
  expect(await page.evaluate(() => /** @type {any} */ (window).ended.count)).toBe(before + 1);
  await expect(page.locator("#report")).toBeHidden();
  await expect(page.locator("#start")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/secret-shop|40 valid orders/);
  // It goes on as a page that was just opened.
  await choose(page, { name: "other.csv", text: `${HEADER}1,ann,2024-01-05,10\n` });
  await expect(page.locator("#overview .finding")).toContainText("1 valid order");
});
