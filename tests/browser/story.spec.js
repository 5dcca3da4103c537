// What matters most, and what other rules would change: sentences lead to their panels and lists are saved, in the page
// and in an element; rules are worked out on request.

import { readFileSync } from "node:fs";

import { expect, test } from "./fixtures.js";
import { savedReport } from "./host.js";
import { choose, ready } from "./shop.js";

test("sentences lead to their panels, and lists can be saved", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ready(page, site.url);
  await page.locator("#sample").click();
  const sentences = page.locator("#story .chapter").first().locator("li");
  await expect(sentences).toHaveCount(8);
  await expect(page.locator("#story .finding")).toContainText(/^[\d,]+ customers placed [\d,]+ valid orders .+ and paid \$/);
  const link = sentences.first().locator("a");
  const id = (await link.getAttribute("href"))?.slice(1) ?? "";
  await expect(link).toHaveText((await page.locator(`#${id} h3`).textContent()) ?? "");
  await link.click();
  await expect(page.locator(`#${id}`)).toBeInViewport();
  const due = page.locator("#story").getByRole("button", { name: "List of customers, CSV: Due (cycle)" });
  const [download] = await Promise.all([page.waitForEvent("download"), due.click()]);
  expect(download.suggestedFilename()).toBe("customers-due-cycle.csv");
  const lines = readFileSync(await download.path(), "utf8").trim().split("\n");
  const told = await page.locator("#story li", { hasText: "Due, " }).first().textContent();
  expect(told).toContain(`Due, ${lines.length - 1}:`);
});

test("what is told waits until all that it rests on is answered", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  const story = page.locator("#story");
  await expect(story.locator(".chapter")).toHaveCount(2);
  await page.locator("#set-from").fill("2025-01-01");
  await expect(page.locator(".panel.stale")).toHaveCount(0);
  await expect(story.locator(".finding")).toContainText("1 Jan 2025");
  await expect(story.locator(".notes")).toContainText("1 Jan 2025");
});

test("in an element they lead to the panels that it shows, and nothing can be saved", async ({ page, browser, site, elsewhere }) => {
  elsewhere.put("/report.json", { type: "application/json", text: await savedReport(browser, site) });
  elsewhere.put("/told.html", { type: "text/html", text: `<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><huitou-report report="/report.json" panels="story due pareto"></huitou-report><script type="module" src="${site.origin}/define.js"></script>` });
  await page.goto(`${elsewhere.origin}/told.html`);
  const links = page.locator("huitou-report #story a");
  await expect(links.first()).toBeVisible();
  expect([...new Set(await links.evaluateAll((all) => all.map((one) => one.getAttribute("href"))))].sort()).toEqual(["#due", "#pareto"]);
  await expect(page.locator("huitou-report #story button")).toHaveCount(0);
  await page.locator('huitou-report #story a[href="#pareto"]').first().click();
  await expect(page.locator("huitou-report #pareto")).toBeInViewport();
});

test("other rules are worked out when asked for, and gone when another setting holds", async ({ page, site }) => {
  await ready(page, site.url);
  const text = "order id,customer,date,amount\n1,ann,2024-01-05,20\n2,ann,2024-01-05,30\n3,bob,2024-02-09,10\n";
  await choose(page, { name: "orders.csv", text });
  const rules = page.locator("#ledger .rules");
  await page.getByRole("button", { name: "What would other rules change?" }).click();
  await expect(rules).toContainText("As of the end of the month before (31 Jan 2024)”: 50.0% becomes 100.0%.");
  await expect(rules.locator("tbody tr").first()).toContainText("The rules in force");
  await page.locator("#language").click();
  await expect(rules).toContainText("50.0% 变为 100.0%。");
  await page.locator("#set-period").selectOption("week");
  await expect(rules.locator("table")).toHaveCount(0);
});
