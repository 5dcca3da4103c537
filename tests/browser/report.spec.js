// The main job: drop an export, read the report, in either language, with hands or keys, on any screen.

import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { choose, drop, ready, settled } from "./shop.js";

const PANELS = [
  ...["story", "overview", "retention_curve", "retention_cohorts", "repurchase_rate", "order_counts", "order_funnel"],
  ...["second_order_curve", "next_order", "second_order_by_channel", "second_order_by_product"],
  ...["rfm_quadrants", "rfm_segments", "rfm_scores", "rfm_score_segments", "ledger", "glossary"],
  ...["lifecycle", "lifecycle_months", "lifecycle_moves", "lifecycle_back"],
  ...["shop_cycle", "due", "due_calendar", "purchase_gaps", "product_cycles"],
  ...["pareto", "value_tiers", "historic_value", "what_moved_sales", "what_if", "payback"],
  ...["associations", "back_by_channel", "back_by_region", "back_by_product", "back_by_category", "back_by_discount"],
  ...["back_by_amount", "back_by_weekday", "campaign_customers", "discount_dependence"],
  ...["bought_again", "categories_bought_again", "next_product", "when", "when_segments", "refunds"],
  ...["refunds_by_product", "refunds_by_category", "refunds_by_channel", "refunds_by_region", "refunds_by_buyer"],
  "refunds_by_month",
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

test("why there is nothing is read once in each group, and heard in each panel", async ({ page, site }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: "order_id,order_time,amount\n1,2024-01-02,10\n2,2024-02-03,20\n" });
  await settled(page);
  const group = page.locator("#group-retention");
  expect(await group.locator(".panel").count()).toBeGreaterThan(5);
  await expect(group.locator(".panel.nothing")).toHaveCount(await group.locator(".panel").count());
  const heights = await group.locator(".finding").evaluateAll((all) => all.map((words) => words.getBoundingClientRect().height));
  expect(heights.map((height) => height > 1)).toEqual(heights.map((_, at) => at === 0));
  await expect(page.locator("#retention_cohorts .finding")).toContainText("no usable customer key");
  expect(await page.locator("#overview").getAttribute("class")).toBe("panel");
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

test("the rows of a table follow a column that is pressed, by keys too, and come back", async ({ page, site }) => {
  await ready(page, site.url);
  await page.locator("#sample").click();
  await page.locator("#historic_value summary", { hasText: "Table" }).click();
  const table = page.locator("#historic_value table");
  const firsts = () => table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.children[0]?.textContent ?? ""));
  const cells = (/** @type {number} */ at) => table.locator("tbody tr").evaluateAll((rows, at) => rows.map((row) => Number.parseFloat((row.children[at]?.textContent ?? "").replaceAll(/[^0-9.]/g, ""))), at);
  const asMade = await firsts();
  const heading = (/** @type {number} */ at) => table.locator("thead th").nth(at);
  await heading(1).getByRole("button").click();
  await expect(heading(1)).toHaveAttribute("aria-sort", "descending");
  expect(await cells(1)).toEqual([...(await cells(1))].sort((a, b) => b - a));
  expect([...(await firsts())].sort()).toEqual([...asMade].sort());
  // Tab is on the heading that was pressed; an arrow key goes on to the next.
  await page.keyboard.press("ArrowRight");
  await expect(heading(2).getByRole("button")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(1)).not.toHaveAttribute("aria-sort");
  await expect(heading(2)).toHaveAttribute("aria-sort", "descending");
  await page.keyboard.press("Enter");
  await expect(heading(2)).toHaveAttribute("aria-sort", "ascending");
  const numbers = (await cells(2)).filter((number) => !Number.isNaN(number));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  // What has no number stands last.
  expect((await cells(2)).slice(0, numbers.length)).toEqual(numbers);
  await page.keyboard.press("Enter");
  await expect(heading(2)).not.toHaveAttribute("aria-sort");
  expect(await firsts()).toEqual(asMade);
});

test("a panel is saved as PNG, SVG and CSV; the picture says title, n and window by itself", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await ready(page, site.url);
  await page.locator("#sample").click();
  const panel = page.locator("#retention_curve");
  await panel.locator("summary", { hasText: "Save" }).click();
  const saved = async (/** @type {string} */ name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const svg = await saved("Picture, SVG");
  expect(svg.name).toBe("retention_curve.svg");
  const written = [...svg.bytes.toString("utf8").matchAll(/<text[^>]*>([^<]*)/g)].map(([, words]) => words).join(" ");
  expect(written).toContain("Retention by period after the first order: weighted mean and cohorts");
  expect(written).toMatch(/n = 3,827 customers, 24 cohorts\. 1 Jan 2024 – 31 Dec 2025/);
  expect(written).toContain("20%");
  const png = await saved("Picture, PNG");
  expect([png.name, png.bytes.toString("latin1", 1, 4), png.bytes.readUInt32BE(16)]).toEqual(["retention_curve.png", "PNG", 1920]);
  const csv = await saved("Table, CSV");
  expect([csv.name, csv.bytes.toString("utf8", 0, 3)]).toEqual(["retention_curve.csv", "\ufeff"]);
  expect(csv.bytes.toString("utf8").split("\r\n").length).toBeGreaterThan(15);
});

test("on paper: light figures as SVG with their captions, tables in full, nothing to press; then all as it was", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await ready(page, site.url);
  await page.locator("#sample").click();
  await settled(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const cohorts = page.locator("#retention_cohorts");
  await expect(cohorts.locator("svg.printed")).toBeVisible();
  await expect(cohorts.locator("svg.printed")).toContainText("3,827 customers");
  await expect(cohorts.locator("svg.printed rect").first()).toHaveAttribute("fill", "#ffffff");
  await expect(cohorts.locator("canvas")).toBeHidden();
  await expect(cohorts.locator("tbody tr").last()).toBeVisible();
  expect(await cohorts.locator(".table-box").evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  for (const gone of [".bar", "#groups", ".top", "footer"]) await expect(page.locator(gone)).toBeHidden();
  expect(await page.locator("#panels button:visible:not(thead button)").count()).toBe(0);
  expect(await page.locator("#panels .plot").count()).toBe(await page.locator("svg.printed").count());
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await expect(page.locator("svg.printed")).toHaveCount(0);
  await expect(cohorts.locator("canvas")).toBeVisible();
  await expect(cohorts.locator("tbody tr").last()).toBeHidden();
});

// What A4, A5 and Letter across leave between their margins.
for (const width of [703, 468, 965]) {
  test(`on paper of ${width} px tables are whole, and no box keeps to one sheet but figures`, async ({ page, site }) => {
    await ready(page, site.url);
    await page.locator("#sample").click();
    await settled(page);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.setViewportSize({ width, height: 1000 });
    await page.emulateMedia({ media: "print" });
    const overflow = await page.evaluate(() => {
      const tables = [...document.querySelectorAll("#panels table")];
      const isWide = (/** @type {Element} */ table) => table.getBoundingClientRect().right > innerWidth + 1;
      const ids = tables.filter(isWide).map((table) => table.closest(".panel")?.id);
      return [...ids, document.documentElement.scrollWidth - document.documentElement.clientWidth];
    });
    expect(overflow).toEqual([0]);
    const cohorts = await page.locator("#retention_cohorts .table-box").evaluate((box) => {
      const heads = (/** @type {Element} */ table) => [...table.querySelectorAll("thead th")].map((head) => head.textContent ?? "");
      const [whole, ...parts] = [...box.querySelectorAll("table")];
      return { whole: whole ? heads(whole) : [], parts: parts.map(heads), size: parseFloat(getComputedStyle(parts[0] ?? box).fontSize) };
    });
    expect(cohorts.whole.length).toBe(26);
    expect(new Set(cohorts.parts.map(([first]) => first))).toEqual(new Set(cohorts.whole.slice(0, 1)));
    expect(cohorts.parts.flatMap((heads) => heads.slice(1))).toEqual(cohorts.whole.slice(1));
    if (width >= 703) expect(cohorts.size).toBeGreaterThan(7);
    const breaks = await page.evaluate(() => {
      const styles = (/** @type {string} */ selector) => [...document.querySelectorAll(`#panels ${selector}`)].map((one) => getComputedStyle(one));
      return {
        inside: [".panel", ".figure"].map((selector) => [...new Set(styles(selector).map(({ breakInside }) => breakInside))]),
        after: ["h2", "h3", "summary"].map((selector) => [...new Set(styles(selector).map(({ breakAfter }) => breakAfter))]),
      };
    });
    expect(breaks).toEqual({ inside: [["auto"], ["avoid"]], after: [["avoid"], ["avoid"], ["avoid"]] });
  });
}

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

test("settings go into the address when asked, and a report opens under them", async ({ page, site }) => {
  const text = "order id,customer,date,amount,channel\n1,a,2024-01-01,5,app\n2,a,2024-02-01,6,shop\n3,b,2024-03-02,7,app\n";
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text });
  await page.locator("#set-period").selectOption("week");
  await expect(page).not.toHaveURL(/#/);
  await page.locator("#link").click();
  await expect(page).toHaveURL(/#period=week$/);
  await page.locator("#set-channel").selectOption("app");
  await expect(page).toHaveURL(/#period=week&channel=app$/);
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await choose(page, { name: "orders.csv", text });
  await expect(page.locator("#set-period")).toHaveValue("week");
  await expect(page.locator("#overview .notes")).toContainText("Only channel: app");
  // What does not fit is passed over.
  await page.goto("about:blank");
  await ready(page, `${site.url}#as_of=1999-01-01&colour=red&period=quarter`);
  await choose(page, { name: "orders.csv", text });
  await expect(page.locator("#settings .changed")).toHaveCount(1);
  await expect(page.locator("#set-period")).toHaveValue("quarter");
});
