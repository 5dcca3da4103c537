// What every browser test gets: the built site at its own origin, another origin, and a page that tells on itself.

import { test as base } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { serve } from "./server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/**
 * @typedef {object} Fixtures
 * @property {string} basePath under which the site is served: `test.use({ basePath: "/some/sub/path/" })`
 * @property {import("./server.js").Site} site the page's own origin
 * @property {import("./server.js").Site} elsewhere another origin, which answers whoever asks
 * @property {string[]} trouble uncaught errors and console errors of the page; empty at the end unless a test empties it
 */

/**
 * An error that the page did not catch or wrote to the console fails its test.
 *
 * @param {{ page: import("@playwright/test").Page }} args
 * @param {(trouble: string[]) => Promise<void>} use
 */
async function watchTrouble({ page }, use) {
  /** @type {string[]} */
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  await use(trouble);
  expect(trouble, "errors of the page").toEqual([]);
}

/** @type {import("@playwright/test").TestType<import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & Fixtures, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} */
export const test = base.extend({
  basePath: ["/", { option: true }],

  site: async ({ basePath }, use) => {
    const site = await serve(DIST, basePath);
    await use(site);
    await site.close();
  },

  elsewhere: async ({}, use) => {
    const elsewhere = await serve(DIST);
    await use(elsewhere);
    await elsewhere.close();
  },

  trouble: [watchTrouble, { auto: true }],
});

export const expect = test.expect;
