// @ts-check
// The bar of settings: controls as the core words them, and what differs from the beginning as chips to take off.
// The elements stay while one types: nothing under a cursor is ever made anew.

import { Field } from "./field.js";
import { button, element } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").Control} Control */
/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./field.js").Set} Set */

export class SettingsBar {
  /** @type {Map<string, Field>} */ #fields = new Map();
  #made = "";

  /** @param {HTMLElement} form @param {HTMLElement} chips @param {Set} set @param {() => void} reset */
  constructor(form, chips, set, reset) {
    this.form = form;
    this.chips = chips;
    this.set = set;
    this.reset = reset;
  }

  /** Nothing of any report is kept: its values are the shop's own. */
  forget() {
    this.clear();
    this.#made = "";
    this.#fields.clear();
    this.form.replaceChildren();
    this.chips.replaceChildren();
  }

  /** What was typed and does not count is not kept any longer. */
  clear() {
    for (const field of this.#fields.values()) field.clear();
  }

  /** Shows what is set. @param {Control[]} controls @param {Lang} lang */
  show(controls, lang) {
    const made = JSON.stringify([lang, controls.map(({ name, label }) => [name, label])]);
    if (made !== this.#made) this.#make(controls, lang);
    this.#made = made;
    for (const control of controls) this.#fields.get(control.name)?.fill(control);
    this.#showChips(controls, lang);
  }

  /** @param {Control[]} controls @param {Lang} lang */
  #make(controls, lang) {
    this.clear();
    this.#fields = new Map(controls.map((control) => [control.name, new Field(control, this.set)]));
    const boxes = (/** @type {Control[]} */ of) => of.flatMap(({ name }) => this.#fields.get(name)?.box ?? []);
    const minor = controls.filter((control) => control.minor);
    const behind = [...new Set(minor.map(({ about }) => about))].map((about) => {
      const part = element("fieldset", {});
      part.append(element("legend", { textContent: about }), ...boxes(minor.filter((control) => control.about === about)));
      return part;
    });
    const more = moreElement(behind, lang);
    more.open = this.form.querySelector("details")?.open ?? false;
    const focused = this.form.contains(document.activeElement) ? document.activeElement?.id : "";
    this.form.replaceChildren(...boxes(controls.filter((control) => !control.minor)), more);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {Control[]} controls @param {Lang} lang */
  #showChips(controls, lang) {
    const changed = controls.filter((control) => control.changed);
    const focused = this.chips.contains(document.activeElement);
    const chips = changed.map(({ name, chip }) => {
      const one = button(chip, () => {
        this.#fields.get(name)?.clear();
        this.set(name, "");
      });
      one.className = "chip";
      one.setAttribute("aria-label", text("takeBack", lang) + chip);
      return one;
    });
    const reset = () => {
      this.clear();
      this.reset();
    };
    const rest =
      chips.length > 0 ? button(text("reset", lang), reset) : element("span", { textContent: text("asOpened", lang) });
    this.chips.replaceChildren(...chips, rest);
    // A chip that was pressed is gone: the next one, or the bar, takes its place.
    if (focused) /** @type {HTMLElement | null} */ (this.chips.querySelector("button") ?? this.form.querySelector("select"))?.focus();
  }
}

/** What is changed seldom. @param {HTMLElement[]} parts @param {Lang} lang */
function moreElement(parts, lang) {
  const more = element("details", { className: "minor" });
  const summary = element("summary", { textContent: text("moreSettings", lang) });
  more.append(summary, ...parts);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !more.open) return;
    // A field for searching would be emptied by it.
    event.preventDefault();
    more.open = false;
    summary.focus();
  });
  return more;
}
