// @ts-check
// The bar of settings: controls as the core words them, and what differs from the beginning as chips to take off.
// The elements stay while one types: nothing under a cursor is ever made anew.

import { button, element } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").Control} Control */
/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {(name: string, value: string) => void} Set an empty value takes a control back */
/** @typedef {{ label: HTMLLabelElement, input: HTMLInputElement | HTMLSelectElement, offer: HTMLElement, list: HTMLDataListElement }} Shown */

export class SettingsBar {
  /** @type {Map<string, Shown>} */ #shown = new Map();
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
    this.#made = "";
    this.#shown.clear();
    this.form.replaceChildren();
    this.chips.replaceChildren();
  }

  /** Shows what is set. @param {Control[]} controls @param {Lang} lang */
  show(controls, lang) {
    const made = JSON.stringify([lang, controls.map(({ name, label }) => [name, label])]);
    if (made !== this.#made) this.#make(controls, lang);
    this.#made = made;
    for (const control of controls) this.#fill(control);
    this.#showChips(controls, lang);
  }

  /** @param {Control[]} controls @param {Lang} lang */
  #make(controls, lang) {
    this.#shown.clear();
    const [main, minor] = [controls.filter((c) => !c.minor), controls.filter((c) => c.minor)];
    const more = element("details", { className: "minor" });
    const behind = [...new Set(minor.map(({ about }) => about))].map((about) => {
      const part = element("fieldset", {});
      const its = minor.filter((control) => control.about === about);
      part.append(element("legend", { textContent: about }), ...its.map((control) => this.#element(control)));
      return part;
    });
    more.append(element("summary", { textContent: text("moreSettings", lang) }), ...behind);
    const focused = this.form.contains(document.activeElement) ? document.activeElement?.id : "";
    this.form.replaceChildren(...main.map((control) => this.#element(control)), more);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {Control} control */
  #element({ name, kind, label: words }) {
    const label = element("label", {});
    const id = `set-${name}`;
    const input = kind === "choice" ? element("select", { id }) : element("input", { id, type: kind === "day" ? "date" : "search" });
    const list = element("datalist", { id: `${id}-options` });
    if (kind === "text") input.setAttribute("list", list.id);
    // A day of which only a part is typed yet says nothing.
    const tell = () => input.validity.badInput || this.set(name, input.value);
    // A word that an input method is still composing is not meant yet.
    input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || tell());
    input.addEventListener("compositionend", tell);
    // A day that does not fit is left as it was typed until one is done with it.
    input.addEventListener("blur", () => (input.value = input.dataset.set ?? ""));
    const offer = element("span", {});
    const box = element("div", { className: "control" });
    label.append(element("span", { textContent: words }), input, list);
    box.append(label, offer);
    this.#shown.set(name, { label, input, offer, list });
    return box;
  }

  /** @param {Control} control */
  #fill({ name, kind, options, value, min, max, changed, offer }) {
    const shown = this.#shown.get(name);
    if (!shown) return;
    const { label, input, list } = shown;
    label.classList.toggle("changed", changed);
    const choices = kind === "choice" ? input : list;
    if (choices.childElementCount !== options.length) {
      choices.replaceChildren(...options.map((option) => element("option", { value: option.value, textContent: option.label })));
    }
    if (kind === "day") Object.assign(input, { min: min ?? "", max: max ?? "" });
    input.dataset.set = value;
    if (kind === "choice" || document.activeElement !== input) input.value = value;
    shown.offer.replaceChildren(...(offer ? [button(offer.label, () => this.set(name, offer.value))] : []));
  }

  /** @param {Control[]} controls @param {Lang} lang */
  #showChips(controls, lang) {
    const changed = controls.filter((control) => control.changed);
    const focused = this.chips.contains(document.activeElement);
    const chips = changed.map(({ name, chip }) => {
      const one = button(chip, () => this.set(name, ""));
      one.className = "chip";
      one.setAttribute("aria-label", text("takeBack", lang) + chip);
      return one;
    });
    const rest =
      chips.length > 0 ? button(text("reset", lang), this.reset) : element("span", { textContent: text("asOpened", lang) });
    this.chips.replaceChildren(...chips, rest);
    // A chip that was pressed is gone: the next one, or the bar, takes its place.
    if (focused) /** @type {HTMLElement | null} */ (this.chips.querySelector("button") ?? this.form.querySelector("select"))?.focus();
  }
}
