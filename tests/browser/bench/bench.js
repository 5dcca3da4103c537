// @ts-check
// How long the page takes, beside DuckDB-WASM, papaparse and reading the file alone: one after the other in one headless
// Chromium, as often as is asked for, and whether all of them answer the same. `cargo xtask bench` runs it with a plan.

import { chromium } from "@playwright/test";
import { fileURLToPath } from "node:url";
import config from "../playwright.config.js";
import { serve } from "../server.js";
import { compared } from "./answers.js";
import { table } from "./bars.js";
import { visit } from "./page.js";
import { run } from "./run.js";

/**
 * @typedef {object} Plan
 * @property {number} runs
 * @property {boolean} peers
 * @property {string} warm_up a file
 * @property {{ rows: number, order: string, path: string }[]} files
 * @property {number} first_visit kB gzip
 *
 * @typedef {{ [what: string]: number[] }} Measured seconds, MB or bytes of each run
 * @typedef {{ name: string, work: () => Promise<void> }} Work
 */

const OURS = [
  { name: "floor", module: "floor.js", options: { isReused: false } },
  { name: "reused", module: "floor.js", options: { isReused: true } },
  { name: "four", module: "ours.js", options: { whole: false } },
  { name: "two", module: "ours.js", options: { whole: false, workers: 2 } },
  { name: "whole", module: "ours.js", options: { whole: true } },
];
const PEERS = [
  { name: "duckdb", module: "duckdb.js" },
  { name: "papaparse", module: "papaparse.js" },
];

// Settings are changed on files up to this size: it takes some twenty reports.
const MOST_ROWS_CHANGED = 1_000_000;

/** @type {Record<string, string>} */
const WORDS = {
  floor: "floor: read and copy",
  reused: "the same into memory that is used again",
  four: "ours, the four",
  two: "ours, the four, two workers",
  whole: "ours, the whole report",
  duckdb: "DuckDB-WASM, the four",
  papaparse: "papaparse and Map, the four",
  panel: "our page, file to first panel",
  report: "our page, file to all panels",
  setting: "our page, slowest setting",
};

const plan = /** @type {Plan} */ (JSON.parse(process.argv[2] ?? "{}"));
const site = await serve(fileURLToPath(new URL("../../../", import.meta.url)));
const browser = await chromium.launch(config.use?.launchOptions ?? {});
console.log(`Chromium ${browser.version()}; medians of ${plan.runs}`);
/** @type {Map<string, Map<number, import("./bars.js").Medians>>} by order and rows */
const orders = new Map();
try {
  for (const { rows, order, path } of plan.files) {
    console.log(`\n${rows} rows, ${order}`);
    const medians = await measure(path, rows);
    print(medians, rows);
    orders.set(order, (orders.get(order) ?? new Map()).set(rows, medians));
  }
  const lookUps = [...orders].map(([order, sizes]) => /** @type {const} */ ([order, (/** @type {number} */ rows) => sizes.get(rows) ?? {}]));
  console.log(`\n${table(new Map(lookUps), plan.first_visit).join("\n")}`);
} finally {
  await browser.close();
  await site.close();
}

/** Everything that is measured of one file, interleaved. @param {string} path @param {number} rows @returns {Promise<import("./bars.js").Medians>} */
async function measure(path, rows) {
  /** @type {Measured} */
  const measured = {};
  const note = (/** @type {string} */ what, /** @type {number | null | undefined} */ value) => {
    if (value !== null && value !== undefined) (measured[what] ??= []).push(value);
  };
  /** @type {Map<string, import("./answers.js").Answers>} */
  const answers = new Map();
  /** @type {Work[]} */
  const works = [...OURS, ...(plan.peers ? PEERS : [])].map((entry) => ({
    name: entry.name,
    work: async () => {
      const outcome = await run(browser, site.origin, entry, plan.warm_up, path);
      for (const what of /** @type {const} */ (["boot", "peak", "wasm"])) note(`${entry.name} ${what}`, outcome[what]);
      note(entry.name, outcome.seconds);
      if (outcome.answers) answers.set(entry.name, outcome.answers);
    },
  }));
  const page = () => visit(browser, `${site.origin}/dist/index.html`, path, rows <= MOST_ROWS_CHANGED, note);
  await interleaved([...works, { name: "our page", work: page }]);
  console.log(compared(answers).join("\n"));
  return Object.fromEntries(Object.entries(measured).map(([what, values]) => [what, median(values)]));
}

/** Runs all, one after the other, as often as planned; what fails once is told and left out. @param {Work[]} works */
async function interleaved(works) {
  const failed = new Set();
  for (let i = 0; i < plan.runs; i++) {
    for (const one of works.filter((one) => !failed.has(one))) {
      await one.work().catch((error) => {
        // The first line says what; the others stand in the browser.
        console.log(`${one.name} failed: ${error.message.split("\n")[0]}`);
        failed.add(one);
        process.exitCode = 1;
      });
    }
  }
}

/** A line for each that was measured. @param {import("./bars.js").Medians} medians @param {number} rows */
function print(medians, rows) {
  const cells = [["", "s", "x floor", "boot, s", "peak, MB", "wasm, bytes a row"]];
  for (const [name, words] of Object.entries(WORDS)) {
    const seconds = medians[name];
    if (seconds === undefined) continue;
    const wasm = medians[`${name} wasm`];
    cells.push([
      words,
      seconds.toFixed(3),
      (seconds / (medians["floor"] ?? NaN)).toFixed(1),
      medians[`${name} boot`]?.toFixed(2) ?? "",
      (medians[`${name} peak`] ?? (name === "panel" ? medians["page peak"] : undefined))?.toFixed(0) ?? "",
      wasm ? (wasm / rows).toFixed(1) : "",
    ]);
  }
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0))) ?? [];
  for (const row of cells) console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "));
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}
