// @ts-check
// The product: its own engine and worker, loaded, sealed and asked as the page does.

/** @typedef {import("../../../www/types/huitou").Report} Report */
/** @typedef {import("../../../www/types/huitou").Section} Section */

/** The sections that hold the four answers. @type {Section[]} */
const FOUR = ["retention", "repurchase", "rfm"];

/** @param {{ whole: boolean }} options the whole report or the four answers alone @returns {Promise<import("./run.js").Contestant>} */
export async function prepare({ whole }) {
  /** @type {typeof import("../../../www/engine.js")} */
  const { Engine } = await import(new URL("../../../dist/engine.js", import.meta.url).href);
  const engine = await Engine.load();
  const settings = /** @type {import("../../../www/types/huitou").Settings} */ ({});
  const choices = /** @type {import("../../../www/types/huitou").Choices} */ ({});
  return {
    run: async (file) => {
      const questions = await engine.open([file], choices).catch(refused);
      if (questions.length > 0) throw new Error(`the file raises a question: ${JSON.stringify(questions)}`);
      const report = await engine.analyse(settings, whole ? [] : FOUR).catch(refused);
      return { answers: answers(report), wasm: await engine.memory() };
    },
  };
}

/** What the engine throws is data for words; here it is shown as it is. @param {unknown} error @returns {never} */
function refused(error) {
  throw new Error(JSON.stringify(error));
}

/** @param {Report} report @returns {import("./answers.js").Answers} */
function answers({ results: { retention, repurchase } }) {
  const rows = repurchase?.distribution.map(({ customers }) => customers.part) ?? [];
  return {
    cohorts: (retention?.cohorts ?? []).map(({ period, size, cells }) => [
      period.index,
      [size, ...cells.map(({ retained }) => retained.part)],
    ]),
    funnel: rows.map((_, n) => rows.slice(n).reduce((sum, customers) => sum + customers, 0)),
  };
}
