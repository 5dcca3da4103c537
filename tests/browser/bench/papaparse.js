// @ts-check
// What one writes without a database: papaparse by chunks, and a Map of customers.

import { matrix } from "./answers.js";

/** @typedef {{ days: number[], cents: number }} Customer the day of each order, and their amount */

const CHUNK_BYTES = 4 << 20;
const SOURCE = new URL("../../../node_modules/papaparse/papaparse.min.js", import.meta.url).href;

/** @returns {Promise<import("./run.js").Contestant>} */
export async function prepare() {
  await new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: SOURCE, onload: resolve, onerror: reject }));
  });
  return { run: async (file) => ({ answers: answers(await read(file)) }) };
}

/** @param {File} file @returns {Promise<Customer[]>} */
function read(file) {
  const papa = /** @type {typeof import("papaparse")} */ (/** @type {any} */ (globalThis).Papa);
  /** @type {Map<string, Customer>} */
  const customers = new Map();
  const dayOf = dayReader();
  return new Promise((resolve, reject) => {
    /** @type {import("papaparse").ParseLocalConfig<string[], File>} */
    const config = {
      chunkSize: CHUNK_BYTES,
      delimiter: ",",
      chunk: ({ data }) => {
        for (const [, id, time, status, , , , , amount] of data) {
          if (status !== "paid" || !id || !time || !amount) continue;
          let customer = customers.get(id);
          if (!customer) customers.set(id, (customer = { days: [], cents: 0 }));
          customer.days.push(dayOf(time));
          customer.cents += Math.round(Number(amount) * 100);
        }
      },
      complete: () => resolve([...customers.values()]),
      error: reject,
    };
    papa.parse(file, config);
  });
}

/** Days since 1970 of a time; each day is read once. @returns {(time: string) => number} */
function dayReader() {
  /** @type {Map<string, number>} */
  const known = new Map();
  return (time) => {
    const date = time.slice(0, 10);
    let day = known.get(date);
    if (day === undefined) known.set(date, (day = Date.parse(date) / 86_400_000));
    return day;
  };
}

/** @param {number} day */
function monthOf(day) {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** @param {Customer[]} customers @returns {import("./answers.js").Answers} */
function answers(customers) {
  for (const { days } of customers) days.sort((a, b) => a - b);
  const lasts = customers.map(({ days }) => days.at(-1) ?? NaN);
  const orders = customers.map(({ days }) => days.length);
  return {
    cohorts: cohorts(customers, monthOf(lasts.reduce((a, b) => Math.max(a, b), 0))),
    scores: { recency: scores(lasts), frequency: scores(orders), monetary: scores(customers.map(({ cents }) => cents)) },
    gaps: gaps(customers),
    funnel: Array.from({ length: 10 }, (_, i) => orders.filter((count) => count > i).length),
  };
}

/** @param {Customer[]} customers @param {number} last month @returns {import("./answers.js").Cohort[]} */
function cohorts(customers, last) {
  /** @type {Map<number, number>} */
  const months = new Map();
  const monthOnce = (/** @type {number} */ day) => {
    let month = months.get(day);
    if (month === undefined) months.set(day, (month = monthOf(day)));
    return month;
  };
  // A cell's key: the cohort's month, then the offset.
  const width = last + 1;
  /** @type {Map<number, number>} */
  const cells = new Map();
  for (const { days } of customers) {
    const first = monthOnce(days[0] ?? NaN);
    let before = -1;
    for (const day of days) {
      const month = monthOnce(day);
      if (month === before) continue;
      before = month;
      const key = first * width + month - first;
      cells.set(key, (cells.get(key) ?? 0) + 1);
    }
  }
  const listed = [...cells].map(([key, count]) => /** @type {[number, number, number]} */ ([Math.floor(key / width), key % width, count]));
  return matrix(listed, last);
}

/** Customers with score 1..5 of a value of which more is better. @param {number[]} values */
function scores(values) {
  const sorted = Float64Array.from(values).sort();
  const counts = [0, 0, 0, 0, 0];
  let worse = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] !== sorted[worse]) worse = i;
    const score = Math.floor((5 * worse) / sorted.length);
    counts[score] = (counts[score] ?? 0) + 1;
  }
  return counts;
}

/** @param {Customer[]} customers */
function gaps(customers) {
  /** @type {number[]} */
  const all = [];
  const steps = Array.from({ length: 9 }, () => /** @type {number[]} */ ([]));
  for (const { days } of customers) {
    let step = 0;
    for (let i = 1; i < days.length; i++) {
      const gap = (days[i] ?? NaN) - (days[i - 1] ?? NaN);
      if (gap === 0) continue;
      all.push(gap);
      steps[step++]?.push(gap);
    }
  }
  const sorted = Float64Array.from(all).sort();
  return {
    quantiles: [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile(sorted, share)),
    steps: steps.filter((step) => step.length > 0).map((step) => quantile(Float64Array.from(step).sort(), 0.5)),
  };
}

/** Type 7: linear between the two nearest. @param {Float64Array} sorted @param {number} share */
function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low + (high - low) * (at - Math.floor(at));
}
