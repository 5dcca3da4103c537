// The dialog about the columns: what is wrong is corrected, by hand or by key, and can be saved, given again, kept and
// forgotten.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { choose, drop, ready, trouble } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */

// By hand: "amount" adds up to 60.00, "after fees" to 54.00.
const ORDERS = {
  name: "orders.csv",
  text: "order id,customer,date,amount,after fees\n1,a,2024-01-01,10.00,9.00\n2,b,2024-02-01,20.00,18.00\n3,a,2024-03-01,30.00,27.00\n",
};
// Nothing says that a birthday is when an order was made: it is refused until the merchant does.
const NO_DATE = {
  name: "no-date.csv",
  text: "order id,customer,birthday,amount\n1,a,2024-01-01,10.00\n2,b,2024-02-01,20.00\n3,a,2024-03-01,30.00\n",
};

/** @param {Page} page */
const dialog = (page) => page.locator("#mapping");

/** A number of the dialog by its label. @param {Page} page @param {string} label */
const number = (page, label) => page.locator(".mapping-effect dl > div", { hasText: label });

/** Opens the dialog from the ledger. @param {Page} page */
async function open(page) {
  await page.getByRole("button", { name: "Not right? Change how columns are read" }).click();
  await expect(number(page, "Rows read")).toBeVisible();
}

/** @param {Page} page */
const stored = (page) => page.evaluate(() => Object.keys(localStorage));

test("a wrong column is corrected by keyboard alone, and the numbers follow", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  await expect(page.locator("#overview")).toContainText("60.00");
  await page.getByRole("button", { name: "Not right? Change how columns are read" }).focus();
  await page.keyboard.press("Enter");
  await expect(number(page, "Net revenue")).toContainText("60.00");
  const select = page.getByLabel('Column "after fees" is taken for');
  for (let i = 0; i < 40 && !(await select.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press("Tab");
  await expect(select).toBeFocused();
  await page.keyboard.type("order am");
  await expect(number(page, "Net revenue")).toContainText("54.00was 60.00");
  await expect(dialog(page).getByRole("status")).toContainText("Net revenue: 54.00 (was 60.00)");
  // All was made anew around it, and the hand is where it was.
  await expect(select).toBeFocused();
  await expect(select).toHaveValue("amount");
  const apply = page.getByRole("button", { name: "Apply and read again" });
  for (let i = 0; i < 40 && !(await apply.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator("#overview")).toContainText("54.00");
  await expect(page.locator("#ledger .notes")).toContainText('order amount: "after fees"');
});

test("Escape and Cancel change nothing, and the focus goes back", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  await open(page);
  await page.getByLabel('Column "after fees" is taken for').selectOption("amount");
  await expect(number(page, "Net revenue")).toContainText("was 60.00");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Not right? Change how columns are read" })).toBeFocused();
  await expect(page.locator("#overview")).toContainText("60.00");
  await open(page);
  await expect(number(page, "Net revenue")).not.toContainText("was");
  await page.getByRole("button", { name: "Cancel" }).click();
  // What was read is still there to answer.
  await page.locator("#set-period").selectOption("week");
  await expect(page.locator("#settings .changed")).toHaveCount(1);
  await expect(page.locator("#overview")).toContainText("60.00");
});

test("a refused file is rescued by pointing at its date, in either language", async ({ page, site }) => {
  await ready(page, `${site.url}?lang=en`);
  await choose(page, NO_DATE);
  await expect(trouble(page)).toContainText("no column looks like the time");
  await page.getByRole("button", { name: "Look at the columns" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("no column looks like the time");
  await expect(dialog(page).locator("tbody")).toContainText("2024-03-01");
  await page.getByLabel('Column "birthday" is taken for').selectOption("date");
  await expect(number(page, "Valid orders")).toContainText("3");
  await page.keyboard.press("Escape");
  await page.locator("#language").click();
  await page.getByRole("button", { name: "改列的含义" }).click();
  await expect(dialog(page)).toContainText("各列的含义");
  await page.getByLabel("“birthday”列作为").selectOption("date");
  await expect(number(page, "有效订单")).toContainText("3");
  await page.getByRole("button", { name: "应用并重新读取" }).click();
  await expect(page.locator("#ledger .finding")).toContainText("3 笔有效订单");
  await expect(trouble(page)).toBeHidden();
});

test("the second-best use of a column is one click away", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, NO_DATE);
  await page.getByRole("button", { name: "Look at the columns" }).click();
  await page.getByRole("button", { name: "birthday: or: order date" }).click();
  await expect(number(page, "Valid orders")).toContainText("3");
  await expect(page.getByLabel('Column "birthday" is taken for')).toBeFocused();
});

test("a choice for all files changes the numbers, and a question leads to the columns too", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "days.csv", text: "order id,customer,date,amount\n1,a,03/04/2024,5\n2,a,05/06/2024,6\n" });
  await page.getByRole("button", { name: "Something else is wrong? Look at the columns" }).click();
  await expect(dialog(page)).toContainText("Will be asked next: In these dates, which comes first?");
  await page.getByLabel("Order in dates").selectOption("day_first");
  await expect(dialog(page)).not.toContainText("Will be asked next");
  await page.getByRole("button", { name: "Apply and read again" }).click();
  await expect(page.locator("#overview .finding")).toContainText("3 Apr 2024 – 5 Jun 2024");
});

test("a mapping is saved, holds no cell, and is given again: dropped beside its file, after it, or in the dialog", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  await open(page);
  await page.getByLabel('Column "after fees" is taken for').selectOption("amount");
  await expect(number(page, "Net revenue")).toContainText("54.00");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save to a file" }).click()]);
  expect(download.suggestedFilename()).toBe("huitou-mapping.json");
  const saved = readFileSync(await download.path(), "utf8");
  expect(JSON.parse(saved)).toMatchObject({ huitou_mapping: 1, choices: { columns: { "after fees": "amount" } } });
  expect(saved).not.toMatch(/2024|27\.00|local_zone/);
  const mapping = { name: "any-name.json", text: saved };
  await page.keyboard.press("Escape");

  await drop(page, mapping);
  await expect(page.locator("#overview")).toContainText("54.00");
  await page.locator("#another").click();
  await drop(page, mapping, ORDERS);
  await expect(page.locator("#overview")).toContainText("54.00");
  await page.locator("#another").click();
  await drop(page, ORDERS);
  await expect(page.locator("#overview")).toContainText("60.00");
  await open(page);
  await page.locator("#mapping input[type=file]").setInputFiles([{ name: "m.json", mimeType: "application/json", buffer: Buffer.from(saved) }]);
  await expect(number(page, "Net revenue")).toContainText("54.00was 60.00");
});

test("a mapping that does not fit is refused in words, and what was read stays", async ({ page, site }) => {
  await ready(page, site.url);
  await drop(page, { name: "m.json", text: '{"huitou_mapping":1,"choices":{}}' });
  await expect(trouble(page)).toContainText("Drop it together with the order files");
  await choose(page, ORDERS);
  await expect(trouble(page)).toBeHidden();
  for (const [bad, part] of /** @type {[string, string][]} */ ([
    ['{"huitou_mapping":9,"choices":{}}', "huitou_mapping"],
    ['{"huitou_mapping":1,"choices":{"columns":{"amount":"colour"}}}', "columns"],
    ['{"huitou_mapping":1,"choices":{"colour":"red"}}', "colour"],
    ['{"huitou_mapping":1}', "choices"],
  ])) {
    await drop(page, { name: "m.json", text: bad });
    await expect(trouble(page)).toContainText(`does not fit in its part ${part}`);
    await expect(page.locator("#overview")).toContainText("60.00");
  }
});

test("this browser keeps a mapping when the visitor says so, for files with these columns, until told to forget", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, ORDERS);
  await open(page);
  await page.getByLabel('Column "after fees" is taken for').selectOption("amount");
  await page.getByRole("button", { name: "Apply and read again" }).click();
  await expect(page.locator("#overview")).toContainText("54.00");
  expect(await stored(page)).toEqual([]);
  await expect(page.locator("#forget")).toBeHidden();

  await open(page);
  await page.getByLabel("Remember in this browser").check();
  await page.getByRole("button", { name: "Apply and read again" }).click();
  await expect(page.locator("#forget")).toBeVisible();
  const keys = await stored(page);
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatch(/^huitou-mapping-[0-9a-f]{16}$/);

  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await choose(page, { ...ORDERS, name: "next-month.csv" });
  await expect(page.locator("#overview")).toContainText("54.00");
  await expect(page.locator("#ledger")).toContainText("read as this browser remembers");
  await page.locator("#another").click();
  await choose(page, { name: "other.csv", text: ORDERS.text.replace("customer", "client") });
  await expect(page.locator("#overview")).toContainText("60.00");
  await page.locator("#forget").click();
  expect(await stored(page)).toEqual([]);
  await expect(page.locator("#forget")).toBeHidden();
});

test("the description for help has header names and shapes, and no value", async ({ page, site, context }) => {
  await ready(page, site.url);
  await choose(page, { name: "no-date.csv", text: "order id,customer,birthday,amount\n1,Secretperson,2024-01-01,987.65\n2,Secretperson,2024-02-01,20.00\n" });
  await page.locator("#trouble-acts summary").click();
  const area = page.locator("#trouble-acts textarea");
  await expect(area).toHaveValue(/birthday/);
  expect(await area.inputValue()).not.toMatch(/Secretperson|987/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("birthday");
});

test("on a phone the table scrolls inside the dialog, and the dialog fits", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await ready(page, site.url);
  await choose(page, "shopify/orders.csv");
  await open(page);
  const wide = await page.evaluate(() => {
    const body = /** @type {Element} */ (document.querySelector(".mapping-body"));
    const table = /** @type {Element} */ (document.querySelector("#mapping .table-box"));
    return [document.documentElement.scrollWidth, body.scrollWidth - body.clientWidth, table.scrollWidth > table.clientWidth];
  });
  expect(wide).toEqual([360, 0, true]);
  await expect(page.getByRole("button", { name: "Apply and read again" })).toBeInViewport();
});

/** Choice, its answer, a file, and what of a number changes to what. By hand. */
const ACTING = /** @type {[string, string, string, string, string][]} */ ([
  // 10 once and 5; or 10 twice.
  ["layout", "parts", "order id,customer,date,amount\n1,a,2024-01-01,10\n1,a,2024-01-01,10\n2,b,2024-02-01,5\n", "Net revenue", "25.00was 15.00"],
  // 20 less 5, and 8; or 20 and 8.
  ["refunds", "already_net", "order id,customer,date,amount,refund amount\n1,a,2024-01-01,20,5\n2,b,2024-02-01,8,0\n", "Net revenue", "28.00was 23.00"],
  // The address of the first order, and the telephone that stood beside it; or each by itself.
  ["merge_keys", "apart", "order id,email,phone,date,amount\n1,ann@example.com,13800138001,2024-01-01,10\n2,ann@example.com,,2024-02-01,10\n3,,13800138001,2024-03-01,10\n", "Customers", "2was 1"],
  ["currency", "EUR", "order id,customer,date,amount\n1,a,2024-01-05,5\n", "Net revenue", "€5.00was 5.00"],
]);

for (const [name, answer, text, what, now] of ACTING) {
  test(`${name}: the choice acts at once and after it is applied`, async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, { name: "orders.csv", text });
    await open(page);
    await page.locator(`#map-${name}`).selectOption(answer);
    await expect(number(page, what).first()).toContainText(now);
    await page.getByRole("button", { name: "Apply and read again" }).click();
    await expect(dialog(page)).toBeHidden();
    await open(page);
    await expect(page.locator(`#map-${name}`)).toHaveValue(answer);
    await expect(number(page, what).first()).toContainText(now.replace(/was.*/, ""));
  });
}

test("encoding, separator and zone act too", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, "taobao/orders_gbk.csv");
  await open(page);
  await expect(dialog(page).locator("thead")).toContainText("买家会员名");
  await page.locator("#map-encoding").selectOption("windows-1252");
  await expect(dialog(page).locator("thead")).not.toContainText("买家会员名");
  await page.locator("#map-encoding").selectOption("");
  await expect(dialog(page).locator("thead")).toContainText("买家会员名");
  await page.locator("#map-delimiter").selectOption(";");
  await expect(dialog(page).getByRole("alert")).toContainText("only one column");
  await page.locator("#map-delimiter").selectOption(",");
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.locator("#another").click();

  await choose(page, "stripe/payments.csv");
  await expect(page.locator("#ledger .notes, #question-title").first()).toBeVisible();
  await page.getByRole("button", { name: /Not right\?|Something else is wrong/ }).click();
  await page.locator("#map-zone").selectOption("Asia/Shanghai");
  await expect(number(page, "Rows read")).toBeVisible();
  await page.getByRole("button", { name: "Apply and read again" }).click();
  await expect(page.locator("#ledger .notes")).toContainText("Times were converted to Asia/Shanghai.");
});
