// What docs/embedding.md and its Chinese twin say can be pasted, is: under the very policy that they name.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { savedReport } from "./host.js";

const ORDERS = "order id,customer,date,amount\n1,ann,2024-01-05,5\n2,bob,2024-02-05,10\n3,ann,2024-03-20,15\n4,ann,2024-04-02,20\n";
const PANELS = [
  "overview",
  "story",
  "retention_curve",
  "retention_cohorts",
  "retention_comparison",
  "second_order_curve",
  "next_order",
  "second_order_by_channel",
  "second_order_by_region",
  "second_order_by_discount",
  "second_order_by_category",
  "repurchase_rate",
  "order_counts",
  "order_funnel",
  "active_customers",
  "next_period_rate",
  "which_repurchase_rate",
  "rfm_quadrants",
  "rfm_segments",
  "rfm_scores",
  "rfm_score_segments",
  "rfm_migration",
  "rfm_came_back",
  "lifecycle",
  "lifecycle_months",
  "lifecycle_moves",
  "lifecycle_back",
  "shop_cycle",
  "due",
  "due_calendar",
  "purchase_gaps",
  "pareto",
  "value_tiers",
  "historic_value",
  "what_moved_sales",
  "what_if",
  "associations",
  "back_by_channel",
  "back_by_region",
  "back_by_category",
  "back_by_discount",
  "back_by_amount",
  "back_by_weekday",
  "discount_dependence",
  "categories_bought_again",
  "when",
  "when_segments",
  "refunds_by_category",
  "refunds_by_channel",
  "refunds_by_region",
  "refunds_by_buyer",
  "refunds_by_month",
  "campaign_effect",
  "member_tiers",
  "points_budget",
];

for (const name of ["embedding.md", "embedding.zh.md"]) {
  const text = readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
  const blocks = (/** @type {string} */ language) => [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map((found) => found[1] ?? "");

  test(`${name}: what is there to be pasted works`, async ({ page, browser, site, elsewhere }) => {
    const at = (/** @type {string} */ words) => words.replaceAll("https://huitou.example", site.origin);
    expect([blocks("html").length, blocks("css").length, blocks("csp").length]).toEqual([3, 2, 1]);
    const body = at(blocks("html").join("\n"));
    const policy = `default-src 'none'; style-src 'self'; img-src data:; frame-src ${site.origin}; ${at(blocks("csp")[0] ?? "").trim()}`;
    const html = `<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><link rel="stylesheet" href="blog.css"><body>${body}</body></html>`;
    elsewhere.put("/blog.html", { type: "text/html", text: html, headers: { "Content-Security-Policy": policy } });
    elsewhere.put("/blog.css", { type: "text/css", text: blocks("css").join("\n") });
    elsewhere.put("/huitou-report.json", { type: "application/json", text: await savedReport(browser, site) });
    elsewhere.put("/orders.csv", { type: "text/csv", text: ORDERS });
    await page.goto(`${elsewhere.origin}/blog.html`);
    await expect(page.locator("huitou-report[report] .panel")).toHaveCount(2);
    // The order of April is later than the as-of day.
    const read = page.locator("huitou-report[src] #overview");
    await expect(read.locator(".finding")).toContainText("2 customers placed 3 valid orders (5 Jan 2024 – 31 Mar 2024)");
    await expect(read.locator(".headlines")).toContainText("€30.00");
    await expect(page.locator("huitou-report #order_counts canvas")).toBeVisible();
    await page.frameLocator("iframe").locator("html[data-ready]").waitFor();
  });

  test(`${name}: it names every panel, colour and part that there is`, async ({ page, browser, site, elsewhere }) => {
    for (const id of PANELS) expect(text).toContain(`\`${id}\``);
    elsewhere.put("/all.html", { type: "text/html", text: `<!doctype html><link rel="icon" href="data:,"><body><huitou-report report="/report.json"></huitou-report><script type="module" src="${site.origin}/define.js"></script>` });
    elsewhere.put("/report.json", { type: "application/json", text: await savedReport(browser, site) });
    await page.goto(`${elsewhere.origin}/all.html`);
    await expect(page.locator("huitou-report .panel")).toHaveCount(PANELS.length);
    const found = await page.locator("huitou-report").evaluate(async (one, core) => {
      const { colorNames } = await import(core);
      const parts = [...(one.shadowRoot?.querySelectorAll("[part]") ?? [])].map((part) => part.getAttribute("part"));
      return { parts: [...new Set(parts)], colors: colorNames().split(" "), ids: [...(one.shadowRoot?.querySelectorAll(".panel") ?? [])].map((panel) => panel.id) };
    }, `${site.origin}/pkg/huitou.js`);
    expect(found.ids).toEqual(PANELS);
    for (const part of found.parts) expect(text).toContain(`\`${part}\``);
    for (const color of found.colors) {
      const plain = color.replace(/-\d-text$/, "-1-text").replace(/-\d$/, "-1");
      expect(text).toContain(`\`--huitou-${plain}\``);
    }
  });
}
