// What axe-core finds wrong with what is shown: every rule it has, in a page, a frame or an element of one.

import { readFileSync } from "node:fs";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Rule and place of each violation. @param {import("@playwright/test").Page | import("@playwright/test").Frame} place @returns {Promise<string[]>} */
export async function violations(place) {
  // Handed over by the browser's own tools: no policy of the page has to allow it.
  await place.evaluate(AXE);
  return place.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`),
    );
  });
}
