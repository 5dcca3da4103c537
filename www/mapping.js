// @ts-check
// The dialog about the columns: how the files begin, what each column is taken for, and what a change would do to the
// numbers. It knows no role and no choice by name, but the zone, whose data the browser has.

import { core } from "./engine.js";
import { readMapping, recalled, remember, saveMapping } from "./mapping-file.js";
import { button, element } from "./panel.js";
import { text } from "./text.js";
import { localZone, zone } from "./zone.js";

/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {import("./types/huitou").ColumnForm} ColumnForm */
/** @typedef {import("./types/huitou").Control} Control */
/** @typedef {import("./types/huitou").ControlOption} ControlOption */
/** @typedef {import("./types/huitou").FileForm} FileForm */
/** @typedef {import("./types/huitou").FilePreview} FilePreview */
/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Trial} Trial */
/** @typedef {import("./text.js").Lang} Lang */

/**
 * @typedef {object} Opening
 * @property {Engine} engine
 * @property {File[]} files
 * @property {Choices} choices in force
 * @property {Lang} lang
 * @property {(error: any) => string} words of an error
 * @property {(choices: Choices) => void} apply
 */

/** Opens the dialog. @param {HTMLDialogElement} box @param {Opening} opening */
export function openMapping(box, opening) {
  if (box.open) return;
  const dialog = new MappingDialog(box, opening);
  box.showModal();
  dialog.start();
}

class MappingDialog {
  /** @type {Choices} */ #choices;
  /** How the files read without any choice: what is remembered goes by their own columns. @type {FilePreview[]} */ #own = [];
  /** The numbers in force. @type {Report | null} */ #before = null;
  /** @type {Trial | null} */ #trial = null;
  #trying = false;
  #changedMeanwhile = false;

  /** @param {HTMLDialogElement} box @param {Opening} opening */
  constructor(box, opening) {
    this.box = box;
    this.opening = opening;
    this.#choices = opening.choices;
    this.files = element("div", { className: "mapping-files" });
    this.controls = element("div", { className: "mapping-controls" });
    this.effect = element("div", { className: "mapping-effect" });
    this.said = element("p", { className: "unseen" });
    this.said.setAttribute("role", "status");
    this.remember = element("input", { type: "checkbox", id: "mapping-remember", disabled: true });
    box.replaceChildren(this.#head(), this.#body(), this.#foot());
  }

  async start() {
    const { engine, files } = this.opening;
    this.#try();
    this.#own = await engine.peek(files).catch(() => []);
    this.remember.disabled = this.#own.length === 0;
    this.remember.checked = this.#own.length > 0 && recalled(this.#own) !== null;
  }

  /** @param {import("./text.js").Word} word */
  #text(word) {
    return text(word, this.opening.lang);
  }

  #head() {
    const head = element("header", {});
    const close = button("×", () => this.box.close());
    close.setAttribute("aria-label", this.#text("close"));
    head.append(element("h2", { id: "mapping-title", textContent: this.#text("mappingTitle") }), close);
    return head;
  }

  #body() {
    const body = element("div", { className: "mapping-body" });
    body.append(
      element("p", { textContent: this.#text("mappingIntro") }),
      this.files,
      element("h3", { textContent: this.#text("mappingAll") }),
      this.controls,
      element("h3", { textContent: this.#text("mappingKeep") }),
      this.#keeping(),
      description(this.opening.lang, async () => this.#trial?.diagnostic ?? ""),
    );
    return body;
  }

  #foot() {
    const foot = element("footer", {});
    const acts = element("div", { className: "acts" });
    const apply = button(this.#text("apply"), () => this.#apply());
    apply.className = "main";
    acts.append(apply, button(this.#text("cancel"), () => this.box.close()));
    foot.append(this.effect, this.said, acts);
    return foot;
  }

  /** Save, give again, remember. */
  #keeping() {
    const box = element("div", { className: "mapping-keep" });
    const chosen = element("input", { type: "file", accept: ".json,application/json", className: "unseen", tabIndex: -1 });
    chosen.setAttribute("aria-hidden", "true");
    chosen.addEventListener("change", () => chosen.files?.[0] && this.#give(chosen.files[0]));
    const label = element("label", { className: "tick" });
    label.append(this.remember, element("span", { textContent: this.#text("remember") }));
    box.append(
      button(this.#text("mappingSave"), () => saveMapping(this.#choices)),
      button(this.#text("mappingGive"), () => chosen.click()),
      chosen,
      label,
    );
    return box;
  }

  /** @param {File} file */
  async #give(file) {
    try {
      this.#change(await readMapping(file));
    } catch (error) {
      this.#fail(error);
    }
  }

  #apply() {
    // It is told apart by the visitor's own tick; without one the storage stays untouched.
    if (this.#own.length > 0) remember(this.#own, this.remember.checked ? this.#choices : null);
    this.box.close();
    this.opening.apply(this.#choices);
  }

  /** @param {Choices} choices */
  #change(choices) {
    this.#choices = choices;
    this.#try();
  }

  /** Reads the beginning of the files anew; of changes meanwhile the last one counts. */
  async #try() {
    this.#changedMeanwhile = this.#trying;
    if (this.#trying) return;
    this.#trying = true;
    this.box.classList.add("trying");
    const { engine, files } = this.opening;
    try {
      const trial = await engine.trial(files, this.#choices);
      if (!this.#changedMeanwhile) this.#show(trial);
    } catch (error) {
      this.#fail(error);
    }
    this.#trying = false;
    this.box.classList.remove("trying");
    if (this.#changedMeanwhile) this.#try();
  }

  /** @param {any} error */
  #fail(error) {
    const words = element("p", { className: "trouble", textContent: this.opening.words(error) });
    words.setAttribute("role", "alert");
    this.effect.replaceChildren(words);
  }

  /** @param {Trial} trial */
  #show(trial) {
    const isFirst = this.#trial === null;
    this.#trial = trial;
    if (isFirst) this.#before = trial.report;
    /** @type {import("./types/huitou").MappingForm} */
    const form = core.mappingForm(trial.previews, this.#choices, this.opening.lang);
    const place = this.#place();
    this.files.replaceChildren(...form.files.map((file, i) => this.#file(file, i, form.roles)));
    this.controls.replaceChildren(...form.controls.map((control) => this.#control(control)), this.#zone());
    this.#return(place);
    this.#showEffect(trial);
  }

  /** What is focused and how far each table is scrolled, before all is made anew. */
  #place() {
    const tables = [...this.files.querySelectorAll(".table-box")];
    return { id: this.box.contains(document.activeElement) ? document.activeElement?.id : "", scrolls: tables.map((table) => table.scrollLeft) };
  }

  /** @param {{ id: string | undefined, scrolls: number[] }} place */
  #return({ id, scrolls }) {
    [...this.files.querySelectorAll(".table-box")].forEach((table, i) => (table.scrollLeft = scrolls[i] ?? 0));
    // An offer that was taken is gone: its column stays.
    const again = id && (document.getElementById(id) ?? document.getElementById(id.replace(/-offer$/, "")));
    if (again) again.focus({ preventScroll: true });
  }

  /** @param {Trial} trial */
  #showEffect({ report, error, questions, isCut }) {
    const { lang } = this.opening;
    if (error) return this.#fail(error);
    if (!report) return;
    /** @type {import("./types/huitou").Effect} */
    const effect = core.mappingEffect(report, this.#before, lang);
    const list = element("dl", {});
    for (const { label, value, before } of effect.lines) {
      const one = element("div", { className: before === null ? "" : "changed" });
      one.append(element("dt", { textContent: label }), element("dd", { textContent: value }));
      if (before !== null) one.append(element("dd", { className: "before", textContent: before }));
      list.append(one);
    }
    const notes = questions.map((question) => this.#text("willAsk") + core.asked(question, lang).title);
    if (isCut) notes.push(this.#text("trialCut"));
    this.effect.replaceChildren(list, ...notes.map((note) => element("p", { className: "note", textContent: note })));
    this.said.textContent = [effect.sentence, ...notes].join(" ");
  }

  /** @param {FileForm} file @param {number} index @param {ControlOption[]} roles */
  #file(file, index, roles) {
    const section = element("section", {});
    const id = (/** @type {number} */ column) => `map-${index}-${column}`;
    section.append(
      element("h3", { textContent: file.name }),
      element("p", { className: "note", textContent: file.facts }),
      this.#uses(file, id),
      this.#table(file, id, roles),
    );
    if (file.more) section.append(element("p", { className: "note", textContent: file.more }));
    return section;
  }

  /** The columns that are used, each a way to its choice. @param {FileForm} file @param {(column: number) => string} id */
  #uses(file, id) {
    const list = element("ul", { className: "uses" });
    list.setAttribute("aria-label", this.#text("mappingUses"));
    file.columns.forEach((column, i) => {
      if (column.used_as === null) return;
      const item = element("li", {});
      item.append(button(column.used_as, () => document.getElementById(id(i))?.focus()));
      list.append(item);
    });
    return list;
  }

  /** @param {FileForm} file @param {(column: number) => string} id @param {ControlOption[]} roles */
  #table(file, id, roles) {
    const box = element("div", { className: "table-box", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", file.name);
    const table = element("table", {});
    const head = table.createTHead().insertRow();
    head.append(...file.columns.map((column, i) => this.#column(column, id(i), roles)));
    const body = table.createTBody();
    for (const record of file.records) {
      const row = body.insertRow();
      record.forEach((cell, i) => {
        const used = file.columns[i]?.used_as !== null;
        row.append(element("td", { textContent: cell, title: cell, className: used ? "used" : "" }));
      });
    }
    box.append(table);
    return box;
  }

  /** @param {ColumnForm} column @param {string} id @param {ControlOption[]} roles */
  #column(column, id, roles) {
    const cell = element("th", { scope: "col", className: column.used_as === null ? "" : "used" });
    const select = selectElement(id, [{ value: "", label: column.automatic }, ...roles], column.value);
    select.setAttribute("aria-label", column.label);
    select.setAttribute("aria-describedby", `${id}-why`);
    const choose = (/** @type {string} */ value) => this.#change(core.columnChanged(this.#choices, column.name, value));
    select.addEventListener("change", () => choose(select.value));
    cell.append(
      element("span", { className: "name", textContent: column.title, title: column.title }),
      select,
      element("span", { className: "why", id: `${id}-why`, textContent: column.why }),
      element("span", { className: "why", textContent: column.facts }),
    );
    const { offer } = column;
    if (offer) {
      const one = button(offer.label, () => choose(offer.value));
      one.id = `${id}-offer`;
      one.setAttribute("aria-label", `${column.title}: ${offer.label}`);
      cell.append(one);
    }
    return cell;
  }

  /** @param {Control} control */
  #control(control) {
    const select = selectElement(`map-${control.name}`, control.options, control.value);
    select.addEventListener("change", () => {
      const next = core.choicesChanged(this.#choices, control.name, select.value);
      if (next) this.#change(next);
    });
    return labelled(control.label, select, control.changed);
  }

  #zone() {
    const chosen = this.#choices.zone?.name ?? "";
    const names = zoneNames().map((name) => ({ value: name, label: name }));
    const select = selectElement("map-zone", [{ value: "", label: this.#text("automatic") }, ...names], chosen);
    select.addEventListener("change", () => this.#change({ ...this.#choices, zone: select.value ? zone(select.value) : null }));
    return labelled(this.#text("zone"), select, chosen !== "");
  }
}

/** The zones that can be chosen, the likely ones first. */
function zoneNames() {
  return [...new Set([localZone().name, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}

/** @param {string} id @param {ControlOption[]} options @param {string} value */
function selectElement(id, options, value) {
  const select = element("select", { id });
  select.append(...options.map((option) => element("option", { value: option.value, textContent: option.label })));
  select.value = value;
  return select;
}

/** @param {string} words @param {HTMLElement} input @param {boolean} isChanged */
function labelled(words, input, isChanged) {
  const label = element("label", { className: isChanged ? "changed" : "" });
  label.append(element("span", { textContent: words }), input);
  return label;
}

/** A description of the files that holds no value of them, to be copied when someone is asked for help.
 * @param {Lang} lang @param {() => Promise<string>} describe */
export function description(lang, describe) {
  const box = element("details", { className: "description" });
  const area = element("textarea", { readOnly: true, rows: 8, spellcheck: false });
  area.setAttribute("aria-label", text("describe", lang));
  const copy = button(text("copy", lang), async () => {
    area.select();
    const copied = await navigator.clipboard?.writeText(area.value).then(() => true, () => false);
    copy.textContent = text(copied ? "copied" : "copyYourself", lang);
  });
  box.append(
    element("summary", { textContent: text("describe", lang) }),
    element("p", { className: "note", textContent: text("describeHint", lang) }),
    area,
    copy,
  );
  box.addEventListener("toggle", async () => {
    if (box.open) area.value = await describe();
  });
  return box;
}
