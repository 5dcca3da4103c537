// @ts-check
// The report on the page: its panels, and answers while one changes settings. What can be seen is asked for first;
// what is being computed anew dims; only panels that say something else are made anew, and nothing moves.

import { core } from "./engine.js";
import { announce, drawFigures, element, panelElement } from "./panel.js";
import { SettingsBar } from "./settings.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./types/huitou").Section} Section */
/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./panel.js").Look} Look */
/** @typedef {(settings: Settings, sections: Section[]) => Promise<Report>} Analyse */

// What can hold the focus inside a panel.
const FOCUSABLE = "summary, button, canvas, .table-box";
// Tables that can be seen and so may have been scrolled.
const TABLES = "details[open] .table-box, .panel > .table-box";
const OPENED = /** @type {Settings} */ ({});

export class ReportView {
  /** @type {Look | null} how the panels were last drawn */ look = null;
  /** @type {Report | null} */ #report = null;
  /** @type {Panel[]} */ #panels = [];
  /** @type {string[]} what each panel says */ #said = [];
  /** @type {Settings} what is set, answered or not */ settings = OPENED;
  /** The colour that figures lie on, `0xRRGGBB`; negative: that of the theme. */ paper = -1;
  #frame = 0;
  #later = 0;
  #answering = false;

  /**
   * @param {{ panels: HTMLElement, groups: HTMLElement, settings: HTMLElement, chips: HTMLElement }} places
   * @param {Analyse} analyse @param {(error: any) => void} fail
   */
  constructor(places, analyse, fail) {
    this.places = places;
    this.analyse = analyse;
    this.fail = fail;
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      const next = this.look?.page.changed(this.settings, name, value);
      if (next) this.#set(next);
    };
    // What takes long holds up whatever is set meanwhile: it waits until it can be seen.
    addEventListener("scroll", () => this.#soon(), { passive: true });
    this.bar = new SettingsBar(places.settings, places.chips, set, () => this.#set(OPENED));
  }

  /** Shows a report, made under the settings that the page opens with, or the same in another way. @param {Report} report @param {Omit<Look, "page">} as */
  show(report, as) {
    const old = this.look?.page;
    const isSame = old && report === this.#report;
    if (isSame) old.speak(as.lang);
    const look = (this.look = { ...as, page: isSame ? old : new core.Page(report, as.lang) });
    if (!isSame) this.settings = OPENED;
    this.#report = report;
    look.page.dress(Int32Array.of(this.paper), "");
    const panels = (this.#panels = look.page.panels());
    const { panels: container, groups: links } = this.places;
    const open = new Set([...container.querySelectorAll("details[open]")].map(detailsKey));
    const groups = grouped(panels);
    container.replaceChildren(...groups.map((group) => groupElement(group, look)));
    // The old page's figures are out of the document now, and nothing draws them again.
    if (!isSame) old?.free();
    for (const box of container.querySelectorAll("details")) box.open = open.has(detailsKey(box));
    links.replaceChildren(...groups.map(({ id, title }) => element("a", { href: `#group-${id}`, textContent: title })));
    this.#said = panels.map((/** @type {Panel} */ panel) => JSON.stringify(panel));
    this.#showSettings();
    this.#soon();
  }

  /** The report is gone: what is still asked about it is not shown. */
  leave() {
    this.#report = null;
  }

  /** Shows an answer that was asked for elsewhere. @param {Report} answer */
  take(answer) {
    this.#update(answer);
  }

  /** Nothing of any report is kept. */
  forget() {
    this.leave();
    this.places.panels.replaceChildren();
    this.look?.page.free();
    this.look = null;
    [this.#panels, this.#said, this.settings] = [[], [], OPENED];
  }

  /** Draws every figure anew. @param {boolean} dark */
  redraw(dark) {
    if (this.look) this.look.dark = dark;
    drawFigures(this.places.panels);
  }

  /** @param {Settings} next */
  #set(next) {
    this.settings = next;
    this.#showSettings();
    this.#soon();
  }

  /** Answers in the next frame, where anything is to be asked. */
  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#report && this.#next().length > 0) this.#answer();
    });
  }

  /** Asks until nothing is left to ask; what was set in the meantime supersedes what was asked. */
  async #answer() {
    if (this.#answering) return;
    this.#answering = true;
    const report = this.#report;
    try {
      for (let next = this.#next(); next.length > 0; next = this.#next()) {
        const asked = this.settings;
        const answer = await this.analyse(asked, next);
        if (report !== this.#report) break;
        if (asked === this.settings) this.#update(answer);
      }
      if (report === this.#report) announce(this.places.panels.querySelector(".finding")?.textContent ?? "");
    } catch (error) {
      if (report === this.#report) this.fail(error);
    } finally {
      this.#answering = false;
    }
    // Another report came while this one was asked about.
    if (report !== this.#report && this.#report) this.#answer();
  }

  /** What to ask for now: the sections that can be seen, then the others. @returns {Section[]} */
  #next() {
    const touched = this.#touched();
    const first = touched.filter((section) => this.#isInView(section));
    return first.length > 0 ? first : touched;
  }

  /** The sections that are to be answered anew; those that take long only while they can be seen. @returns {Section[]} */
  #touched() {
    const page = this.look?.page;
    const touched = /** @type {Section[]} */ (page?.touched(this.settings) ?? []);
    const slow = /** @type {Section[]} */ (page?.slow() ?? []);
    return touched.filter((section) => !slow.includes(section) || this.#isInView(section));
  }

  /** @param {Section} of */
  #isInView(of) {
    return this.#panels.some(({ section }, index) => section === of && isVisible(this.#element(index)));
  }

  /** @param {Report} answer */
  #update(answer) {
    const { page } = this.look ?? {};
    page?.update(answer);
    this.#panels = page?.panels() ?? [];
    this.#renew();
  }

  /** Makes the panels anew that say something else: what can be seen at once, the others one by one, so that whoever types never waits for them. */
  #renew() {
    const changed = [...this.#panels.keys()].filter((index) => this.#saysElse(index));
    const visible = changed.filter((index) => isVisible(this.#element(index)));
    const now = visible.length > 0 ? visible : changed.slice(0, 1);
    inPlace(this.places.panels, () => now.forEach((index) => this.#make(index)));
    this.#showSettings();
    if (now.length === changed.length) return;
    this.#later ||= window.setTimeout(() => {
      this.#later = 0;
      this.#renew();
    });
  }

  /** @param {number} index of a panel */
  #saysElse(index) {
    return JSON.stringify(this.#panels[index]) !== this.#said[index];
  }

  /** @param {number} index of a panel */
  #element(index) {
    return document.getElementById(this.#panels[index]?.id ?? "");
  }

  /** @param {number} index of a panel */
  #make(index) {
    const [panel, old] = [this.#panels[index], this.#element(index)];
    if (!panel || !old || !this.look) return;
    this.#said[index] = JSON.stringify(panel);
    replace(old, panelElement(panel, index, this.look));
  }

  /** The bar, and which panels wait for their answer. */
  #showSettings() {
    const { look, settings } = this;
    if (!look) return;
    this.bar.show(look.page.controls(settings), look.lang);
    const touched = this.#touched();
    this.#panels.forEach(({ section }, index) => {
      const waits = (section !== null && touched.includes(section)) || this.#saysElse(index);
      this.#element(index)?.classList.toggle("stale", waits);
    });
  }
}

/** @param {Element | null} panel */
function isVisible(panel) {
  const place = panel?.getBoundingClientRect();
  return place !== undefined && place.bottom > 0 && place.top < innerHeight;
}

/** Changes panels without moving what is read: the one with the focus, else the one in the middle. @param {HTMLElement} container @param {() => void} change */
function inPlace(container, change) {
  const top = (/** @type {string} */ id) => document.getElementById(id)?.getBoundingClientRect().top ?? 0;
  const focused = container.querySelector(".panel:focus-within");
  const middle = [...container.querySelectorAll(".panel")].find((panel) => panel.getBoundingClientRect().bottom > innerHeight / 2);
  const read = (isVisible(focused) ? focused : middle)?.id ?? "";
  const before = top(read);
  change();
  scrollBy({ top: top(read) - before, behavior: "instant" });
}

/** A panel in another's place: what was open stays open, what had the focus has it. @param {HTMLElement} old @param {HTMLElement} next */
function replace(old, next) {
  const boxes = [...old.querySelectorAll("details")];
  next.querySelectorAll("details").forEach((box, at) => (box.open = boxes[at]?.open ?? false));
  const focused = [...old.querySelectorAll(FOCUSABLE)].indexOf(/** @type {Element} */ (document.activeElement));
  const scrolled = [...old.querySelectorAll(TABLES)].map((box) => [box.scrollLeft, box.scrollTop]);
  old.replaceWith(next);
  drawFigures(next);
  next.querySelectorAll(TABLES).forEach((box, at) => {
    const [left, top] = scrolled[at] ?? [0, 0];
    if (left || top) box.scrollTo(left ?? 0, top ?? 0);
  });
  /** @type {HTMLElement | undefined} */ (next.querySelectorAll(FOCUSABLE)[focused])?.focus({ preventScroll: true });
}

/** Names a box that opens, so that it stays open when its panel is made anew. @param {Element} box */
function detailsKey(box) {
  const panel = box.closest(".panel");
  return `${panel?.id}/${[...(panel?.querySelectorAll("details") ?? [])].indexOf(/** @type {HTMLDetailsElement} */ (box))}`;
}

/** @typedef {{ id: string, title: string, panels: [Panel, number][] }} Group panels with their positions in the page */

/** @param {Panel[]} panels @returns {Group[]} */
function grouped(panels) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  panels.forEach((panel, index) => {
    const group = groups.get(panel.group) ?? { id: panel.group, title: panel.group_title, panels: [] };
    groups.set(panel.group, group);
    group.panels.push([panel, index]);
  });
  return [...groups.values()];
}

/** @param {Group} group @param {Look} look */
function groupElement(group, look) {
  const section = element("section", { className: "group", id: `group-${group.id}` });
  section.setAttribute("aria-labelledby", `group-${group.id}-title`);
  section.append(element("h2", { id: `group-${group.id}-title`, textContent: group.title }));
  section.append(...group.panels.map(([panel, index]) => panelElement(panel, index, look)));
  return section;
}
