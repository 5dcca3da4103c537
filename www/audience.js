// @ts-check
// The form of a list of customers: which of them, which columns, who is held out. Its words come from the core.

import { core } from "./engine.js";
import { announce, button, element, save } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").AudienceForm} AudienceForm */
/** @typedef {import("./types/huitou").AudienceWish} AudienceWish */
/** @typedef {import("./types/huitou").ControlOption} ControlOption */
/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {(list: string, wish: AudienceWish) => Promise<[csv: string, words: string, name: string]>} Make */

// A list of a million customers; what is larger is not opened to see whether it is one.
const LARGEST_BYTES = 64 << 20;
const HEAD_BYTES = 4096;
// Among more files nobody looks for a list.
const MOST_FILES = 100;

/** Parts a list of customers from the files to be read, by its content: the last one. @param {File[]} given @returns {Promise<{ files: File[], list: File | null }>} */
export async function partList(given) {
  if (given.length > MOST_FILES) return { files: given, list: null };
  const are = await Promise.all(given.map(isList));
  return { files: given.filter((_, i) => !are[i]), list: given.filter((_, i) => are[i]).pop() ?? null };
}

/** @param {File} file */
async function isList(file) {
  if (file.size >= LARGEST_BYTES) return false;
  // What cannot be read here is told when it is read as a table.
  return core.isAudience(await bytesOf(file.slice(0, HEAD_BYTES)).catch(() => new Uint8Array()));
}

/** @param {Blob} file */
export const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

// What was asked for last holds for the lists of all panels.
const asked = { columns: /** @type {string[] | null} */ (null), percent: "0" };

/** @param {Panel} panel @param {AudienceForm} form @param {Lang} lang @param {Make} make @returns {HTMLElement[]} */
export function audienceForm(panel, form, lang, make) {
  const list = select(text("whichList", lang), panel.lists);
  const part = select(text("whichPart", lang), panel.list_parts);
  const columns = element("fieldset", { className: "ticks" });
  const ticked = asked.columns ?? usualWish(form).columns;
  columns.append(element("legend", { textContent: text("listColumns", lang) }));
  columns.append(...form.columns.map(({ value, label }) => tick(value, label, ticked.includes(value))));
  const share = select("", form.shares);
  share.value = asked.percent;
  const seed = element("input", { value: form.seed, size: 12 });
  const day = element("input", { type: "date", value: form.day });
  const draw = [labelled(text("listSeed", lang), seed), labelled(text("listDay", lang), day)];
  const said = element("span", { className: "note" });
  const wish = () => ({
    columns: [...columns.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value),
    held_out_percent: Number(share.value),
    seed: seed.value,
    day: day.value,
  });
  const show = () => {
    const { columns: names, held_out_percent: percent } = wish();
    Object.assign(asked, { columns: names, percent: share.value });
    draw.forEach((label) => (label.hidden = percent === 0));
  };
  columns.addEventListener("change", show);
  share.addEventListener("change", show);
  show();
  const act = async () => {
    const [csv, words, name] = await make(list.value + part.value, wish());
    save(name, "text/csv", csv);
    said.textContent = words;
    announce(words, said);
  };
  const which = panel.list_parts.length > 0 ? [list, part] : [list];
  const hint = element("p", { className: "note", textContent: form.lawful });
  return [...which, columns, labelled(text("listHeldOut", lang), share), ...draw, button(text("saveList", lang), act), said, hint];
}

/** What is asked where nobody says otherwise. @param {AudienceForm} form @returns {AudienceWish} */
export function usualWish(form) {
  return { columns: form.columns.slice(0, 1).map(({ value }) => value), held_out_percent: 0, seed: form.seed, day: form.day };
}

/** @param {string} label @param {ControlOption[]} options */
function select(label, options) {
  const one = element("select", {});
  if (label) one.setAttribute("aria-label", label);
  one.append(...options.map((option) => element("option", { value: option.value, textContent: option.label })));
  return one;
}

/** @param {string} words @param {HTMLElement} control */
function labelled(words, control) {
  const label = element("label", {});
  label.append(`${words} `, control);
  return label;
}

/** @param {string} value @param {string} words @param {boolean} checked */
function tick(value, words, checked) {
  const label = element("label", {});
  label.append(element("input", { type: "checkbox", value, checked }), ` ${words}`);
  return label;
}
