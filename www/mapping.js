// @ts-check
// The dialog about the columns: how the files begin, what each column is taken for, and what a change would do to the
// numbers. It knows no role and no choice by name, but the zone, whose data the browser has.

import { core } from "./engine.js";
import { description } from "./description.js";
import { readMapping, recalled, remember, saveMapping } from "./mapping-file.js";
import { fileElement, fillFile, selectElement } from "./mapping-table.js";
import { button, element } from "./panel.js";
import { text } from "./text.js";
import { localZone, zone } from "./zone.js";

/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {import("./types/huitou").Control} Control */
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
  /** What the tables show that no choice of a column changes: they are made anew when it differs. */
  #shape = "";
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
    const table = { lang: this.opening.lang, choose: this.#choose };
    const shape = JSON.stringify(form.files.map(({ columns, records }) => [columns.map(({ name }) => name), records]));
    if (shape !== this.#shape) {
      this.files.replaceChildren(...form.files.map((file, i) => fileElement(file, i, form.roles, table)));
      this.controls.replaceChildren(...form.controls.map((control) => this.#control(control)), this.#zone());
    }
    this.#shape = shape;
    form.files.forEach((file, i) => fillFile(file, i, table));
    form.controls.forEach((control) => fillControl(control));
    this.#fillZone();
    this.#showEffect(trial);
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

  /** @type {import("./mapping-table.js").Choose} */
  #choose = (column, role) => this.#change(core.columnChanged(this.#choices, column, role));

  /** @param {Control} control */
  #control(control) {
    const select = selectElement(`map-${control.name}`, control.options);
    select.addEventListener("change", () => {
      const next = core.choicesChanged(this.#choices, control.name, select.value);
      if (next) this.#change(next);
    });
    return labelled(control.label, select);
  }

  #zone() {
    const names = zoneNames().map((name) => ({ value: name, label: name }));
    const select = selectElement("map-zone", [{ value: "", label: this.#text("automatic") }, ...names]);
    select.addEventListener("change", () => this.#change({ ...this.#choices, zone: select.value ? zone(select.value) : null }));
    return labelled(this.#text("zone"), select);
  }

  #fillZone() {
    const value = this.#choices.zone?.name ?? "";
    fillControl({ name: "zone", value, changed: value !== "" });
  }
}

/** @param {{ name: string, value: string, changed: boolean }} control */
function fillControl({ name, value, changed }) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById(`map-${name}`));
  select.value = value;
  select.closest("label")?.classList.toggle("changed", changed);
}

/** The zones that can be chosen, the likely ones first. */
function zoneNames() {
  return [...new Set([localZone().name, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}

/** @param {string} words @param {HTMLElement} input */
function labelled(words, input) {
  const label = element("label", {});
  label.append(element("span", { textContent: words }), input);
  return label;
}
