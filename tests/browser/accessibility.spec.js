// For whoever cannot see well, or has no pointer: axe-core finds nothing in any state, in light and dark; keys alone
// lead from the choice of a file to a saved table; nothing moves where no motion is wanted.

import { violations } from "./axe.js";
import { expect, test } from "./fixtures.js";
import { host, savedReport } from "./host.js";
import { choose, fallAsleep, payload, ready, settled as answered } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */

const ORDERS = {
  name: "orders.csv",
  text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-01-02,7\n4,c,2024-03-31,1\n",
};
// Every day could be a month, and every month a day.
const ASKED = { name: "asked.csv", text: "order id,customer,date,amount\n1,a,03/04/2024,5\n2,b,04/05/2024,6\n3,a,06/05/2024,7\n" };

/** @param {Page} page */
async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((box) => (box.open = true)));
}

/** What is on its way from one opacity to another has neither's contrast. @param {Page} page */
async function settled(page) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {}))));
}

for (const theme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: "reduce" } });

    test("nothing yet", async ({ page, site }) => {
      await ready(page, site.url);
      await openAll(page);
      expect(await violations(page)).toEqual([]);
      await page.locator("#language").click();
      expect(await violations(page)).toEqual([]);
    });

    test("reading", async ({ page, site }) => {
      await fallAsleep(page, 0);
      await ready(page, site.url);
      await choose(page, ORDERS);
      await expect(page.locator("#reading")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test("a question", async ({ page, site }) => {
      await ready(page, site.url);
      await choose(page, ASKED);
      await expect(page.locator("#question-title")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test("trouble", async ({ page, site }) => {
      await ready(page, site.url);
      await choose(page, { name: "bad.csv", text: "a,b\n1,2\n" });
      await expect(page.locator("#trouble")).toBeVisible();
      await openAll(page);
      expect(await violations(page)).toEqual([]);
    });

    test("the report with every group, its tables and settings open", async ({ page, site }) => {
      test.slow(); // every element of every panel
      await ready(page, site.url);
      await page.locator("#sample").click();
      await answered(page);
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await openAll(page);
      await page.locator("#set-period").selectOption("quarter");
      await expect(page.locator("#chips .chip")).toHaveCount(1);
      await answered(page);
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.locator("#language").click();
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await violations(page)).toEqual([]);
    });

    test("the dialog about the columns", async ({ page, site }) => {
      await ready(page, site.url);
      await choose(page, ORDERS);
      await page.getByRole("button", { name: "Not right?" }).click();
      await expect(page.locator("#mapping dl")).toBeVisible();
      await openAll(page);
      expect(await violations(page)).toEqual([]);
    });

    test("a saved report in a page of somebody else", async ({ page, browser, site, elsewhere }) => {
      const files = { "/report.json": await savedReport(browser, site) };
      const body = `<main><h1>A blog</h1><h2>Who comes back</h2><huitou-report report="/report.json"></huitou-report></main>`;
      const css = theme === "dark" ? "body { background: #14171b; color: #e8eaed; }" : "body { background: #fff; }";
      await host(page, elsewhere, { body, ours: site.origin, files, css: `huitou-report { height: 60rem; } ${css}` });
      await expect(page.locator("#retention_curve canvas")).toBeVisible();
      await page.locator("huitou-report").evaluate((one) => one.shadowRoot?.querySelectorAll("details").forEach((box) => (box.open = true)));
      expect(await violations(page)).toEqual([]);
    });

    // Of a page that has not told the frame what it lies on.
    test("a file of a visitor in a frame", async ({ page, site, elsewhere }) => {
      const text = `<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><main><h1>A blog</h1><iframe src="${site.origin}/embed.html" title="Huitou" style="width: 100%; height: 40rem"></iframe></main></html>`;
      elsewhere.put("/blog.html", { type: "text/html", text });
      await page.goto(`${elsewhere.origin}/blog.html`);
      const inside = page.frameLocator("iframe");
      await inside.locator("html[data-ready]").waitFor();
      const frame = page.frames().find((one) => one.url().startsWith(site.origin));
      if (!frame) throw new Error("expected the frame");
      expect(await violations(frame)).toEqual([]);
      await inside.locator("#files").setInputFiles(payload(ORDERS));
      await answered(inside);
      expect(await violations(frame)).toEqual([]);
    });
  });
}

/** Presses Tab until something has the focus, which must be seen each time. @param {Page} page @param {import("@playwright/test").Locator} wanted */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    const [has, seen] = await page.evaluate(() => {
      const one = /** @type {HTMLElement} */ (document.activeElement);
      const around = one.id === "files" ? one.closest("label") : one;
      return [one.matches(":focus-visible"), around ? getComputedStyle(around).outlineStyle !== "none" : false];
    });
    if (has) expect(seen, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe(true);
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

test("keys alone lead from the choice of a file to a saved table", async ({ page, site }) => {
  // Listened for from the beginning: a key that comes before the listener opens a dialog that nobody sees.
  const chosen = page.waitForEvent("filechooser");
  await ready(page, site.url);
  await tabTo(page, page.locator("#files"));
  await page.keyboard.press("Enter");
  const chooser = await chosen;
  await chooser.setFiles(payload(ORDERS));
  await expect(page.locator("#main")).toBeFocused();
  const panel = page.locator("#overview");
  await tabTo(page, panel.locator("summary", { hasText: "Table" }));
  await page.keyboard.press("Enter");
  await tabTo(page, panel.locator(".table-box"));
  await tabTo(page, panel.locator("summary", { hasText: "Save" }));
  await page.keyboard.press("Enter");
  await tabTo(page, panel.getByRole("button", { name: "Table, CSV" }));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("overview.csv");
});

test("the first thing that Tab reaches leads past the head of the page", async ({ page, site }) => {
  await ready(page, site.url);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await expect(page.locator(".skip")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("nothing moves by itself where no motion is wanted", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await ready(page, site.url);
  await page.locator("#sample").click();
  await expect(page.locator("#ledger")).toBeVisible();
  await page.locator("#set-period").selectOption("week");
  const moving = await page.evaluate(() => {
    const styled = [...document.querySelectorAll("*")].map((one) => getComputedStyle(one));
    const moves = styled.filter((one) => one.animationName !== "none" || one.transitionDuration.split(", ").some((span) => span !== "0s"));
    return [moves.length, document.getAnimations().length, getComputedStyle(document.documentElement).scrollBehavior];
  });
  expect(moving).toEqual([0, 0, "auto"]);
});
