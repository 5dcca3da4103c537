// @ts-check
// What is asked of the page, beside what was measured: a line for each. It only tells; nothing fails by it.

/** @typedef {Record<string, number>} Medians of one file, by what was measured: seconds, MB, bytes */
/** @typedef {(rows: number) => Medians} At the medians of a size; nothing in them where it was not measured */

/**
 * @typedef {object} Bar
 * @property {string} title
 * @property {(at: At) => number} value NaN where it was not measured
 * @property {string} unit
 * @property {number} [must] reached or not
 * @property {number} [stretch] lies below `must` where less is better
 */

const [SMALL, MIDDLE, LARGE] = [100_000, 1_000_000, 10_000_000];

/** @param {number} rows @param {string} above @param {string} below @returns {Bar["value"]} */
const quotient = (rows, above, below) => (at) => (at(rows)[above] ?? NaN) / (at(rows)[below] ?? NaN);

/** @type {Bar[]} */
const BARS = [
  { title: "1M rows: DuckDB / ours, the four", value: quotient(MIDDLE, "duckdb", "four"), unit: " x", must: 5, stretch: 8 },
  { title: "1M rows: DuckDB, the four / our whole report", value: quotient(MIDDLE, "duckdb", "whole"), unit: " x", must: 3.5, stretch: 5 },
  { title: "10M rows: DuckDB / ours, the four", value: quotient(LARGE, "duckdb", "four"), unit: " x", must: 5, stretch: 7 },
  { title: "10M rows: ours, the four / floor", value: quotient(LARGE, "four", "floor"), unit: " x", must: 4, stretch: 2.5 },
  { title: "10M rows: peak of the tab", value: (at) => at(LARGE)["page peak"] ?? NaN, unit: " MB", must: 900, stretch: 600 },
  {
    title: "1M to 10M rows: growth of the four",
    value: (at) => (at(LARGE)["four"] ?? NaN) / (at(MIDDLE)["four"] ?? NaN),
    unit: " x",
    must: 11,
    stretch: 10,
  },
  { title: "100k rows: file to first panel / floor", value: quotient(SMALL, "panel", "floor"), unit: " x" },
  { title: "100k rows: file to first panel", value: (at) => (at(SMALL)["panel"] ?? NaN) * 1000, unit: " ms" },
  { title: "1M rows: slowest setting / first report", value: quotient(MIDDLE, "setting", "report"), unit: " x", must: 0.2, stretch: 0.1 },
];

/**
 * The table. @param {Map<string, At>} orders by the order of the rows
 * @param {number} firstVisit kB gzip of what a first visit waits for @returns {string[]}
 */
export function table(orders, firstVisit) {
  const size = { title: "first visit, gzip", value: () => firstVisit, unit: " kB", must: 200, stretch: 160 };
  const head = ["bar", ...orders.keys(), "must", "stretch", "reached"];
  const lines = [...BARS, size].map((bar) => line(bar, [...orders.values()].map((at) => bar.value(at))));
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`);
}

/** @param {Bar} bar @param {number[]} values of each order @returns {string[]} */
function line({ title, unit, must, stretch }, values) {
  const shown = (/** @type {number | undefined} */ value) =>
    value === undefined || Number.isNaN(value) ? "-" : `${Number(value.toPrecision(3))}${unit}`;
  return [title, ...values.map(shown), shown(must), shown(stretch), reached(values, must, stretch)];
}

/** By the worse of the orders. @param {number[]} values @param {number} [must] @param {number} [stretch] */
function reached(values, must, stretch) {
  if (must === undefined || stretch === undefined || values.some(Number.isNaN)) return "-";
  const isLessBetter = stretch < must;
  const within = (/** @type {number} */ bar) => values.every((value) => (isLessBetter ? value <= bar : value >= bar));
  if (within(stretch)) return "stretch";
  return within(must) ? "must" : "no";
}
