// @ts-check
// One control of the bar, chosen from or typed into. What is typed counts at once while it fits. Where it does not, what
// counted before one began counts again, and the control says so once one pauses or leaves it.

import { announce, button, element } from "./panel.js";

/** @typedef {import("./types/huitou").Control} Control */
/** @typedef {(name: string, value: string) => boolean} Set whether the value fits; an empty one takes a control back */

// Who still types has not said it all.
const PAUSE_MS = 800;

export class Field {
  /** @type {Control} as it was last shown */ #control;
  /** What was set before one began to type. */ #before = "";
  #fits = true;
  /** @type {number | undefined} */ #pause;

  /** @param {Control} control @param {Set} set */
  constructor(control, set) {
    const { name, kind, label: words } = control;
    const id = `set-${name}`;
    this.#control = control;
    this.set = set;
    this.label = element("label", {});
    this.input = kind === "choice" ? element("select", { id }) : element("input", { id, type: kind === "day" ? "date" : "search" });
    this.list = element("datalist", { id: `${id}-options` });
    if (kind === "text") this.input.setAttribute("list", this.list.id);
    this.unfit = element("span", { id: `${id}-unfit`, className: "unfit" });
    this.input.setAttribute("aria-describedby", this.unfit.id);
    this.offer = element("span", {});
    this.box = element("div", { className: "control" });
    this.label.append(element("span", { textContent: words }), this.input, this.list);
    this.box.append(this.label, this.unfit, this.offer);
    this.#listen();
  }

  #listen() {
    const { input } = this;
    const begin = () => (this.#before = this.#control.value);
    input.addEventListener("focus", begin);
    // What was meant as a whole.
    input.addEventListener("change", begin);
    // A word that an input method is still composing is not meant yet.
    input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || this.#tell());
    input.addEventListener("compositionend", () => this.#tell());
    input.addEventListener("blur", () => this.#leave());
  }

  /** What stands there now counts, if it fits. */
  #tell() {
    const { input } = this;
    const { name } = this.#control;
    clearTimeout(this.#pause);
    this.#fits = !input.validity.badInput && this.set(name, input.value);
    if (this.#fits) return this.#mark();
    if (this.#control.value !== this.#before) this.set(name, this.#before);
    // A day of which a part is missing is still being typed.
    if (!input.validity.badInput) this.#pause = window.setTimeout(() => this.#mark(), PAUSE_MS);
  }

  #leave() {
    clearTimeout(this.#pause);
    this.#fits &&= !this.input.validity.badInput;
    this.#mark();
    if (this.#fits) this.input.value = this.#control.value;
  }

  /** Says that what stands there does not count, or nothing. */
  #mark() {
    const words = this.#fits ? "" : this.#control.unfit;
    if (words === this.unfit.textContent) return;
    this.unfit.textContent = words;
    if (!words) return this.input.removeAttribute("aria-invalid");
    this.input.setAttribute("aria-invalid", "true");
    announce(words);
  }

  /** What was typed and does not count is not kept any longer. */
  clear() {
    clearTimeout(this.#pause);
    this.#fits = true;
    this.#mark();
  }

  /** Shows what is set; what is being typed stays, and what does not count until it is corrected. @param {Control} control */
  fill(control) {
    const { kind, options, value, min, max, changed, example, offer } = (this.#control = control);
    const { input, list } = this;
    this.label.classList.toggle("changed", changed);
    const choices = kind === "choice" ? input : list;
    if (choices.childElementCount !== options.length) {
      choices.replaceChildren(...options.map((option) => element("option", { value: option.value, textContent: option.label })));
    }
    if (kind === "day") Object.assign(input, { min: min ?? "", max: max ?? "" });
    if (kind === "text") Object.assign(input, { placeholder: example });
    if (kind === "choice" || (document.activeElement !== input && this.#fits)) input.value = value;
    if (this.unfit.textContent) this.unfit.textContent = control.unfit;
    const take = (/** @type {string} */ meant) => {
      this.clear();
      this.set(control.name, meant);
    };
    this.offer.replaceChildren(...(offer ? [button(offer.label, () => take(offer.value))] : []));
  }
}
