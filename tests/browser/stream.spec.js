// Chromium collects a stream that nothing but a promise waits for, and then the promise is never kept: what is read is held.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import config from "./playwright.config.js";
import { expect, test } from "./fixtures.js";
import { beforeWorkers, ready, settled } from "./shop.js";

const options = config.use?.launchOptions ?? {};
test.use({ launchOptions: { ...options, args: [...(options.args ?? []), "--js-flags=--expose-gc"] } });

const ROWS = 1_000_000;

test("a file is read to its end while memory is collected all the time", async ({ page, site }) => {
  const folder = await mkdtemp(join(tmpdir(), "huitou-"));
  const file = join(folder, "orders.csv");
  const rows = Array.from({ length: ROWS }, (_, row) => `2024-01-${10 + (row % 20)},5.00,customer ${row % 997}\n`);
  await writeFile(file, `date,amount,customer\n${rows.join("")}`);
  await beforeWorkers(page, () => {
    const { gc } = /** @type {any} */ (globalThis);
    if (!gc) throw new Error("memory cannot be collected");
    setInterval(gc, 20);
  });
  await ready(page, site.url);
  await page.locator("#files").setInputFiles(file);
  await settled(page);
  await expect(page.locator("#ledger .finding")).toContainText("1,000,000 rows read");
  await rm(folder, { recursive: true });
});
