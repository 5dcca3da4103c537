// @ts-check
// What other rules would change: worked out on request from the beginning of the files, and shown under the ledger. Which
// rules there are, and what is said of them, the core knows.

import { announce, button, element, tableElement } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {{ engine: Promise<import("./engine.js").Engine>, files: File[], choices: Choices, lang: import("./text.js").Lang, page: () => import("./pkg/huitou.js").Page, settings: () => Settings, words: (error: any) => string }} Asking */
/** @typedef {{ files: File[], rules: string, reports: (Report | null)[], isCut: boolean }} Answer */

/** @type {Answer | null} what was worked out last: another language is no reason to read again */
let last = null;

/** A button, and under it what came of it. @param {Asking} asking @returns {HTMLElement[]} */
export function otherRules(asking) {
  const box = element("div", { className: "rules" });
  const acts = element("p", { className: "acts" });
  const pace = element("span", { className: "note figures" });
  const ask = button(text("otherRules", asking.lang), async () => {
    ask.disabled = true;
    try {
      last = await workedOut(asking, (words) => (pace.textContent = words));
      fill(box, asking);
      announce(box.querySelector("p")?.textContent ?? "");
    } catch (error) {
      box.replaceChildren(element("p", { className: "trouble", textContent: asking.words(error) }));
    }
    pace.textContent = "";
    ask.disabled = false;
  });
  acts.append(ask, pace);
  // What is under other settings than those that are set says nothing any more.
  const renew = () => (box.isConnected ? fill(box, asking) : removeEventListener("settings", renew));
  addEventListener("settings", renew);
  queueMicrotask(() => fill(box, asking));
  return [acts, box];
}

/** @param {Asking} asking @param {(words: string) => void} tell @returns {Promise<Answer>} */
async function workedOut({ engine, files, choices, page, settings }, tell) {
  const set = settings();
  const all = /** @type {import("./types/huitou").Rules[]} */ (page().otherRules(choices, set));
  const answer = /** @type {Answer} */ ({ files, rules: JSON.stringify([choices, set]), reports: [], isCut: false });
  for (const rules of all) {
    tell(`${answer.reports.length + 1} / ${all.length}`);
    const { report, isCut } = await (await engine).trial(files, rules.choices, rules);
    answer.reports.push(report);
    answer.isCut ||= isCut;
  }
  return answer;
}

/** @param {HTMLElement} box @param {Asking} asking */
function fill(box, { files, choices, page, settings }) {
  const isLast = last?.files === files && last.rules === JSON.stringify([choices, settings()]);
  /** @type {import("./types/huitou").RulesCompared | null} */
  const compared = last && isLast ? page().rulesCompared(choices, settings(), last.reports, last.isCut) : null;
  box.replaceChildren();
  if (!compared) return;
  box.append(
    element("p", { textContent: compared.sentence }),
    tableElement(compared.table),
    element("p", { className: "note", textContent: compared.note }),
  );
}
