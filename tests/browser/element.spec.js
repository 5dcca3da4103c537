// <huitou-report> in pages of another origin: what it shows, what it takes from its host, and what it says where the
// host stops it.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "./fixtures.js";
import { host, savedReport } from "./host.js";

const CDNOW = readFileSync(new URL("../data/cdnow/CDNOW_sample.txt", import.meta.url), "utf8");

test("a saved report and a published CSV, side by side, under a strict policy", async ({ page, browser, site, elsewhere }) => {
  const files = { "/report.json": await savedReport(browser, site), "/cdnow.txt": CDNOW };
  site.forget();
  const body = `<huitou-report id="saved" report="/report.json" panels="overview retention_curve"></huitou-report>
    <huitou-report id="read" src="/cdnow.txt" panels="overview"></huitou-report>`;
  await host(page, elsewhere, { body, ours: site.origin, files });
  await expect(page.locator("#saved .panel")).toHaveCount(2);
  await expect(page.locator("#saved #retention_curve .finding")).toContainText("Of 100 new customers");
  await expect(page.locator("#saved #retention_curve .notes")).toContainText("fewer than 5 customers are pooled");
  await expect(page.locator("#saved #retention_curve canvas")).toBeVisible();
  // 2,357 customers, 6,919 transactions: the readme of the data set (Fader and Hardie).
  await expect(page.locator("#read .finding").first()).toContainText("2,357 customers placed 6,919 valid orders");
  const told = await page.evaluate("told");
  const reports = told.filter((/** @type {any} */ one) => one.name === "huitou-report");
  expect(reports.map((/** @type {any} */ one) => one.panels)).toContainEqual(["overview", "retention_curve"]);
  expect(reports.every((/** @type {any} */ one) => one.composed && one.hasReport)).toBe(true);
  const progress = told.filter((/** @type {any} */ one) => one.name === "huitou-progress").pop();
  expect([progress.bytes, progress.total]).toEqual([CDNOW.length, CDNOW.length]);
  expect(told.filter((/** @type {any} */ one) => one.name === "huitou-error")).toEqual([]);
  // Compiled once, and what opens spreadsheets not at all.
  const asked = site.hits.map((hit) => hit.url);
  expect(asked.filter((url) => url.endsWith("huitou_bg.wasm"))).toHaveLength(1);
  expect(asked.filter((url) => url.endsWith("unpack_bg.wasm"))).toHaveLength(0);
});

test("nothing is loaded until it is nearly seen, and then nothing moves", async ({ page, browser, site, elsewhere }) => {
  const files = { "/report.json": await savedReport(browser, site) };
  const body = `<div class="space"></div><huitou-report report="/report.json"></huitou-report><p id="below">below</p>`;
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) /** @type {any} */ (window).shift += /** @type {any} */ (entry).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  site.forget();
  await host(page, elsewhere, { body, ours: site.origin, files, css: ".space { height: 5000px; }" });
  await page.waitForFunction(() => customElements.get("huitou-report"));
  await page.waitForTimeout(500);
  expect(site.hits.map((hit) => hit.url).filter((url) => url.endsWith(".wasm"))).toEqual([]);
  await page.locator("#below").scrollIntoViewIfNeeded();
  await expect(page.locator("#overview")).toBeVisible();
  await page.waitForTimeout(500);
  expect(await page.evaluate("shift")).toBe(0);
  expect(site.hits.map((hit) => hit.url).filter((url) => url.endsWith(".wasm"))).toHaveLength(1);
});

/** The colour of a figure's paper, and how wide it is. @param {import("@playwright/test").Page} page */
const paper = (page) =>
  page.locator("#retention_curve canvas").evaluate((canvas) => {
    const pixel = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d")?.getImageData(1, 1, 1, 1).data ?? [];
    return [...pixel].slice(0, 3);
  });

test("it follows the theme, language, size and face of the page around it", async ({ page, browser, site, elsewhere }) => {
  const files = { "/report.json": await savedReport(browser, site) };
  const body = `<huitou-report report="/report.json" panels="retention_curve"></huitou-report>`;
  const css = "body { background: #fdf6e3; color: #333; font: 20px/1.4 Georgia, serif; } html.night body { background: #002b36; color: #eee; }";
  await host(page, elsewhere, { body, ours: site.origin, files, css, lang: "zh-Hans" });
  await expect(page.locator("#retention_curve h3")).toHaveText("留存曲线");
  await expect.poll(() => paper(page)).toEqual([0xfd, 0xf6, 0xe3]);
  const finding = page.locator("#retention_curve .finding");
  await expect(finding).toHaveCSS("font-family", "Georgia, serif");
  await expect(finding).toHaveCSS("font-size", "22.5px");
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await expect.poll(() => paper(page)).toEqual([0, 0x2b, 0x36]);
  await expect(page.locator(".report")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator(".report")).toHaveCSS("padding-left", "0px");
  await page.evaluate(() => (document.documentElement.lang = "en"));
  await expect(page.locator("#retention_curve h3")).toHaveText("Retention curve");
  await page.evaluate(() => document.querySelector("huitou-report")?.setAttribute("lang", "zh"));
  await expect(page.locator("#retention_curve h3")).toHaveText("留存曲线");
  await page.setViewportSize({ width: 400, height: 800 });
  const sizes = () => page.locator("huitou-report").evaluate((one) => one.shadowRoot?.querySelector("canvas")?.clientWidth ?? 0);
  await expect.poll(sizes).toBeLessThan(400);
});

test("a host sets colours, faces and parts, and the theme by an attribute", async ({ page, browser, site, elsewhere }) => {
  const files = { "/report.json": await savedReport(browser, site) };
  const body = `<huitou-report report="/report.json" panels="retention_curve" theme="dark"></huitou-report>`;
  const css = "huitou-report::part(title) { text-transform: uppercase; } .own { --huitou-paper: oklch(0.3 0 0); --huitou-ink: white; --huitou-font: monospace; }";
  await host(page, elsewhere, { body, ours: site.origin, files, css });
  // Its own dark paper, whatever the page's is.
  await expect.poll(() => paper(page)).toEqual([0x14, 0x17, 0x1b]);
  // Its text keeps off the edge of it.
  await expect(page.locator(".report")).toHaveCSS("padding-left", "16px");
  await expect(page.locator("#retention_curve h3")).toHaveCSS("text-transform", "uppercase");
  await page.evaluate(() => {
    const one = document.querySelector("huitou-report");
    one?.classList.add("own");
    one?.setAttribute("theme", "auto");
  });
  // oklch(0.3 0 0) is #2e2e2e: the grey whose linear light is 0.3 cubed, 0.027.
  await expect.poll(() => paper(page)).toEqual([0x2e, 0x2e, 0x2e]);
  await expect(page.locator("#retention_curve .finding")).toHaveCSS("font-family", "monospace");
});

/** What the element says where it cannot show. @param {import("@playwright/test").Page} page */
const said = (page) => page.locator("huitou-report [part=trouble]");

const SOURCES = `<huitou-report src="/cdnow.txt"><a href="/elsewhere">the numbers as a table</a></huitou-report>`;

/** Name, what the policy allows beside, and what is said. */
const POLICIES = /** @type {[string, (ours: string) => string, RegExp][]} */ ([
  ["no connection to our origin", (ours) => `script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`, /add http:\/\/127\.0\.0\.1:\d+ to its connect-src/],
  ["no wasm", (ours) => `script-src ${ours}; connect-src 'self' ${ours}; worker-src blob:`, /add 'wasm-unsafe-eval' to its script-src/],
  ["no worker", (ours) => `script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self' ${ours}; worker-src 'none'`, /add blob: to its worker-src/],
]);

for (const [name, policy, words] of POLICIES) {
  test(`${name}: the element says what its host has to change, and shows what the host has written inside`, async ({ page, site, elsewhere, trouble }) => {
    const strict = `default-src 'none'; style-src 'self'; img-src data:; ${policy(site.origin)}`;
    await host(page, elsewhere, { body: SOURCES, ours: site.origin, policy: strict, files: { "/cdnow.txt": CDNOW } });
    await expect(said(page)).toHaveText(words);
    await expect(page.getByRole("link", { name: "the numbers as a table" })).toBeVisible();
    const told = await page.evaluate("told.filter((one) => one.name === 'huitou-error')");
    expect(told).toHaveLength(1);
    expect(told[0].message).toMatch(words);
    // The browser complains of what it stops, each in its own way.
    trouble.splice(0);
  });
}

test("a server without CORS, an address that is not there, and what is no report are told apart", async ({ page, site, elsewhere, trouble }) => {
  site.put("/closed.json", { type: "application/json", text: "{}", isClosed: true });
  await host(page, elsewhere, {
    body: `<huitou-report report="${site.origin}/closed.json"></huitou-report>`,
    ours: site.origin,
    policy: "",
    files: { "/text.json": "hello", "/empty.json": "{}", "/book.xlsx": "PK\u0003\u0004", "/orders.csv": "order id,customer,date,amount\n1,ann,2024-01-05,5\n2,bob,2024-01-06,10\n3,ann,2024-03-20,15\n" },
  });
  await expect(said(page)).toContainText("Access-Control-Allow-Origin is missing");
  const show = (/** @type {string} */ name, /** @type {string} */ url) =>
    page.locator("huitou-report").evaluate((one, [name, url]) => {
      one.removeAttribute("report");
      one.setAttribute(name ?? "", url ?? "");
    }, [name, url]);
  await show("report", "/gone.json");
  await expect(said(page)).toContainText("Could not fetch /gone.json (404)");
  await show("report", "/text.json");
  await expect(said(page)).toContainText("/text.json is no report");
  await show("report", "/empty.json");
  await expect(said(page)).toContainText("this is no report that Huitou saved");
  const set = (/** @type {string} */ name, /** @type {string} */ value) =>
    page.locator("huitou-report").evaluate((one, [name, value]) => one.setAttribute(name ?? "", value ?? ""), [name, value]);
  await page.locator("huitou-report").evaluate((one) => one.removeAttribute("report"));
  await set("currency", "euro");
  await set("src", "/orders.csv");
  await expect(said(page)).toContainText("takes a code of three letters, such as EUR; “euro” is none");
  await set("currency", "eur");
  await set("as-of", "2023-12-31");
  await expect(said(page)).toContainText("takes a day within the file, such as 2024-12-31; “2023-12-31” is none");
  await set("as-of", "2024-01-06");
  await expect(page.locator("huitou-report #overview .finding")).toContainText("2 customers placed 2 valid orders (5 Jan 2024 – 6 Jan 2024)");
  await set("as-of", "");
  await set("currency", "");
  await show("src", "/book.xlsx");
  await expect(said(page)).toContainText("/book.xlsx is no CSV");
  trouble.splice(0);
});

test("a newer report is refused in both languages, an older one is shown", async ({ page, browser, site, elsewhere }) => {
  const report = JSON.parse(await savedReport(browser, site));
  const newer = JSON.stringify({ ...report, version: 99 });
  const { least_group, ...old } = report;
  expect(least_group).toBe(5);
  const { cycle, ...results } = old.results;
  expect(cycle).toBeTruthy();
  const older = JSON.stringify({ ...old, results });
  const body = `<huitou-report id="newer" report="/newer.json"></huitou-report><huitou-report id="older" report="/older.json"></huitou-report>`;
  await host(page, elsewhere, { body, ours: site.origin, files: { "/newer.json": newer, "/older.json": older } });
  await expect(page.locator("#newer [part=trouble]")).toContainText("this report is of version 99, and version 1 is the newest");
  await expect(page.locator("#older #overview .finding")).not.toBeEmpty();
  await expect(page.locator("#older #purchase_gaps")).toHaveCount(0);
  await page.evaluate(() => (document.documentElement.lang = "zh"));
  await expect(page.locator("#newer [part=trouble]")).toContainText("第 99 版");
});

test("a saved report names no file and no product, and small groups are pooled", async ({ browser, site }) => {
  const text = await savedReport(browser, site);
  const report = JSON.parse(text);
  expect([report.version, report.provenance, report.least_group]).toEqual([1, null, 5]);
  expect(report.results.values).toEqual({ channels: [], products: [], cohorts: [] });
  expect(text).not.toContain("sample-shop");
  expect(report.results.retention.cohorts.every((/** @type {any} */ cohort) => cohort.size >= 5)).toBe(true);
});

test("a saved report fits its schema, and what is no report does not", async ({ browser, site }) => {
  const schema = await (await fetch(`${site.url}types/report.schema.json`)).json();
  const fits = new Ajv2020().compile(schema);
  const report = JSON.parse(await savedReport(browser, site));
  expect(fits(report), JSON.stringify(fits.errors)).toBe(true);
  expect(fits({ ...report, version: "1" })).toBe(false);
  expect(fits({ ...report, results: { ...report.results, overview: {} } })).toBe(false);
});

test("a panel that is not there is told with those that are; keys reach points and words are read out", async ({ page, browser, site, elsewhere }) => {
  const files = { "/report.json": await savedReport(browser, site) };
  await host(page, elsewhere, { body: `<huitou-report report="/report.json" panels="nothing"></huitou-report>`, ours: site.origin, files });
  await expect(said(page)).toContainText("It has: overview, story, retention_curve");
  await page.evaluate(() => document.querySelector("huitou-report")?.setAttribute("panels", "retention_curve"));
  await page.locator("#retention_curve canvas").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#live")).toContainText("1st month");
});
