// @ts-check
// What all that are measured have to answer, and whether they do: equal to the last customer.

/**
 * The four questions, of orders that are paid. Days are whole; what is not there yet is left out.
 * @typedef {object} Answers
 * @property {Cohort[]} [cohorts] customers by the month of their first order
 * @property {Record<"recency" | "frequency" | "monetary", number[]>} [scores] customers with score 1..5: 1 + floor(5 * share of customers strictly worse)
 * @property {{ quantiles: number[], steps: number[] }} [gaps] days between consecutive order days: 10, 25, 50, 75, 90 % of all, and the median from the n-th to the next, n = 1..9
 * @property {number[]} [funnel] customers with at least 1..10 orders
 *
 * @typedef {[month: number, counts: number[]]} Cohort months since January 1970; its size, then who ordered 1, 2, ... months later, up to the last month with an order
 */

/** What is asked, in words. @type {Record<keyof Answers, string>} */
export const QUESTIONS = {
  cohorts: "cohort matrix by month",
  scores: "RFM scores by quintile",
  gaps: "interval medians",
  funnel: "funnel by orders",
};

/** A line for each question. Fails where two answers differ. @param {Map<string, Answers>} all by who answered @returns {string[]} */
export function compared(all) {
  return /** @type {(keyof Answers)[]} */ (Object.keys(QUESTIONS)).map((question) => {
    const given = [...all].filter(([, answers]) => answers[question] !== undefined);
    const [first] = given;
    const other = given.find(([, answers]) => !equal(answers[question], first?.[1][question]));
    if (first && other) {
      throw new Error(`${QUESTIONS[question]}: ${first[0]} and ${other[0]} disagree\n${told(first, question)}\n${told(other, question)}`);
    }
    const silent = [...all.keys()].filter((name) => !given.some(([known]) => known === name));
    const who = given.map(([name]) => name).join(", ");
    const verdict = given.length > 1 ? `${who} agree` : "nothing to compare";
    return `${QUESTIONS[question]}: ${verdict}${silent.length > 0 ? `; not answered by ${silent.join(", ")}` : ""}`;
  });
}

/** Equal but for the last bits of what was interpolated. @param {unknown} a @param {unknown} b */
function equal(a, b) {
  const rounded = (/** @type {string} */ _, /** @type {any} */ value) => (typeof value === "number" ? Number(value.toFixed(9)) : value);
  return JSON.stringify(a, rounded) === JSON.stringify(b, rounded);
}

/** @param {[string, Answers]} given @param {keyof Answers} question */
function told([name, answers], question) {
  return `${name}: ${JSON.stringify(answers[question]).slice(0, 2000)}`;
}

/**
 * The matrix from counts of single cells.
 * @param {Iterable<[month: number, offset: number, customers: number]>} cells with offset 0 for the size
 * @param {number} last month with an order
 * @returns {Cohort[]}
 */
export function matrix(cells, last) {
  /** @type {Map<number, number[]>} */
  const cohorts = new Map();
  for (const [month, offset, customers] of cells) {
    const counts = cohorts.get(month) ?? Array(last - month + 1).fill(0);
    counts[offset] = customers;
    cohorts.set(month, counts);
  }
  return [...cohorts].sort(([a], [b]) => a - b);
}
