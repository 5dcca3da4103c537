// @ts-check
// The report on the page: its panels, and answers while one changes settings. What can be seen is asked for first;
// what is being computed anew dims; only panels that say something else are made anew, and nothing moves.

import { core } from "./engine.js";
import { putIntoAddress, settingsOfAddress } from "./link.js";
import { drawFigures } from "./near.js";
import { announce, element, panelElement } from "./panel.js";
import { Preparation } from "./preparation.js";
import { SettingsBar } from "./settings.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./types/huitou").Section} Section */
/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./panel.js").Look} Look */
/**
 * Who answers.
 * @typedef {object} Core
 * @property {(settings: Settings, sections: Section[]) => Promise<Report>} analyse
 * @property {(settings: Settings, signal: AbortSignal) => Promise<void>} prepare works out beside it what takes long
 */

// What can hold the focus inside a panel.
const FOCUSABLE = "summary, button, canvas, .table-box";
// Tables that can be seen and so may have been scrolled.
const TABLES = "details[open] .table-box, .panel > .table-box";
const OPENED = /** @type {Settings} */ ({});
const SETTLING_MS = 50;

export class ReportView {
  /** @type {Look | null} how the panels were last drawn */ look = null;
  /** @type {Report | null} */ #report = null;
  /** @type {Panel[]} */ #panels = [];
  /** @type {Map<string, string>} what each panel is to say, by its id */ #words = new Map();
  /** @type {Map<string, string>} what those say that are shown */ #said = new Map();
  /** @type {Settings} what is set, answered or not */ settings = OPENED;
  /** The colour that figures lie on, `0xRRGGBB`; negative: that of the theme. */ paper = -1;
  /** @type {Preparation} of what takes long */ #preparation;
  #isLinked = false;
  #frame = 0;
  #later = 0;
  #answering = false;
  #isStopped = false;

  /**
   * @param {{ panels: HTMLElement, groups: HTMLElement, settings: HTMLElement, chips: HTMLElement }} places
   * @param {Core} answers @param {(error: any) => void} fail
   */
  constructor(places, answers, fail) {
    this.places = places;
    this.answers = answers;
    const changed = () => {
      this.#showPreparation();
      this.#soon();
    };
    this.#preparation = new Preparation(answers.prepare, changed, fail);
    this.fail = fail;
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      const next = this.look?.page.changed(this.settings, name, value);
      if (next) this.#set(next);
      return Boolean(next);
    };
    // What takes long waits until it can be seen.
    addEventListener("scroll", () => this.#soon(), { passive: true });
    this.bar = new SettingsBar(places.settings, places.chips, set, () => this.#set(OPENED));
  }

  /** Shows a report, made under the settings that the page opens with, or the same in another way. @param {Report} report @param {Omit<Look, "page">} as */
  show(report, as) {
    const old = this.look?.page;
    const isSame = old && report === this.#report;
    if (isSame) old.speak(as.lang);
    const look = (this.look = { ...as, page: isSame ? old : new core.Page(report, as.lang) });
    if (!isSame) {
      this.#isStopped = false;
      this.#preparation.reset();
      this.bar.clear();
      this.settings = as.isSaved ? OPENED : settingsOfAddress(look.page, OPENED);
    }
    this.#isLinked ||= this.settings !== OPENED;
    this.#report = report;
    look.page.dress(Int32Array.of(this.paper), "");
    const panels = look.page.panels();
    this.#take(panels, panels);
    const { panels: container } = this.places;
    const open = new Set([...container.querySelectorAll("details[open]")].map(detailsKey));
    this.#said.clear();
    container.replaceChildren();
    this.#arrange();
    for (const panel of this.#panels) this.#make(panel);
    this.#listContents();
    // The old page's figures are out of the document now, and nothing draws them again.
    if (!isSame) old?.free();
    for (const box of container.querySelectorAll("details")) box.open = open.has(detailsKey(box));
    drawFigures(container);
    this.#showSettings();
    this.#soon();
  }

  /** Puts what is set into the address, from now on. */
  link() {
    this.#isLinked = true;
    this.#showSettings();
  }

  /** Resolves when everything is answered and shown that is asked for now. */
  async settled() {
    const { panels } = this.places;
    while (panels.ariaBusy === "true") await new Promise((after) => setTimeout(after, SETTLING_MS));
  }

  /** The report is gone: what is still asked about it is not shown. */
  leave() {
    this.#report = null;
    this.#preparation.reset();
  }

  /** Shows an answer that was asked for elsewhere. @param {Report} answer */
  take(answer) {
    this.#update(answer);
  }

  /** Nothing of any report is kept. */
  forget() {
    this.leave();
    this.bar.forget();
    this.places.panels.replaceChildren();
    this.places.groups.replaceChildren();
    this.look?.page.free();
    this.look = null;
    this.#said.clear();
    this.#words.clear();
    [this.#panels, this.settings, this.#isLinked] = [[], OPENED, false];
  }

  /** @param {Settings} next */
  #set(next) {
    this.#isStopped = false;
    this.settings = next;
    const { settings: prepared } = this.#preparation;
    if (prepared && !this.look?.page.areAlike(this.#slow(), prepared, next)) this.#preparation.reset();
    dispatchEvent(new Event("settings"));
    this.#showSettings();
    this.#soon();
  }

  /** Answers in the next frame, where anything is to be asked. */
  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#report && this.#next().length > 0) this.#answer();
      this.#tellBusy();
    });
    this.#tellBusy();
  }

  /** Asks until nothing is left to ask; what was set in the meantime supersedes what was asked. */
  async #answer() {
    if (this.#answering) return;
    this.#answering = true;
    const report = this.#report;
    let finding = this.#finding();
    try {
      for (let next = this.#next(); next.length > 0; next = this.#next()) {
        const asked = this.settings;
        const slow = this.#slow();
        if (this.#preparation.state === "open" && next.some((section) => slow.includes(section))) {
          this.#preparation.begin(asked);
          continue;
        }
        const answer = await this.answers.analyse(asked, next);
        if (report !== this.#report) break;
        if (asked === this.settings) this.#update(answer);
        // Whoever reads a figure meanwhile is told only what is new.
        if (this.#finding() !== finding) announce((finding = this.#finding()));
      }
    } catch (error) {
      // It is not asked again before something else is set.
      this.#isStopped = true;
      if (report === this.#report) this.fail(error);
    } finally {
      this.#answering = false;
      this.#tellBusy();
    }
    // Another report came while this one was asked about.
    if (report !== this.#report && this.#report) this.#answer();
  }

  /** The report's first sentence. */
  #finding() {
    return this.places.panels.querySelector(".finding")?.textContent ?? "";
  }

  #showPreparation() {
    const slow = this.#slow();
    const panel = this.#panels.find(({ section }) => section && slow.includes(section));
    this.#preparation.show(panel ? document.getElementById(panel.id) : null, this.look?.lang ?? "en");
  }

  /** The sections that take long. @returns {Section[]} */
  #slow() {
    return this.look?.page.slow() ?? /** @type {any} */ ([]);
  }

  /** What to ask for now: the sections that can be seen, then one of the others, so that what is set meanwhile waits for no more. @returns {Section[]} */
  #next() {
    if (this.#isStopped) return [];
    const apart = ["running", "stopped"].includes(this.#preparation.state) ? this.#slow() : [];
    const touched = this.#touched().filter((section) => !apart.includes(section));
    const first = touched.filter((section) => this.#isInView(section));
    return first.length > 0 ? first : touched.slice(0, 1);
  }

  /** The sections that are to be answered anew; those that take long only while they can be seen. @returns {Section[]} */
  #touched() {
    // A saved report has no orders that could answer.
    if (this.look?.isSaved) return [];
    const touched = /** @type {Section[]} */ (this.look?.page.touched(this.settings) ?? []);
    const slow = this.#slow();
    return touched.filter((section) => !slow.includes(section) || this.#isInView(section));
  }

  /** @param {Section} of */
  #isInView(of) {
    return this.#panels.some(({ section, id }) => section === of && isVisible(document.getElementById(id)));
  }

  /** @param {Report} answer */
  #update(answer) {
    const { page } = this.look ?? {};
    if (!page) return;
    const { order, panels } = /** @type {import("./types/huitou").Renewed} */ (page.update(answer));
    const all = new Map([...this.#panels, ...panels].map((panel) => [panel.id, panel]));
    this.#take(order.flatMap((id) => all.get(id) ?? []), panels);
    this.#arrange();
    this.#renew();
    this.#showSettings();
  }

  /** @param {Panel[]} panels in their order @param {Panel[]} anew those that may say something else */
  #take(panels, anew) {
    this.#panels = panels;
    for (const panel of anew) this.#words.set(panel.id, JSON.stringify(panel));
  }

  /** A place for each group, and a link to it; panels that are no more go. */
  #arrange() {
    const { panels: container, groups: links } = this.places;
    const groups = [...new Map(this.#panels.map(({ group, group_title }) => [group, group_title]))];
    const ids = new Set(this.#panels.map(({ id }) => id));
    for (const panel of container.querySelectorAll(".panel")) if (!ids.has(panel.id)) panel.remove();
    groups.forEach(([id, title], at) => {
      const here = container.children[at] ?? null;
      if (here?.id !== `group-${id}`) container.insertBefore(groupElement(id, title), here);
    });
    while (container.children.length > groups.length) container.lastElementChild?.remove();
    const isLinked = links.children.length === groups.length && groups.every(([, title], at) => links.children[at]?.textContent === title);
    if (!isLinked) links.replaceChildren(...groups.map(([id, title]) => element("a", { href: `#group-${id}`, textContent: title })));
  }

  /** Makes the panels anew that say something else: what can be seen at once, the others one by one, so that whoever types never waits for them. */
  #renew() {
    const touched = this.#touched();
    // What waits for one of its sections would be of two minds.
    const changed = this.#panels.filter((panel) => this.#saysElse(panel.id) && !waits(panel, touched));
    const visible = changed.filter(({ id }) => isVisible(document.getElementById(id)));
    const now = visible.length > 0 ? visible : changed.slice(0, 1);
    inPlace(this.places.panels, () => {
      now.forEach((panel) => this.#make(panel));
      drawFigures(...now.flatMap(({ id }) => document.getElementById(id) ?? []));
      this.#listContents();
    });
    this.#markStale();
    if (now.length < changed.length) {
      this.#later ||= window.setTimeout(() => {
        this.#later = 0;
        this.#renew();
      });
    }
    this.#tellBusy();
  }

  /** @param {string} id of a panel */
  #saysElse(id) {
    return this.#words.get(id) !== this.#said.get(id);
  }

  /** Puts a panel in the place of what it said before, or where it belongs. @param {Panel} panel */
  #make(panel) {
    if (!this.look) return;
    this.#said.set(panel.id, this.#words.get(panel.id) ?? "");
    const next = panelElement(panel, this.look);
    const old = document.getElementById(panel.id);
    if (old) return replace(old, next);
    const group = document.getElementById(`group-${panel.group}`);
    const after = this.#panels.slice(this.#panels.indexOf(panel) + 1).map(({ id }) => document.getElementById(id));
    group?.insertBefore(next, after.find((other) => other?.parentElement === group) ?? null);
  }

  /** The bar, and which panels wait for their answer. */
  #showSettings() {
    const { look, settings } = this;
    if (!look) return;
    if (!look.isSaved) {
      const controls = look.page.controls(settings);
      this.bar.show(controls, look.lang);
      if (this.#isLinked) putIntoAddress(controls);
    }
    this.#markStale();
  }

  #markStale() {
    const touched = this.#touched();
    for (const panel of this.#panels) {
      const isStale = waits(panel, touched) || this.#saysElse(panel.id);
      document.getElementById(panel.id)?.classList.toggle("stale", isStale);
    }
    this.#showPreparation();
  }

  /** What each group holds, so that nobody has to scroll through all of it. */
  #listContents() {
    for (const group of this.places.panels.children) {
      const links = [...group.querySelectorAll(".panel")].map(({ id }) => ({ href: `#${id}`, textContent: document.getElementById(`${id}-title`)?.textContent ?? "" }));
      const list = /** @type {HTMLElement} */ (group.querySelector(".contents"));
      const is = JSON.stringify(links);
      if (list.dataset.is === is) continue;
      list.dataset.is = is;
      list.hidden = links.length < 2;
      list.replaceChildren(...links.map((link) => element("a", link)));
    }
  }

  /** Whether more is to come: for those who cannot see it, and those who wait for it. */
  #tellBusy() {
    this.places.panels.ariaBusy = String(this.#answering || this.#frame !== 0 || this.#later !== 0 || this.#preparation.state === "running");
  }
}

/** Whether a panel rests on a section that is to be answered. @param {Panel} panel @param {Section[]} touched */
function waits({ section, rests_on }, touched) {
  return touched.some((one) => one === section || rests_on.includes(one));
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

/** @param {string} id @param {string} title */
function groupElement(id, title) {
  const section = element("section", { className: "group", id: `group-${id}` });
  section.setAttribute("aria-labelledby", `group-${id}-title`);
  const contents = element("nav", { className: "contents", hidden: true });
  contents.setAttribute("aria-labelledby", `group-${id}-title`);
  section.append(element("h2", { id: `group-${id}-title`, textContent: title }), contents);
  return section;
}
