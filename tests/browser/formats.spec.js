// The exports of the first shops, as shops write them, through the real page. The numbers are those of
// tests/formats/known_shops.rs, counted there by hand or by another program.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures.js";
import { choose, ready } from "./shop.js";

const SAMPLES = fileURLToPath(new URL("../../../shared/formats/", import.meta.url));

/** File, its overview and its ledger. */
const EXPECTED = /** @type {[string, string, string][]} */ ([
  ["taobao_ExportOrderList_2017_gbk.csv", "2 customers placed 3 valid orders", "6 rows read: 3 used, which make 3 valid orders; 3 set aside"],
  ["shopify_orders_export.csv", "3 customers placed 5 valid orders", "11 rows read: 9 used, which make 5 valid orders; 2 set aside"],
  ["shopify_orders_export_cod_no_email.csv", "3 customers placed 5 valid orders", "6 rows read: 5 used, which make 5 valid orders; 1 set aside"],
  ["uci_online_retail_2010-12-01.csv", "67 customers placed", "1,500 rows read: 1,490 used, which make 85 valid orders; 10 set aside"],
  ["cdnow_master.txt", "586 customers placed 2,000 valid orders", "2,000 rows read and all used, which make 2,000 valid orders"],
  ["cdnow_sample.txt", "681 customers placed 2,000 valid orders", "2,000 rows read and all used, which make 2,000 valid orders"],
]);

test.describe("exports as shops write them", () => {
  test.skip(!existsSync(SAMPLES), "the samples are not beside this checkout");

  for (const [file, overview, ledger] of EXPECTED) {
    test(file, async ({ page, site }) => {
      await ready(page, site.url);
      await choose(page, { name: file, text: readFileSync(SAMPLES + file) });
      await expect(page.locator("#overview .finding")).toContainText(overview);
      await expect(page.locator("#ledger .finding")).toContainText(ledger);
    });
  }

  test("uci_online_retail_mdy.csv asks for the order of day and month", async ({ page, site }) => {
    const file = "uci_online_retail_mdy.csv";
    await ready(page, site.url);
    await choose(page, { name: file, text: readFileSync(SAMPLES + file) });
    await expect(page.locator("#question")).toContainText("which comes first");
    await page.getByRole("button", { name: /Month first: line 2 is 1 Dec 2010/ }).click();
    await expect(page.locator("#ledger .finding")).toContainText("which make 54 valid orders");
  });
});

test("a GBK export keeps its Chinese, and rows that are set aside can be saved with their lines", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, "taobao/orders_gbk.csv");
  await expect(page.locator("#ledger .notes")).toContainText("买家会员名");
  await page.locator("#ledger details.saves summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Rows set aside, CSV" }).click(),
  ]);
  const saved = readFileSync(await download.path(), "utf8");
  expect(saved.startsWith("\ufeffFile,Line,Reason\r\n") || saved.startsWith("\ufeffFile,Line,Reason\n")).toBe(true);
  expect(saved).toContain("orders_gbk.csv");
});
