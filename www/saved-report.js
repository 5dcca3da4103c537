// @ts-check
// Reports that the page has saved, given back to it.

import { core } from "./engine.js";

/** @typedef {import("./types/huitou").Report} Report */

// What begins like an object and is larger is a table of some kind.
const LARGEST_BYTES = 64 << 20;

/** Parts a saved report from the files to be read, by its content. @param {File[]} given @returns {Promise<{ files: File[], report: File | null }>} */
export async function partReport(given) {
  const are = await Promise.all(given.map(isReport));
  return { files: given.filter((_, i) => !are[i]), report: given.filter((_, i) => are[i]).pop() ?? null };
}

/** The report in a file; throws what is newer, damaged or none. @param {File} file @param {import("./text.js").Lang} lang @returns {Promise<Report>} */
export async function readSaved(file, lang) {
  const report = parsed(await file.text());
  new core.Page(report ?? {}, lang).free();
  return report;
}

/** A damaged one still begins as it was written. @param {File} file */
async function isReport(file) {
  if (file.size > LARGEST_BYTES) return false;
  const start = await file.slice(0, 64).text().catch(() => "");
  if (!/^\s*\{/.test(start)) return false;
  return /^\s*\{\s*"version"\s*:/.test(start) || parsed(await file.text().catch(() => ""))?.results !== undefined;
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
