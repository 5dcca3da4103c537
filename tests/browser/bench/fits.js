// @ts-check
// The fits of the core, in the WebAssembly and the engine (V8) that Chromium's workers run, beside those of lifetimes on
// the same customers. `cargo xtask bench fits` runs it: DATA, lines of what lifetimes found, the module of the core.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @typedef {{ model: string, seconds: number, parameters: number[] }} Fit */

const [data = "", peer = "", module = ""] = process.argv.slice(2);
const { fit } = createRequire(import.meta.url)(module);
const rows = readFileSync(data, "utf8").trimEnd().split("\n").map((line) => line.split(" ").map(Number));
const [repeats, last, watched] = [0, 1, 2].map((at) => Uint32Array.from(rows, (row) => row[at] ?? 0));
/** @type {Fit[]} */
const theirs = readFileSync(peer, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
// As many as the report fits at most: of more customers every n-th.
const MOST_FITTED = 5_000;
const every = Math.ceil(rows.length / MOST_FITTED);

/** @param {number} at which model @param {number} step @returns {Fit} */
function ours(at, step) {
  const start = process.cpuUsage();
  const parameters = [...fit(at, repeats, last, watched, step)];
  const { user, system } = process.cpuUsage(start);
  return { model: "", seconds: (user + system) / 1e6, parameters };
}

/** The largest relative difference in percent. @param {number[]} a @param {number[]} b */
function apart(a, b) {
  return Math.max(...a.map((value, at) => Math.abs(value / (b[at] ?? NaN) - 1) * 100));
}

/** @param {number[]} parameters */
const written = (parameters) => parameters.map((value) => value.toFixed(4)).join(" ");

console.log(`${rows.length} customers; seconds of processor time, r α a b or r α s β in weeks\n`);
for (const [at, their] of theirs.entries()) {
  const [all, some] = [ours(at, 1), ours(at, every)];
  console.log(their.model);
  console.log(`  lifetimes            ${their.seconds.toFixed(2).padStart(7)} s  ${written(their.parameters)}`);
  console.log(`  ours, all of them    ${all.seconds.toFixed(2).padStart(7)} s  ${written(all.parameters)}  ${apart(all.parameters, their.parameters).toFixed(3)} % apart`);
  console.log(`  ours, every ${String(every).padEnd(6)}   ${some.seconds.toFixed(2).padStart(7)} s  ${written(some.parameters)}  ${apart(some.parameters, their.parameters).toFixed(1)} % apart`);
}
