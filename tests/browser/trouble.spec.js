// Bad input: a sentence that says what, where and what to do; nothing half-read is shown; the next file works.

import { expect, test } from "./fixtures.js";
import { choose, drop, fallAsleep, ready, trouble } from "./shop.js";

const GOOD = { name: "good.csv", text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-02-02,7\n" };
const HEADER = "order id,customer,date,amount\n";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Name, content, and what the English and the Chinese sentence must say. */
const BAD = /** @type {[string, string | Uint8Array, RegExp, RegExp][]} */ ([
  ["empty", "", /file is empty\. Export it again/, /文件是空的/],
  ["blank lines", "\n\n\n", /file is empty/, /文件是空的/],
  ["header only", HEADER, /a header and not one order/, /只有表头/],
  ["binary", Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 251), /not a text file/, /不是文本文件/],
  ["a picture", PNG, /of the format PNG/, /PNG 文件/],
  ["a web page", "<!DOCTYPE html>\n<html><body>Please log in</body></html>", /this is a web page/, /网页/],
  ["one column", "orders\n1\n2\n3\n", /only one column/, /只有一列/],
  ["no dates", "order id,customer,amount\n1,a,5\n2,b,6\n", /no column looks like the time/, /下单时间/],
  ["dates that cannot be read", `${HEADER}1,a,soon,5\n2,b,later,6\n`, /date/, /日期|时间/],
  ["scientific ids", `${HEADER}1.19E+18,a,2024-01-01,5\n1.19E+18,b,2024-01-02,6\n`, /line 2: .*1\.19E\+18/, /第 2 行：.*1\.19E\+18/],
]);

for (const [name, text, english, chinese] of BAD) {
  test(`${name}: a sentence in both languages, and the next file works`, async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, { name: "bad.csv", text });
    await expect(trouble(page)).toHaveText(english);
    await expect(trouble(page)).toContainText("bad.csv");
    await expect(page.locator("#report")).toBeHidden();
    await expect(page.locator("#drop")).toBeVisible();
    await page.locator("#language").click();
    await expect(trouble(page)).toHaveText(chinese);
    await drop(page, GOOD);
    await expect(trouble(page)).toBeHidden();
    await expect(page.locator("#ledger .finding")).toContainText("3");
  });
}

test("a picture or an empty file beside orders is left out, and told", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "empty.csv", text: "" }, GOOD, { name: "photo.csv", text: PNG });
  await expect(page.locator("#overview .finding")).toContainText("3 valid orders");
  await expect(page.locator("#ledger .notes")).toContainText("Not read: empty.csv: the file is empty");
  await page.locator("#language").click();
  await expect(page.locator("#ledger .notes")).toContainText("没有读取 photo.csv：这其实是一个 PNG 文件");
});

test("a quote that never closes costs its own line alone, and is told", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: `${HEADER}1,a,2024-01-01,5\n2,"b,2024-01-02,6\n3,c,2024-01-03,7\n` });
  await expect(page.locator("#overview .finding")).toContainText("3 valid orders");
  await expect(page.locator("#ledger .notes")).toContainText("a quote that is never closed (first in line 3)");
});

test("dates that no calendar has are set aside with their lines", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: `${GOOD.text}4,b,2024-02-30,7\n5,b,2023-02-29,7\n` });
  await expect(page.locator("#ledger tr", { hasText: "A date that no calendar has" })).toContainText("line 5, line 6");
});

test("two currencies: asked, with the effect of each answer", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, {
    name: "orders.csv",
    text: "order id,customer,date,amount,currency\n1,a,2024-01-01,5,USD\n2,a,2024-02-01,6,USD\n3,b,2024-02-02,7,EUR\n",
  });
  await expect(page.locator("#question")).toContainText("several currencies");
  await expect(page.locator("#report")).toBeHidden();
  await page.getByRole("button", { name: /USD.*2 rows/ }).click();
  await expect(page.locator("#ledger tr", { hasText: "Another currency" })).toContainText("1");
  await expect(page.locator("#overview")).toContainText("$11.00");
});

test("days and months that cannot be told apart: asked, and answered either way", async ({ page, site }) => {
  const text = "order id,customer,date,amount\n1,a,03/04/2024,5\n2,a,05/06/2024,6\n";
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text });
  await expect(page.locator("#question")).toContainText("which comes first");
  await page.getByRole("button", { name: /Day first/ }).click();
  await expect(page.locator("#overview .finding")).toContainText("3 Apr 2024 – 5 Jun 2024");
  await page.locator("#another").click();
  await choose(page, { name: "orders.csv", text });
  await page.getByRole("button", { name: /Month first/ }).click();
  await expect(page.locator("#overview .finding")).toContainText("4 Mar 2024 – 6 May 2024");
});

test("an export without a usable key says so and still shows orders and revenue", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: "订单编号,买家会员名,订单创建时间,买家实际支付金额\n1,t**1,2024-01-01 10:00:00,5.00\n2,a**2,2024-02-01 10:00:00,6.00\n" });
  await expect(page.locator("#overview .finding")).toContainText("no usable customer key");
  await expect(page.locator("#retention_curve .finding")).toContainText("no usable customer key");
  await expect(page.locator("#rfm_quadrants figure")).toHaveCount(0);
});

test("cancel frees the reader, and the page goes on", async ({ page, site }) => {
  await fallAsleep(page, 4 << 20);
  await ready(page, site.url);
  await expect.poll(() => page.workers().length).toBe(1);
  const [reader] = page.workers();
  const row = "2024-01-01,5.00,customer number one\n";
  await choose(page, { name: "large.csv", text: `date,amount,customer\n${row.repeat(500_000)}` });
  await expect(page.locator("#reading-words")).toContainText(/^[45]\.\d of 18 MB, 1\d\d,\d{3} rows/);
  const ended = reader?.waitForEvent("close");
  await page.locator("#cancel").click();
  await expect(trouble(page)).toContainText("Cancelled");
  await expect(page.locator("#reading")).toBeHidden();
  // The memory of a worker goes with it.
  await ended;
  await expect.poll(() => page.workers().length).toBe(1);
  await choose(page, GOOD);
  await expect(page.locator("#ledger .finding")).toContainText("3 rows read");
});

test("after a trap in the worker the next file works", async ({ page, site, trouble: console }) => {
  // The core has no known way to trap, so the first call to the worker is made one that throws there, as a trap does.
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    let broken = false;
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ ...rest) {
      if (message?.call === "open" && !broken) {
        broken = true;
        return postMessage.call(this, { ...message, call: "no such call" }, ...rest);
      }
      return postMessage.call(this, message, ...rest);
    };
  });
  await ready(page, site.url);
  await choose(page, GOOD);
  await expect(trouble(page)).toContainText("Something broke inside");
  await choose(page, GOOD);
  await expect(page.locator("#ledger .finding")).toContainText("3 rows read");
  console.splice(0);
});

test("on a phone the trouble is in sight, and above the drop zone", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await ready(page, site.url);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await choose(page, { name: "bad.csv", text: "" });
  await expect(trouble(page)).toBeInViewport();
});
