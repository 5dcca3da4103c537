// The whole page as one file, opened from the disk with the network cut.

import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "./fixtures.js";
import { choose, ready } from "./shop.js";
import { zip } from "./zip.js";

const FILE = pathToFileURL(fileURLToPath(new URL("../../dist/huitou.html", import.meta.url))).href;

test.beforeEach(({ context }) => context.setOffline(true));

test("it reads the sample, a file and an archive, and asks nobody for anything", async ({ page }) => {
  const asked = /** @type {string[]} */ ([]);
  page.on("request", (request) => asked.push(request.url()));
  await ready(page, FILE);
  await page.locator("#sample").click();
  await expect(page.locator("#ledger .finding")).toContainText("valid orders");
  await expect(page.locator("#retention_curve canvas")).toBeVisible();
  await choose(page, "cdnow/CDNOW_sample.txt");
  // 2,357 customers, 6,919 transactions: the readme of the data set (Fader and Hardie).
  await expect(page.locator("#overview .finding")).toContainText("2,357 customers placed 6,919 valid orders");
  const csv = "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-02-02,7\n";
  await choose(page, { name: "orders.zip", text: zip([["orders.csv", csv]]) });
  await expect(page.locator("#overview .finding")).toContainText("3 valid orders");
  await page.locator("#language").click();
  await expect(page.getByRole("heading", { name: "留存曲线" })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#overview").evaluate((panel) => {
    /** @type {HTMLDetailsElement} */ (panel.querySelector("details.saves")).open = true;
    panel.querySelector(".saves button")?.dispatchEvent(new MouseEvent("click"));
  })]);
  expect(await download.failure()).toBeNull();
  expect(asked.filter((url) => url !== FILE && !url.startsWith("blob:") && !url.startsWith("data:"))).toEqual([]);
});

test("no connection is allowed from its first line on", async ({ page, elsewhere, context, trouble }) => {
  await context.setOffline(false);
  await page.goto(FILE);
  const policy = await page.evaluate(() => document.head.children[1]?.getAttribute("content"));
  expect(policy).toContain("connect-src 'none'");
  await page.evaluate((url) => fetch(`${url}/leak`, { mode: "no-cors" }).catch(() => {}), elsewhere.origin);
  expect(elsewhere.hits).toEqual([]);
  expect(trouble.splice(0).some((words) => words.includes("connect-src"))).toBe(true);
});

test("the licences are in it", async ({ page }) => {
  await ready(page, FILE);
  await page.getByText("Third-party licences").click();
  await expect(page.locator("footer")).toContainText("What it is made of");
});
