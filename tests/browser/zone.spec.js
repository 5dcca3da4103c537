// Time zones: what the browser knows of them, and the question about days.

import { zone } from "../../www/zone.js";
import { expect, test } from "./fixtures.js";
import { choose, ready } from "./shop.js";

test("a zone's offsets and when they begin", () => {
  expect(zone("UTC").offsets.map(({ minutes }) => minutes)).toEqual([0]);
  // 2024: summer from 10 March 07:00 UTC, winter from 3 November 06:00 UTC.
  const changes = zone("America/New_York").offsets;
  expect(changes).toContainEqual({ from: 1_710_054_000, minutes: -240 });
  expect(changes).toContainEqual({ from: 1_730_613_600, minutes: -300 });
  // The last summer time in China ended on 15 September 1991, at 01:00 of what was then local time.
  expect(zone("Asia/Shanghai").offsets.at(-1)).toEqual({ from: Date.UTC(1991, 8, 14, 17) / 1000, minutes: 480 });
  // Half an hour of summer time; and Ramadan of 2026, an hour less for five weeks.
  expect(new Set(zone("Australia/Lord_Howe").offsets.map(({ minutes }) => minutes))).toEqual(new Set([660, 630]));
  const morocco = zone("Africa/Casablanca").offsets.filter(({ from }) => new Date(from * 1000).getUTCFullYear() === 2026);
  expect(morocco.map(({ minutes }) => minutes)).toEqual([0, 60]);
});

test.describe("of a visitor in Shanghai", () => {
  test.use({ timezoneId: "Asia/Shanghai" });

  test("times of UTC are asked about, and converted", async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, "stripe/payments.csv");
    await expect(page.locator("#question")).toContainText("Whose days");
    await page.getByRole("button", { name: /Asia\/Shanghai: line 2 is 2 Mar 2026, 06:30.*1 of 5 orders/ }).click();
    await expect(page.locator("#ledger .notes")).toContainText("Times were converted to Asia/Shanghai.");
    await expect(page.locator("#question")).toBeHidden();
  });

  test("the answer can be UTC", async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, "stripe/payments.csv");
    await page.getByRole("button", { name: /UTC: line 2 is 1 Mar 2026, 22:30/ }).click();
    await expect(page.locator("#ledger .notes")).toContainText("Times are used as written, in UTC.");
  });
});

test.describe("of a visitor in UTC", () => {
  test.use({ timezoneId: "UTC" });

  test("nothing is asked", async ({ page, site }) => {
    await ready(page, site.url);
    await choose(page, "stripe/payments.csv");
    await expect(page.locator("#ledger .notes")).toContainText("Times are used as written, in UTC.");
  });
});
