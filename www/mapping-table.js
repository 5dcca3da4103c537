// @ts-check
// How one file begins: its first records, and above each column what it is taken for. Made once and filled in place,
// so that whoever is in a list of it stays there.

import { button, element } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").ColumnForm} ColumnForm */
/** @typedef {import("./types/huitou").ControlOption} ControlOption */
/** @typedef {import("./types/huitou").FileForm} FileForm */
/** @typedef {(column: string, role: string) => void} Choose */
/** @typedef {{ lang: import("./text.js").Lang, choose: Choose }} Ask the language, and what to do with a choice */

/** The file, to be filled. @param {FileForm} file @param {number} index @param {ControlOption[]} roles @param {Ask} ask */
export function fileElement(file, index, roles, ask) {
  const section = element("section", {});
  const uses = element("ul", { className: "uses", id: `map-${index}-uses` });
  uses.setAttribute("aria-label", text("mappingUses", ask.lang));
  section.append(
    element("h3", { textContent: file.name }),
    element("p", { className: "note", id: `map-${index}-facts` }),
    uses,
  );
  if (file.columns.length > 0) section.append(tableElement(file, index, roles, ask));
  if (file.more) section.append(element("p", { className: "note", textContent: file.more }));
  return section;
}

/** @param {FileForm} file @param {number} index @param {ControlOption[]} roles @param {Ask} ask */
function tableElement(file, index, roles, ask) {
  const box = element("div", { className: "table-box", tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", file.name);
  const table = element("table", { id: `map-${index}` });
  table.createTHead().insertRow().append(...file.columns.map((column, i) => columnElement(column, `map-${index}-${i}`, roles, ask)));
  const body = table.createTBody();
  for (const record of file.records) {
    body.insertRow().append(...record.map((cell) => element("td", { textContent: cell, title: cell })));
  }
  box.append(table);
  return box;
}

/** @param {ColumnForm} column @param {string} id @param {ControlOption[]} roles @param {Ask} ask */
function columnElement(column, id, roles, ask) {
  const cell = element("th", { scope: "col" });
  const select = selectElement(id, [{ value: "", label: "" }, ...roles]);
  select.setAttribute("aria-label", column.label);
  select.setAttribute("aria-describedby", `${id}-why`);
  select.addEventListener("change", () => ask.choose(column.name, select.value));
  cell.append(
    element("span", { className: "name", textContent: column.title, title: column.title }),
    select,
    element("span", { className: "why", id: `${id}-why` }),
    element("span", { className: "why", textContent: column.facts }),
    element("span", { id: `${id}-offer` }),
  );
  return cell;
}

/** Fills in what choices change. @param {FileForm} file @param {number} index @param {Ask} ask */
export function fillFile(file, index, ask) {
  byId(`map-${index}-facts`).textContent = file.facts;
  const uses = file.columns.flatMap(({ used_as }, i) => (used_as === null ? [] : [useElement(used_as, `map-${index}-${i}`)]));
  byId(`map-${index}-uses`).replaceChildren(...uses);
  const table = /** @type {HTMLTableElement | null} */ (document.getElementById(`map-${index}`));
  file.columns.forEach((column, i) => {
    fillColumn(column, `map-${index}-${i}`, ask);
    for (const row of table?.rows ?? []) row.cells[i]?.classList.toggle("used", column.used_as !== null);
  });
}

/** @param {ColumnForm} column @param {string} id @param {Ask} ask */
function fillColumn({ name, title, automatic, value, why, offer }, id, ask) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  if (select.options[0]) select.options[0].textContent = automatic;
  select.value = value;
  byId(`${id}-why`).textContent = why;
  const offers = [];
  if (offer) {
    const take = () => {
      // The offer goes when it is taken: its column stays.
      select.focus();
      ask.choose(name, offer.value);
    };
    const one = button(offer.label, take);
    one.setAttribute("aria-label", `${title}: ${offer.label}`);
    offers.push(one);
  }
  byId(`${id}-offer`).replaceChildren(...offers);
}

/** A way to the choice of a column that is used. @param {string} words @param {string} id */
function useElement(words, id) {
  const item = element("li", {});
  item.append(button(words, () => byId(id).focus()));
  return item;
}

/** @param {string} id @param {ControlOption[]} options */
export function selectElement(id, options) {
  const select = element("select", { id });
  select.append(...options.map(({ value, label }) => element("option", { value, textContent: label })));
  return select;
}

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
