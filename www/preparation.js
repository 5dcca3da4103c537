// @ts-check
// What takes long is worked out beside everything else. It can be stopped meanwhile, and begun again.

import { button } from "./panel.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").Settings} Settings */

export class Preparation {
  /** @type {"open" | "running" | "ready" | "stopped"} */ state = "open";
  /** @type {Settings | null} under which it was begun */ settings = null;
  #cancel = new AbortController();
  /** @type {HTMLButtonElement | null} */ #button = null;

  /**
   * @param {(settings: Settings, signal: AbortSignal) => Promise<void>} prepare
   * @param {() => void} changed @param {(error: any) => void} fail
   */
  constructor(prepare, changed, fail) {
    this.prepare = prepare;
    this.changed = changed;
    this.fail = fail;
  }

  /** Has it worked out. @param {Settings} settings */
  async begin(settings) {
    const { signal } = (this.#cancel = new AbortController());
    this.settings = settings;
    this.#become("running");
    try {
      await this.prepare(settings, signal);
      if (!signal.aborted) this.#become("ready");
    } catch (error) {
      if (signal.aborted) return;
      this.#become("stopped");
      this.fail(error);
    }
  }

  /** Ends what is of no use, so that it can be begun anew. */
  reset() {
    this.#cancel.abort();
    this.settings = null;
    if (this.state !== "open") this.#become("open");
  }

  #stop() {
    this.#cancel.abort();
    this.#become("stopped");
  }

  /** @param {typeof this.state} state */
  #become(state) {
    this.state = state;
    this.changed();
  }

  /** Shows what can be done about it. @param {Element | null} panel @param {import("./text.js").Lang} lang */
  show(panel, lang) {
    const words = { open: "", ready: "", running: text("stopLong", lang), stopped: text("startLong", lang) }[this.state];
    const place = words ? panel : null;
    const old = this.#button;
    if (place ? old?.parentElement === place && old.textContent === words : !old) return;
    const isFocused = old !== null && old === document.activeElement;
    old?.remove();
    this.#button = place && button(words, () => (this.state === "running" ? this.#stop() : this.reset()));
    if (!place || !this.#button) return;
    this.#button.className = "long";
    place.append(this.#button);
    if (isFocused) this.#button.focus({ preventScroll: true });
  }
}
