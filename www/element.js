// @ts-check
// <huitou-report>: a report in anybody's page. It shows results and has no drop zone, since scripts of the page around
// it could read what is dropped. Nothing is loaded until it is nearly seen, and it keeps the height that it has.

import { textAsset } from "./assets.js";
import { compiled, core } from "./engine.js";
import { paperOf, setOf } from "./dress.js";
import { elementText } from "./element-text.js";
import { drawFigures } from "./near.js";
import { element, panelElement } from "./panel.js";
import { printable } from "./print.js";
import { blocked, readReport, readTable } from "./source.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./text.js").Lang} Lang */

const FRAME = `
:host { display: block; height: 36em; }
:host([hidden]) { display: none; }
.report { height: 100%; overflow: auto; container: panels / inline-size; line-height: 1.6;
  font-family: var(--huitou-font, inherit); }
.report[data-theme] { background: var(--paper); color: var(--ink); }
.report:focus-visible { outline-offset: -2px; }
.apart { padding-inline: 1em; }
.state { padding: 1em 0; opacity: 0.75; }
@media print { :host, .report { height: auto; overflow: visible; } }
`;
// So far before it can be seen it begins to load.
const AHEAD = "600px";

// What these name is loaded anew.
const LOADED = ["report", "src", "currency", "as-of"];

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** The styles of panels, for all elements of a page. @returns {Promise<CSSStyleSheet>} */
function panelSheet() {
  return (sheet ??= textAsset("panel.css").then((css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  }));
}

// A server that renders pages can import it, and has no elements.
const Base = globalThis.HTMLElement ?? class {};

export class HuitouReport extends Base {
  static observedAttributes = ["report", "src", "currency", "as-of", "panels", "lang", "theme"];

  /** @type {ShadowRoot} */ #root;
  #box = element("div", { className: "report", part: "report", tabIndex: 0 });
  #live = element("p", { id: "live", className: "unseen" });
  /** @type {IntersectionObserver | null} */ #sight = null;
  /** @type {MutationObserver | null} */ #around = null;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {AbortController | null} of being on paper */ #printing = null;
  /** @type {AbortController | null} of what is being loaded */ #loading = null;
  /** @type {Report | null} */ #report = null;
  /** @type {import("./pkg/huitou.js").Page | null} */ #page = null;
  /** @type {string} what the page was last drawn like */ #drawn = "";
  /** @type {any} */ #error = null;
  #isNear = false;
  #restyle = () => this.#show();

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    const frame = new CSSStyleSheet();
    frame.replaceSync(FRAME);
    this.#root.adoptedStyleSheets = [frame];
    this.#box.setAttribute("role", "region");
    this.#live.setAttribute("role", "status");
    this.#root.append(this.#box, this.#live);
  }

  connectedCallback() {
    this.#show();
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#near();
      },
      { rootMargin: AHEAD },
    );
    this.#sight.observe(this);
    // The page around may change its theme or language; which way is its own affair.
    this.#around = new MutationObserver(this.#restyle);
    for (const node of [document.documentElement, document.body]) this.#around.observe(node, { attributes: true });
    this.#dark.addEventListener("change", this.#restyle);
    this.#printing = new AbortController();
    printable(this.#box, this.#printing.signal);
  }

  disconnectedCallback() {
    this.#sight?.disconnect();
    this.#around?.disconnect();
    this.#dark.removeEventListener("change", this.#restyle);
    this.#loading?.abort();
    this.#printing?.abort();
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    if (old === value || !this.isConnected) return;
    if (LOADED.includes(name)) {
      if (this.#isNear) this.#load();
    } else {
      this.#show();
    }
  }

  #near() {
    if (this.#isNear && (this.#report || this.#error)) return;
    this.#isNear = true;
    this.#sight?.disconnect();
    this.#load();
  }

  async #load() {
    const loading = new AbortController();
    this.#loading?.abort();
    this.#loading = loading;
    this.#forget();
    this.#show();
    const { signal } = loading;
    const violations = blocked(signal);
    try {
      const [report, css] = await Promise.all([this.#fetch(signal), panelSheet(), compiled()]);
      if (signal.aborted) return;
      if (!this.#root.adoptedStyleSheets.includes(css)) this.#root.adoptedStyleSheets.unshift(css);
      this.#page = new core.Page(report, this.#lang());
      this.#report = report;
      this.#show();
      const panels = this.#chosen(this.#page.panels()).map(({ id }) => id);
      this.#tell("huitou-report", { report, panels });
    } catch (error) {
      if (signal.aborted) return;
      this.#error = await violations.explained(error);
      if (signal.aborted) return;
      this.#show();
      this.#tell("huitou-error", { code: this.#error.code ?? "trouble", message: this.#words(this.#error) });
    } finally {
      violations.end();
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<Report>} */
  #fetch(signal) {
    if (this.report) return readReport(this.report, signal);
    const { src, currency, asOf } = this;
    if (src) return readTable({ src, currency, asOf }, signal, (progress) => this.#tell("huitou-progress", progress));
    return Promise.reject({ code: "nothing" });
  }

  #forget() {
    this.#page?.free();
    this.#page = this.#report = this.#error = null;
    this.#drawn = "";
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // --- showing -----------------------------------------------------------------------------------------------

  #show() {
    if (!this.isConnected) return;
    const lang = this.#lang();
    this.#box.lang = lang === "zh" ? "zh-CN" : "en";
    this.#box.setAttribute("aria-label", elementText("report", lang));
    this.#box.toggleAttribute("aria-busy", !this.#report && !this.#error);
    const page = this.#page;
    if (!page) return this.#showState(lang);
    const set = setOf(this, this.#box, core.colorNames().split(" "));
    const paper = paperOf(this, this.#box);
    const theme = this.getAttribute("theme");
    const dark = theme === "light" || theme === "dark" ? theme === "dark" : core.isDark(set.colors[0] ?? paper);
    const ownPaper = theme === "light" || theme === "dark" ? -1 : paper;
    const colors = set.colors.map((color, at) => color ?? (at === 0 ? ownPaper : -1));
    const as = JSON.stringify([lang, dark, colors, set.family, this.panels, paper]);
    if (as === this.#drawn) return;
    this.#drawn = as;
    this.#box.dataset.theme = dark ? "dark" : "light";
    if (colors[0] !== undefined && colors[0] >= 0) this.#box.style.setProperty("--paper", `#${colors[0].toString(16).padStart(6, "0")}`);
    else this.#box.style.removeProperty("--paper");
    // On a paper of its own, words do not touch its edge.
    this.#box.classList.toggle("apart", paperOf(this.#box, this.#box) !== paper);
    page.dress(Int32Array.from(colors), set.family);
    page.speak(lang);
    this.#showPanels(page, lang, dark);
  }

  /** @param {import("./pkg/huitou.js").Page} page @param {Lang} lang @param {boolean} dark */
  #showPanels(page, lang, dark) {
    const panels = page.panels();
    const chosen = this.#chosen(panels);
    const shows = (/** @type {string} */ id) => chosen.some((panel) => panel.id === id);
    const look = { page, lang, dark, extra: () => [], below: () => [], saveList: null, shows, root: this.#box };
    const open = [...this.#box.querySelectorAll("details")].map((box) => box.open);
    const scrolled = this.#box.scrollTop;
    const shown = chosen.map((panel) => panelElement(panel, look));
    if (shown.length === 0) {
      const all = panels.map((/** @type {Panel} */ panel) => panel.id).join(", ");
      shown.push(element("p", { className: "trouble", part: "trouble", textContent: elementText("noPanel", lang, all) }));
    }
    this.#box.replaceChildren(...shown);
    this.#box.querySelectorAll("details").forEach((box, at) => (box.open = open[at] ?? false));
    this.#box.scrollTop = scrolled;
    drawFigures(this.#box);
  }

  /** The panels that are asked for, in that order; without a wish all. @param {Panel[]} panels @returns {Panel[]} */
  #chosen(panels) {
    const wanted = this.panels.split(/[\s,]+/).filter(Boolean);
    if (wanted.length === 0) return panels;
    return wanted.flatMap((id) => panels.filter((panel) => panel.id === id));
  }

  /** What is shown where there is no report: with what its host page has written inside. @param {Lang} lang */
  #showState(lang) {
    const line = this.#error
      ? element("p", { className: "trouble", part: "trouble", textContent: this.#words(this.#error) })
      : element("p", { className: "state", part: "state", textContent: elementText("loading", lang) });
    if (this.#error) line.setAttribute("role", "alert");
    this.#box.replaceChildren(line, element("slot", {}));
  }

  /** @param {any} error @returns {string} */
  #words(error) {
    const lang = this.#lang();
    if (error.word) return elementText(error.word, lang, error.about);
    if (error.question) return elementText("asks", lang, core.asked(error.question, lang).title);
    if (error.trouble) return core.sentence(error, error.files ?? [], lang);
    return elementText(error.code === "nothing" ? "nothing" : "broken", lang);
  }

  // --- attributes --------------------------------------------------------------------------------------------

  /** The language that is set here, else that of the text around, else the visitor's. @returns {Lang} */
  #lang() {
    const near = /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang;
    const lang = near || document.documentElement.lang || navigator.language;
    return lang.toLowerCase().startsWith("zh") ? "zh" : "en";
  }

  get report() {
    return this.getAttribute("report") ?? "";
  }
  set report(url) {
    this.setAttribute("report", url);
  }

  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(url) {
    this.setAttribute("src", url);
  }

  get currency() {
    return this.getAttribute("currency") ?? "";
  }
  set currency(code) {
    this.setAttribute("currency", code);
  }

  get asOf() {
    return this.getAttribute("as-of") ?? "";
  }
  set asOf(day) {
    this.setAttribute("as-of", day);
  }

  get panels() {
    return this.getAttribute("panels") ?? "";
  }
  set panels(ids) {
    this.setAttribute("panels", ids);
  }

  get theme() {
    return this.getAttribute("theme") ?? "auto";
  }
  set theme(theme) {
    this.setAttribute("theme", theme);
  }
}
