// @ts-check
// DuckDB-WASM, as somebody writes it who knows it: the types of the columns stated, one pass over the file into the
// columns that are asked for, then SQL.

import { matrix } from "./answers.js";

const DIST = new URL("../../../node_modules/@duckdb/duckdb-wasm/dist/", import.meta.url);

const READ = `
  create or replace temp table orders as
  select customer_id as customer, order_time::date as day, amount_cny as amount
  from read_csv('orders.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
    'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'order_time': 'TIMESTAMP', 'status': 'VARCHAR',
    'product': 'VARCHAR', 'category': 'VARCHAR', 'channel': 'VARCHAR',
    'discount_cny': 'DECIMAL(10, 2)', 'amount_cny': 'DECIMAL(10, 2)'})
  where status = 'paid'`;

// Decimals of 18 digits are half as wide as the sums of DuckDB.
const CUSTOMERS = `
  create or replace temp table customers as
  select customer, min(day) as first, max(day) as last, count(*)::int as orders, sum(amount)::decimal(18, 2) as amount
  from orders group by customer`;

// A join: a window over all customers, or lists of their months, took longer.
const COHORTS = `
  with months as (
    select distinct customer, datediff('month', date '1970-01-01', day) as month from orders),
  since as (
    select datediff('month', date '1970-01-01', first) as cohort, month from months join customers using (customer))
  select cohort::int, (month - cohort)::int, count(*)::int, (max(month) over ())::int
  from since group by cohort, month`;

/** Customers by score. @param {"last" | "orders" | "amount"} column more of it is better */
const scores = (column) => `
  with counted as (select ${column} as value, count(*) as customers from customers group by all),
  scored as (
    select customers, sum(customers) over () as n,
      sum(customers) over (order by value) - customers as worse
    from counted)
  select (1 + 5 * worse // n)::int as score, sum(customers)::int from scored group by score`;

const GAPS = `
  create or replace temp table gaps as
  with days as (select distinct customer, day from orders)
  select day - lag(day) over ordered as days, row_number() over ordered - 1 as step
  from days window ordered as (partition by customer order by day) qualify step > 0`;

const QUANTILES = `select unnest(quantile_cont(days, [0.1, 0.25, 0.5, 0.75, 0.9])) from gaps`;

const STEPS = `select median(days) from gaps where step < 10 group by step order by step`;

const FUNNEL = `
  select count(*) filter (orders >= n)::int from customers, range(1, 11) as steps(n) group by n order by n`;

/** @returns {Promise<import("./run.js").Contestant>} */
export async function prepare() {
  importMap();
  /** @type {typeof import("@duckdb/duckdb-wasm")} */
  const duckdb = await import(new URL("duckdb-browser.mjs", DIST).href);
  const worker = new Worker(new URL("duckdb-browser-eh.worker.js", DIST));
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await db.instantiate(new URL("duckdb-eh.wasm", DIST).href);
  const connection = await db.connect();
  /** @param {string} sql @returns {Promise<number[][]>} */
  const rows = async (sql) => (await connection.query(sql)).toArray().map((row) => Object.values(row.toJSON()).map(Number));
  await rows("set preserve_insertion_order = false");
  return {
    run: async (file) => {
      await db.registerFileHandle("orders.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
      await rows(READ);
      await rows(CUSTOMERS);
      const answers = await answersOf(rows);
      await db.dropFile("orders.csv");
      return { answers };
    },
  };
}

/** @param {(sql: string) => Promise<number[][]>} rows @returns {Promise<import("./answers.js").Answers>} */
async function answersOf(rows) {
  const cells = /** @type {[number, number, number, number][]} */ (await rows(COHORTS));
  /** @param {"last" | "orders" | "amount"} column */
  const counts = async (column) => {
    const byScore = new Map(/** @type {[number, number][]} */ (await rows(scores(column))));
    return [1, 2, 3, 4, 5].map((score) => byScore.get(score) ?? 0);
  };
  await rows(GAPS);
  const first = (/** @type {number[][]} */ table) => table.map(([value]) => value ?? NaN);
  return {
    cohorts: matrix(cells.map(([month, offset, customers]) => [month, offset, customers]), cells[0]?.[3] ?? 0),
    scores: { recency: await counts("last"), frequency: await counts("orders"), monetary: await counts("amount") },
    gaps: { quantiles: first(await rows(QUANTILES)), steps: first(await rows(STEPS)) },
    funnel: first(await rows(FUNNEL)),
  };
}

/** Its package names others by name: a bundler would resolve them, here the browser does. */
function importMap() {
  const modules = new URL("../../../node_modules/", import.meta.url);
  const imports = {
    "apache-arrow": new URL("apache-arrow/Arrow.dom.mjs", modules).href,
    flatbuffers: new URL("flatbuffers/mjs/flatbuffers.js", modules).href,
    tslib: new URL("tslib/tslib.es6.mjs", modules).href,
  };
  document.head.append(Object.assign(document.createElement("script"), { type: "importmap", textContent: JSON.stringify({ imports }) }));
}
