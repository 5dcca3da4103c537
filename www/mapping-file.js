// @ts-check
// Mappings outside the page: saved to a file, given again, and kept in this browser when the visitor says so.

import { core } from "./engine.js";
import { save } from "./panel.js";

/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {import("./types/huitou").FilePreview} FilePreview */

const NAME = "huitou-mapping.json";
// A mapping names columns: it is small. What is larger is not opened to see whether it is one.
const LARGEST_BYTES = 1 << 20;
const PREFIX = "huitou-mapping-";

/** What is saved of choices, without what was left open. @param {Choices} choices */
function written(choices) {
  return JSON.stringify(core.savedMapping(choices), (_, value) => value ?? undefined, 2);
}

/** Saves choices to a file. @param {Choices} choices */
export function saveMapping(choices) {
  save(NAME, "application/json", written(choices));
}

/** The choices in a file; throws what does not fit. @param {Blob} file @returns {Promise<Choices>} */
export async function readMapping(file) {
  return core.givenMapping(parsed(await file.text()));
}

/** Parts a mapping from the files to be read, by its content. @param {File[]} given @returns {Promise<{ files: File[], mapping: File | null }>} */
export async function partMapping(given) {
  const are = await Promise.all(given.map(isMapping));
  return { files: given.filter((_, i) => !are[i]), mapping: given.filter((_, i) => are[i]).pop() ?? null };
}

/** @param {File} file */
async function isMapping(file) {
  if (file.size > LARGEST_BYTES) return false;
  // What cannot be read here is told when it is read as a table.
  const start = await file.slice(0, 64).text().catch(() => "");
  return /^\s*\{/.test(start) && parsed(await file.text())?.huitou_mapping !== undefined;
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The names under which this browser keeps mappings; none where storage is denied. @returns {string[]} */
function kept() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Whether this browser keeps any mapping. */
export function remembersAny() {
  return kept().length > 0;
}

/** What this browser keeps for files with these columns. @param {FilePreview[]} previews @returns {Choices | null} */
export function recalled(previews) {
  const key = PREFIX + core.columnsKey(previews);
  if (!kept().includes(key)) return null;
  try {
    return core.givenMapping(parsed(localStorage.getItem(key) ?? ""));
  } catch {
    return null;
  }
}

/** Keeps choices for files with these columns; null forgets them. @param {FilePreview[]} previews @param {Choices | null} choices */
export function remember(previews, choices) {
  const key = PREFIX + core.columnsKey(previews);
  if (choices) localStorage.setItem(key, written(choices));
  else if (kept().includes(key)) localStorage.removeItem(key);
}

/** Forgets every mapping that this browser keeps; how many there were. */
export function forget() {
  const keys = kept();
  for (const key of keys) localStorage.removeItem(key);
  return keys.length;
}
