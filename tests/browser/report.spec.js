// The main job: drop an export, read the report, in either language, with hands or keys, on any screen.

import { expect, test } from "./fixtures.js";
import { choose, drop, ready } from "./shop.js";

const PANELS = [
  ...["overview", "retention_curve", "retention_cohorts", "repurchase_rate", "order_counts", "order_funnel"],
  ...["second_order_curve", "next_order", "second_order_by_channel", "second_order_by_product"],
  ...["rfm_quadrants", "rfm_segments", "rfm_scores", "rfm_score_segments", "ledger"],
  ...["lifecycle", "lifecycle_months", "lifecycle_moves", "lifecycle_back"],
  ...["shop_cycle", "due", "due_calendar", "purchase_gaps", "product_cycles"],
  ...["pareto", "value_tiers", "historic_value", "what_moved_sales", "what_if"],
  ...["campaign_effect", "member_tiers", "points_budget"],
];

test("the sample shop shows every panel in both languages", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  for (const id of PANELS) {
    await expect(page.locator(`#${id} .finding`)).not.toBeEmpty();
  }
  await expect(page.locator("#retention_curve canvas")).toBeVisible();
  await expect(page.locator("#rfm_quadrants canvas")).toHaveCount(3);
  await expect(page.getByRole("heading", { name: "Retention curve" })).toBeVisible();
  await page.locator("#language").click();
  await expect(page.getByRole("heading", { name: "留存曲线" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  expect(await page.locator("#report").innerText()).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("CDNOW's sample, dropped, gives its published numbers on the page", async ({ page, site }) => {
  await ready(page, site.url);
  await drop(page, "cdnow/CDNOW_sample.txt");
  // 2,357 customers, 6,919 transactions: the readme of the data set (Fader and Hardie).
  await expect(page.locator("#overview .finding")).toContainText("2,357 customers placed 6,919 valid orders");
});

test("a setting changes the report at once and can be taken back", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  const finding = page.locator("#retention_curve .finding");
  await expect(finding).toContainText("1st month");
  await page.locator("#set-period").selectOption("week");
  await expect(finding).toContainText("1st week");
  await expect(page.locator("#settings .changed")).toHaveCount(1);
  await page.locator("#set-as_of").fill("2024-12-31");
  await page.locator("#set-as_of").blur();
  await expect(page.locator("#overview .finding")).toContainText("31 Dec 2024");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(finding).toContainText("1st month");
  await expect(page.locator("#settings .changed")).toHaveCount(0);
});

test("pointer and arrow keys reach the same points, and the words are read out", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  const canvas = page.locator("#retention_curve canvas");
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  const tip = page.locator("#retention_curve .tip");
  await expect(tip).toContainText("1st month");
  await expect(page.locator("#live")).toContainText("1st month");
  const first = await tip.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(tip).toContainText("2nd month");
  await page.keyboard.press("Escape");
  await expect(tip).toBeHidden();
  const mark = page.locator("#retention_curve .mark");
  await page.keyboard.press("ArrowRight");
  const box = await mark.boundingBox();
  await page.keyboard.press("Escape");
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
  await expect(tip).toHaveText(first ?? "");
});

test("every figure has a table twin with the same numbers", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-01-02,7\n4,c,2024-03-31,1\n" });
  await page.locator("#retention_cohorts summary", { hasText: "Table" }).click();
  const rows = page.locator("#retention_cohorts table tbody tr");
  await expect(rows.nth(0)).toHaveText(/Jan 2024.*2.*50\.0%.*0\.0%/);
});

for (const width of [360, 768, 1600]) {
  test(`nothing sticks out at ${width} px`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    await ready(page, site.url);
    await page.locator("#sample").click();
    await expect(page.locator("#ledger")).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
  });
}

test("several parts of one export are read as one", async ({ page, site }) => {
  const header = "order id,customer,date,amount\n";
  await ready(page, site.url);
  await choose(
    page,
    { name: "1.csv", text: `${header}1,a,2024-01-01,5\n` },
    { name: "2.csv", text: `${header}2,a,2024-02-01,6\n1,a,2024-01-01,5\n` },
  );
  await expect(page.locator("#ledger .finding")).toContainText("3 rows read: 2 used");
  await expect(page.locator("#ledger tr", { hasText: "An order that another file has given" })).toContainText("file 2 line 3");
});
