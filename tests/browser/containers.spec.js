// Spreadsheets, archives and folders: the same numbers as the plain file, a sentence for what cannot be read, and never
// a wait for those who drop a CSV.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures.js";
import { BARE } from "./server.js";
import { choose, drop, loaded, ready, trouble } from "./shop.js";
import { xlsx, zip } from "./zip.js";

const MODULE = "pkg-unpack/unpack_bg.wasm";
const DATA = fileURLToPath(new URL("../../unpack/tests/data/", import.meta.url));
const CSV = readFileSync(`${DATA}orders.csv`, "utf8");
// By hand: nine lines below the header, of five customers.
const OVERVIEW = "5 customers placed 9 valid orders";

const ROWS = [
  ["order id", "customer", "date", "amount"],
  ["1", "ann", "2024-01-05", 20],
  ["2", "ann", "2024-02-07", 30],
  ["3", "bob", "2024-01-09", 10],
];

const CONTAINERS = /** @type {[string, Buffer, string][]} */ ([
  ["orders.zip", zip([["orders.csv", CSV], ["read me.pdf", "%PDF"]]), OVERVIEW],
  ["orders.csv.gz", gzipSync(CSV), OVERVIEW],
  ["orders.xls", readFileSync(`${DATA}orders.xls`), OVERVIEW],
  ["orders.xlsx", xlsx(ROWS), "2 customers placed 3 valid orders"],
  ["under another name.csv", xlsx(ROWS), "2 customers placed 3 valid orders"],
  ["nested.zip", zip([["订单.xlsx", xlsx(ROWS)]]), "2 customers placed 3 valid orders"],
]);

test("each container gives the numbers of the plain file, one after another, without a request", async ({ page, site }) => {
  await ready(page, site.url);
  await loaded(site);
  for (const [name, text, overview] of CONTAINERS) {
    await drop(page, { name, text });
    // The ledger first: it names the file, where the overview may still be that of the last one.
    await expect(page.locator("#ledger")).toContainText(name.replace(/\.gz$/, ""));
    await expect(page.locator("#overview .finding"), name).toContainText(overview);
    await page.locator("#another").click();
  }
  expect(site.hits).toEqual([]);
  await page.locator("#proof summary").click();
  await expect(page.locator("#proof-body .figures")).toContainText(": 0");
});

test("what is not read of a container is told, and columns are changed in one as in a plain file", async ({ page, site }) => {
  await ready(page, site.url);
  const fees = [["order id", "customer", "date", "amount", "after fees"], ["1", "a", "2024-01-01", 10, 9], ["2", "b", "2024-02-01", 20, 18]];
  await choose(page, { name: "shop.zip", text: zip([["January.xlsx", xlsx(fees)], ["read me.pdf", "%PDF"]]) });
  await expect(page.locator("#ledger .notes")).toContainText('1 other part, "shop.zip/read me.pdf".');
  await expect(page.locator("#ledger .notes")).toContainText("shop.zip/January.xlsx: 2 rows, plain table, a spreadsheet.");
  await page.getByRole("button", { name: "Not right? Change how columns are read" }).click();
  const revenue = page.locator(".mapping-effect dl > div", { hasText: "Net revenue" });
  await expect(revenue).toContainText("30.00");
  await page.getByLabel('Column "after fees" is taken for').selectOption("amount");
  // By hand: 9 and 18.
  await expect(revenue).toContainText("27.00was 30.00");
  await page.getByRole("button", { name: "Apply and read again" }).click();
  await expect(page.locator("#overview")).toContainText("27.00");
});

test("in the dialog, too, the table in an archive is named that is refused", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.zip", text: zip([["bad.csv", "order id,customer,amount\n1,a,5\n2,b,6\n"]]) });
  await page.getByRole("button", { name: "Look at the columns" }).click();
  await expect(page.locator("#mapping").getByRole("alert")).toContainText("orders.zip/bad.csv: no column looks like the time");
});

test("a CSV does not wait for the module of spreadsheets, and a spreadsheet does", async ({ page, site }) => {
  const release = site.hold(MODULE);
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: CSV });
  await expect(page.locator("#overview .finding")).toContainText(OVERVIEW);
  await page.locator("#another").click();
  await choose(page, { name: "orders.xlsx", text: xlsx(ROWS) });
  await expect(page.locator("#reading")).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator("#report")).toBeHidden();
  // The page is sealed all the while: the answer to a request from before it still comes.
  release();
  await expect(page.locator("#overview .finding")).toContainText("2 customers placed 3 valid orders");
  await page.locator("#another").click();
  await page.locator("#proof summary").click();
  await expect(page.locator("#proof-body .figures")).toContainText(": 0");
});

test("without the module a spreadsheet is refused in words, and a CSV reads", async ({ page, site, trouble: console }) => {
  await page.route(`**/${MODULE}`, (route) => route.fulfill({ status: 404 }));
  await ready(page, site.url);
  await choose(page, { name: "orders.xlsx", text: xlsx(ROWS) });
  await expect(trouble(page)).toContainText("did not load");
  await choose(page, { name: "orders.csv", text: CSV });
  await expect(page.locator("#overview .finding")).toContainText(OVERVIEW);
  console.splice(0);
});

const REFUSED = /** @type {[string, Buffer, RegExp, RegExp][]} */ ([
  ["bomb.csv.gz", gzipSync(Buffer.alloc(64 << 20)), /bomb.*(unfolded to|not a text file)/, /bomb.*(展开到|不是文本)/],
  ["bomb.zip", zip([["a.csv", `order id,customer,date,amount\n${"1,a,2024-01-05,5\n".repeat(3 << 20)}`]]), /bomb\.zip.*unfolded to/, /bomb\.zip.*展开到/],
  ["corners.xls", readFileSync(`${DATA}corners.xls`), /corners\.xls.*XLS file had unfolded/, /XLS 文件展开到/],
  ["cut.zip", zip([["orders.csv", CSV]]).subarray(0, 100), /ZIP file is cut off or damaged/, /损坏/],
  ["locked.xls", readFileSync(`${DATA}locked.xls`), /XLS file is behind a password/, /密码/],
  ["pictures.zip", zip([["a.png", "x"]]), /no table .* in this ZIP file/, /ZIP 文件里没有表格/],
  ["orders.zip", zip([["orders.csv", "order id,customer,amount\n1,a,5\n"]]), /orders\.zip\/orders\.csv: no column looks like the time/, /orders\.zip\/orders\.csv：/],
]);

for (const [name, text, english, chinese] of REFUSED) {
  test(`${name}: a sentence in both languages, and the next file works`, async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, { name, text });
    await expect(trouble(page)).toHaveText(english);
    await page.locator("#language").click();
    await expect(trouble(page)).toHaveText(chinese);
    await page.locator("#language").click();
    await drop(page, { name: "orders.xlsx", text: xlsx(ROWS) });
    await expect(page.locator("#overview .finding")).toContainText("2 customers placed 3 valid orders");
  });
}

test("changed .xls files end in a sentence or in a report, and the page goes on", async ({ page, site }) => {
  await ready(page, site.url);
  const whole = readFileSync(`${DATA}orders.xls`);
  for (let seed = 1; seed <= 12; seed++) {
    const bytes = Buffer.from(whole);
    for (let change = 1; change <= 8; change++) {
      const at = (seed * 7919 + change * 104_729) % bytes.length;
      bytes[at] = /** @type {number} */ (bytes[at]) ^ 0x5a;
    }
    await choose(page, { name: "changed.xls", text: bytes });
    await expect(page.locator("#trouble:visible, #report:visible, #question:visible").first()).toBeVisible();
  }
  await choose(page, { name: "orders.xlsx", text: xlsx(ROWS) });
  await expect(page.locator("#ledger")).toContainText("orders.xlsx");
});

test("cancel works while a spreadsheet is unpacked", async ({ page, site }) => {
  function* rows() {
    yield ["order id", "customer", "date", "amount"];
    for (let row = 0; row < 300_000; row++) yield [`N${row * 7919}`, `c${row % 5003}`, "2024-01-05", row % 997];
  }
  await ready(page, site.url);
  await choose(page, { name: "large.xlsx", text: xlsx(rows()) });
  await page.locator("#cancel").click();
  await expect(trouble(page)).toContainText("Cancelled");
  await choose(page, { name: "orders.xlsx", text: xlsx(ROWS) });
  await expect(page.locator("#overview .finding")).toContainText("2 customers placed 3 valid orders");
});

test("a file that vanishes while another one is read is named", async ({ page, site }, info) => {
  const [large, gone] = [info.outputPath("large.csv"), info.outputPath("gone.csv")];
  writeFileSync(large, `date,amount,customer\n${"2024-01-01,5.00,customer number one\n".repeat(1_300_000)}`);
  writeFileSync(gone, CSV);
  await ready(page, site.url);
  await page.locator("#files").setInputFiles([large, gone]);
  rmSync(gone);
  await expect(trouble(page)).toHaveText(/^gone\.csv: the browser cannot read this/, { timeout: 50_000 });
});

test("more files than are read at once are refused before one is read", async ({ page, site }) => {
  await ready(page, site.url);
  await page.evaluate(() => {
    // A real DataTransfer takes twenty seconds to hold so many.
    const files = Array.from({ length: 10_001 }, (_, n) => new File(["a"], `${n}.csv`));
    const drop = new Event("drop", { bubbles: true, cancelable: true });
    window.dispatchEvent(Object.assign(drop, { dataTransfer: { files, items: [] } }));
  });
  await expect(trouble(page)).toContainText("too many files: 10,000 are read at once");
});

/** What a browser gives for a dropped folder, made in the page. */
const FOLDERS = `
  const file = (name, text) => ({ name, isDirectory: false, file: (done) => done(new File([text], name)) });
  const folder = (name, inside) => ({ name, isDirectory: true, createReader: () => {
    const left = [...inside];
    return { readEntries: (done) => done(left.splice(0, 100)) };
  } });
  const transfer = (...entries) => ({ files: [], items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) });
`;

test("a folder gives its tables under their paths, in their order", async ({ page, site }) => {
  await page.goto(site.origin + BARE);
  const names = await page.evaluate(`(async () => {
    const { dropped } = await import("/folders.js");
    ${FOLDERS}
    const years = folder("shop", [
      folder("2024", [file("b.csv", ""), file("a.XLSX", "")]),
      folder("2023", [file("a.csv", ""), file(".hidden.csv", ""), file("photo.png", ""), file("package.json", "{}"), file("huitou-mapping (1).json", "{}")]),
      folder("empty", []),
    ]);
    return (await dropped(transfer(years, file("alone.dat", "")))).map((file) => file.name);
  })()`);
  expect(names).toEqual(["shop/2023/a.csv", "shop/2023/huitou-mapping (1).json", "shop/2024/a.XLSX", "shop/2024/b.csv", "alone.dat"]);
});

test("a folder without a table, and one with a hundred thousand, are refused", async ({ page, site }) => {
  await page.goto(site.origin + BARE);
  const refused = await page.evaluate(`(async () => {
    const { dropped } = await import("/folders.js");
    ${FOLDERS}
    const many = Array.from({ length: 100_000 }, (_, n) => file(n + ".csv", ""));
    const told = (entry) => dropped(transfer(entry)).then(() => null, (error) => error.trouble);
    return [await told(folder("empty", [])), await told(folder("many", many))];
  })()`);
  expect(refused).toEqual([{ no_table_inside: { format: "folder" } }, { too_many_files: { most: 10_000 } }]);
});
