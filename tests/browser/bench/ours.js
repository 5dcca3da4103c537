// @ts-check
// The product: its own engine and worker, loaded, sealed and asked as the page does.

/** @typedef {import("../../../www/types/huitou").Report} Report */
/** @typedef {import("../../../www/types/huitou").Section} Section */

/** The sections that hold the four answers; the last as soon as the core has it. */
const FOUR = ["retention", "repurchase", "rfm", "cycle"];

/** @param {{ whole: boolean, workers?: number }} options the whole report or the four answers alone; by how many workers a large file is read @returns {Promise<import("./run.js").Contestant>} */
export async function prepare({ whole, workers }) {
  /** @type {typeof import("../../../www/engine.js")} */
  const { Engine } = await import(new URL("../../../dist/engine.js", import.meta.url).href);
  const engine = await Engine.load(workers ? { workers } : {});
  const settings = /** @type {import("../../../www/types/huitou").Settings} */ ({});
  const choices = /** @type {import("../../../www/types/huitou").Choices} */ ({});
  /** @type {Section[] | undefined} */
  let sections = whole ? [] : undefined;
  return {
    run: async (file) => {
      const questions = await engine.open([file], choices).catch(refused);
      if (questions.length > 0) throw new Error(`the file raises a question: ${JSON.stringify(questions)}`);
      sections ??= await engine.analyse(settings, ["overview"]).then(known, refused);
      const report = await engine.analyse(settings, sections).catch(refused);
      return { answers: answers(report), wasm: await engine.memory() };
    },
  };
}

/** What the engine throws is data for words; here it is shown as it is. @param {unknown} error @returns {never} */
function refused(error) {
  throw new Error(JSON.stringify(error));
}

/** Those of the sections that this core has. @param {Report} report @returns {Section[]} */
function known({ results }) {
  return /** @type {Section[]} */ (FOUR.filter((section) => section in results));
}

/** @param {Report} report @returns {import("./answers.js").Answers} */
function answers(report) {
  // Scores, gaps and funnel are not in the types of every core that is measured.
  const { retention, repurchase, rfm, cycle } = /** @type {any} */ (report.results);
  const axis = (/** @type {string} */ of) => rfm.scores.axes.find((/** @type {any} */ { measure }) => measure === of).customers;
  const medians = cycle?.by_order_day.map((/** @type {any} */ row) => row.median_days);
  return {
    cohorts: retention.cohorts.map((/** @type {any} */ { name, size, cells }) => [
      name.period.index,
      [size, ...cells.map((/** @type {any} */ { retained }) => retained.part)],
    ]),
    ...(rfm.scores && { scores: { recency: axis("recency"), frequency: axis("frequency"), monetary: axis("monetary") } }),
    ...(cycle && {
      gaps: {
        quantiles: cycle.quantiles.map((/** @type {any} */ { days }) => days),
        steps: medians.filter((/** @type {number | null} */ days) => days !== null),
      },
    }),
    funnel: (repurchase.funnel ?? atLeast(repurchase.distribution)).map((/** @type {any} */ { customers }) => customers.part),
  };
}

/** How many have so many orders or more, from how many have exactly so many. @param {import("../../../www/types/huitou").CountRow[]} rows */
function atLeast(rows) {
  return rows.map((_, n) => ({ customers: { part: rows.slice(n).reduce((sum, { customers }) => sum + customers.part, 0) } }));
}
