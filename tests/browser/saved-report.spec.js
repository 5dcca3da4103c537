// A report that the page has saved, dropped onto it again: it opens without its orders.

import { expect, test } from "./fixtures.js";
import { savedReport } from "./host.js";
import { drop, ready, trouble } from "./shop.js";

test("a saved report opens with its panels, says what it is, and offers nothing to set", async ({ page, browser, site }) => {
  const text = await savedReport(browser, site);
  await ready(page, site.url);
  await drop(page, { name: "huitou-report.json", text });
  await expect(page.locator("#saved")).toContainText(/^This is a saved report: \d+ \w+ \d{4} – \d+ \w+ \d{4}\. It holds no orders/);
  await expect(page.locator("#retention_curve .finding")).toContainText("Of 100 new customers");
  await expect(page.locator("#retention_curve canvas")).toBeVisible();
  await expect(page.locator("#settings")).toBeHidden();
  await expect(page.locator("#ledger")).toHaveCount(0);
  await expect(page.locator(".panel.stale")).toHaveCount(0);
  await page.locator("#language").click();
  await expect(page.locator("#saved")).toContainText("这是一份保存过的报告");
  await expect(page.getByRole("heading", { name: "留存曲线" })).toBeVisible();
  // An export after it is read as ever, and settings are back.
  await drop(page, { name: "orders.csv", text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n" });
  await expect(page.locator("#overview .finding")).toContainText("1 位客户");
  await expect(page.locator("#saved")).toBeHidden();
  await expect(page.locator("#settings")).toBeVisible();
});

test("what was set is named, and the same report is saved again", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  await page.locator("#set-period").selectOption("week");
  await expect(page.locator("#retention_curve .finding")).toContainText("1st week");
  await expect(page.locator(".panel.stale")).toHaveCount(0);
  const saved = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-report").click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  };
  const text = await saved();
  await drop(page, { name: "huitou-report.json", text });
  await expect(page.locator("#saved")).toContainText("Set: Period: Week.");
  await expect(page.locator("#retention_curve .finding")).toContainText("1st week");
  expect(await saved()).toBe(text);
});

test("a newer, a damaged and a foreign one are told in a sentence, and what was shown stays", async ({ page, browser, site }) => {
  const text = await savedReport(browser, site);
  await ready(page, site.url);
  await drop(page, { name: "huitou-report.json", text });
  await expect(page.locator("#saved")).toBeVisible();
  await drop(page, { name: "newer.json", text: JSON.stringify({ ...JSON.parse(text), version: 99 }) });
  await expect(trouble(page)).toContainText("this report is of version 99, and version 1 is the newest");
  await drop(page, { name: "cut.json", text: text.slice(0, text.length / 2) });
  await expect(trouble(page)).toContainText("this is no report that Huitou saved, or a part of it is missing");
  await drop(page, { name: "strange.json", text: JSON.stringify({ results: 1 }) });
  await expect(trouble(page)).toContainText("this is no report that Huitou saved, or a part of it is missing");
  await drop(page, { name: "huitou-report.json", text }, { name: "orders.csv", text: "order id,customer,date,amount\n1,a,2024-01-01,5\n" });
  await expect(trouble(page)).toContainText("One of these is a saved report");
  await expect(page.locator("#retention_curve .finding")).toContainText("Of 100 new customers");
  await drop(page, { name: "huitou-report.json", text });
  await expect(trouble(page)).toBeHidden();
});
