// A large file is read by several workers, and the report is the one that a single worker makes.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.js";
import { BARE } from "./server.js";

const ROWS = 1_200_000;
// No more than one in eight: where a stretch begins is guessed.
const NOTES = ["", "", '"says ""hi"""', '"two\nlines, 5"', "", "茶杯", '"a,b"', ""];

/** @param {number} row */
function line(row) {
  const day = String((row % 28) + 1).padStart(2, "0");
  const month = String((row % 12) + 1).padStart(2, "0");
  return `A${row},c${(row * 7919) % 90_001}@example.com,2024-${month}-${day} 10:0${row % 10}:00,${row % 300}.50,${NOTES[row % 8]}\n`;
}

/** @type {string} */
let folder;
/** @type {string} */
let file;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huitou-"));
  file = join(folder, "orders.csv");
  const rows = Array.from({ length: ROWS }, (_, row) => line(row));
  await writeFile(file, `order id,customer email,order date,total,product\n${rows.join("")}`);
});

test.afterAll(() => rm(folder, { recursive: true }));

test("one to four workers make the same report", async ({ context, site }) => {
  test.slow();
  const reports = [];
  for (const workers of [1, 2, 3, 4]) {
    const page = await context.newPage();
    await page.goto(site.origin + BARE);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file" })));
    await page.locator("input").setInputFiles(file);
    const asked = [site.url, workers];
    const read = page.evaluate(async ([url, workers]) => {
      /** @type {typeof import("../../www/engine.js")} */
      const { Engine } = await import(`${url}engine.js`);
      const engine = await Engine.load({ workers: Number(workers) });
      const [file] = /** @type {HTMLInputElement} */ (document.querySelector("input")).files ?? [];
      const questions = await engine.open([file], /** @type {any} */ ({}));
      const report = await engine.analyse(/** @type {any} */ ({}));
      return { questions, report: JSON.stringify(report), size: file.size };
    }, asked);
    // The one that keeps the rows, and those that help it.
    await expect.poll(() => page.workers().length).toBe(workers);
    const { questions, report, size } = await read;
    expect(size).toBeGreaterThan(64 << 20);
    expect(questions).toEqual([]);
    await expect.poll(() => page.workers().length).toBe(1);
    reports.push(report);
    await page.close();
  }
  expect(new Set(reports).size).toBe(1);
  expect(JSON.parse(reports[0]).results.overview.orders).toBe(ROWS);
});
