// @ts-check
// One panel as DOM. It shows what the core has written and drawn, and branches on no analysis.

import { drawNear } from "./near.js";
import { picture } from "./print.js";
import { rove, sort } from "./sort.js";
import { text } from "./text.js";

/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./types/huitou").Caption} Caption */
/** @typedef {import("./types/huitou").Chapter} Chapter */
/** @typedef {import("./types/huitou").Table} Table */
/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./pkg/huitou.js").Page} Page the report in the core */
/** @typedef {import("./pkg/huitou.js").Drawing} Drawing */
/** @typedef {{ page: Page, lang: Lang, dark: boolean, isSaved?: boolean, extra: (panel: Panel) => HTMLElement[], below: (panel: Panel) => HTMLElement[], saveList: ((group: string) => void) | null, shows: (id: string) => boolean, root: Element | null }} Look extra saves, what stands below the notes, how a list of customers is saved where it can be, which panels there are to lead to, and what scrolls them (null: the page) */
/** @typedef {[panel: string, figure: number]} Place of a figure: its panel's id, and its position there */

// Saved pictures are for reports and articles: light, whatever the page is.
const SAVED_WIDTH = 960;
const SAVED_RATIO = 2;
// What a sheet of A4 or Letter has between its margins.
const PRINTED_WIDTH = 680;

const KEYS = /** @type {Record<string, string>} */ ({
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
});

/** The panel as an element. @param {Panel} panel @param {Look} look */
export function panelElement(panel, look) {
  const section = element("article", { className: panel.has_nothing ? "panel nothing" : "panel", part: "panel", id: panel.id });
  section.setAttribute("aria-labelledby", `${panel.id}-title`);
  // What is found in the first line, what can be done about it in the others.
  const [finding, ...advice] = panel.finding.split("\n");
  section.append(
    element("h3", { id: `${panel.id}-title`, part: "title", textContent: panel.title }),
    element("p", { className: "finding", part: "finding", textContent: finding ?? "" }),
    ...advice.map((words) => element("p", { className: "advice", part: "advice", textContent: words })),
  );
  section.append(...panel.story.map((chapter) => chapterElement(chapter, look)));
  if (panel.headlines.length > 0) section.append(headlines(panel));
  panel.figures.forEach((caption, i) => section.append(figureElement(caption, [panel.id, i], look)));
  if (panel.table && panel.figures.length === 0) section.append(tableElement(panel.table));
  if (panel.notes.length > 0) {
    const notes = element("ul", { className: "notes", part: "notes" });
    notes.append(...panel.notes.map((note) => element("li", { textContent: note })));
    section.append(notes);
  }
  section.append(...look.below(panel));
  const more = element("div", { className: "more", part: "more" });
  more.append(...closed(panel, look));
  section.append(more);
  return section;
}

/** Sentences, each with a link to its panel, and a list of customers where it is about one. @param {Chapter} chapter @param {Look} look */
function chapterElement({ title, sentences }, look) {
  const box = element("div", { className: "chapter", part: "chapter" });
  if (title) box.append(element("h4", { textContent: title }));
  const list = element("ol", {});
  for (const { words, detail, panel, panel_title, list: group } of sentences) {
    const item = element("li", {});
    const line = element("p", { textContent: `${words} ` });
    if (look.shows(panel)) line.append(linkTo(panel, panel_title));
    item.append(line);
    if (detail) item.append(element("p", { className: "detail", textContent: detail }));
    const { saveList } = look;
    if (group && saveList) {
      const one = button(text("saveList", look.lang), () => saveList(group.value));
      one.ariaLabel = `${text("saveList", look.lang)}: ${group.label}`;
      item.append(one);
    }
    list.append(item);
  }
  box.append(list);
  return box;
}

/** Leads to a panel in the page, or in the element that it is in. @param {string} id @param {string} title */
function linkTo(id, title) {
  const link = element("a", { href: `#${id}`, textContent: title });
  link.addEventListener("click", (event) => {
    const root = link.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    event.preventDefault();
    root.getElementById(id)?.scrollIntoView();
  });
  return link;
}

/** @param {Panel} panel */
function headlines(panel) {
  const list = element("dl", { className: "headlines", part: "headlines" });
  for (const { value, label, detail } of panel.headlines) {
    const group = element("div", {});
    group.append(
      element("dt", { textContent: label }),
      element("dd", { className: "value", textContent: value }),
      element("dd", { className: "detail", textContent: detail }),
    );
    list.append(group);
  }
  return list;
}

/** The parts that open on demand. @param {Panel} panel @param {Look} look */
function closed(panel, look) {
  const parts = [];
  if (panel.how.length > 0) {
    const how = panel.how.map((p) => element("p", { textContent: p }));
    parts.push(details(text("how", look.lang), panel.words.length > 0 ? [...how, words(panel)] : how));
  }
  if (panel.table && panel.figures.length > 0) {
    parts.push(details(text("table", look.lang), [tableElement(panel.table)]));
  }
  const saves = [...saveButtons(panel, look), ...look.extra(panel)];
  if (saves.length > 0) parts.push(details(text("save", look.lang), saves, "saves"));
  return parts;
}

/** What the words in it mean. @param {Panel} panel */
function words(panel) {
  const list = element("dl", { className: "words" });
  for (const { word, meaning } of panel.words) {
    list.append(element("dt", { textContent: word }), element("dd", { textContent: meaning }));
  }
  return list;
}

/** @param {string} title @param {HTMLElement[]} content @param {string} [className] */
function details(title, content, className = "") {
  const box = element("details", { className });
  box.append(element("summary", { textContent: title }), ...content);
  return box;
}

/** @param {Table} table */
export function tableElement(table) {
  const box = element("div", { className: "table-box", part: "table", tabIndex: 0 });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", table.caption);
  const grid = element("table", {});
  grid.append(element("caption", { className: "unseen", textContent: table.caption }));
  const head = grid.createTHead().insertRow();
  const rows = /** @type {HTMLTableRowElement[]} */ ([]);
  for (const { title, numeric } of table.columns) {
    const cell = element("th", { scope: "col", className: numeric ? "number" : "" });
    cell.append(numeric ? button(title, () => sort(rows, table, cell)) : title);
    head.append(cell);
  }
  rove(head);
  const body = grid.createTBody();
  for (const cells of table.rows) {
    const row = body.insertRow();
    rows.push(row);
    cells.forEach((cell, i) => {
      const one = i === 0 ? element("th", { scope: "row" }) : element("td", {});
      one.textContent = cell.text;
      one.className = `${table.columns[i]?.numeric ? "number" : ""} ${cell.unfinished ? "unfinished" : ""}`.trim();
      row.append(one);
    });
  }
  box.append(grid);
  return box;
}

/** @param {Caption} caption @param {Place} place @param {Look} look */
function figureElement(caption, place, look) {
  const box = element("figure", { className: "figure", part: "figure" });
  const plot = element("div", { className: "plot" });
  const canvas = element("canvas", { tabIndex: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${caption.title}. ${caption.description} ${text("keys", look.lang)}`);
  const mark = element("div", { className: "mark", hidden: true });
  const tip = element("div", { className: "tip", part: "tip", hidden: true });
  plot.append(canvas, mark, tip);
  box.append(element("figcaption", { textContent: caption.title }), plot);
  new Plot(place, look, plot, canvas, mark, tip);
  return box;
}

/** A drawn figure that answers to pointer, tap and arrow keys with the same points. */
class Plot {
  /** @type {Drawing | null} */ #drawing = null;
  #isDrawn = false;
  #current = -1;
  #width = 0;

  /**
   * @param {Place} place @param {Look} look @param {HTMLElement} plot
   * @param {HTMLCanvasElement} canvas @param {HTMLElement} mark @param {HTMLElement} tip
   */
  constructor(place, look, plot, canvas, mark, tip) {
    this.place = place;
    this.look = look;
    this.root = look.root;
    this.plot = plot;
    this.canvas = canvas;
    this.mark = mark;
    this.tip = tip;
    drawNear(this);
    canvas.addEventListener("pointermove", (event) => this.#point(event));
    canvas.addEventListener("pointerdown", (event) => this.#point(event));
    // A finger leaves as soon as it is lifted: what it tapped stays.
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.#show(-1));
    plot.addEventListener("print", () => plot.append(picture(look.page.svg(...place, PRINTED_WIDTH, false))));
    canvas.addEventListener("blur", () => this.#show(-1));
    canvas.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Makes room for it. @param {number} width */
  reserve(width) {
    this.#width = width;
    this.#isDrawn = false;
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${this.look.page.height(...this.place, width)}px` });
  }

  /** Draws it, where it is not. */
  draw() {
    // What is out of the page may be of a report that is gone.
    if (this.#isDrawn || this.#width === 0 || !this.plot.isConnected) return;
    this.#isDrawn = true;
    this.#drawing?.free();
    const { page, dark } = this.look;
    this.#drawing = page.draw(...this.place, this.canvas, this.#width, devicePixelRatio, dark);
    this.#show(-1);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    this.#show(this.#drawing?.at(event.offsetX, event.offsetY) ?? -1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") return this.#show(-1);
    const direction = KEYS[event.key];
    // Keys can be quicker than the view.
    this.draw();
    if (!direction || !this.#drawing) return;
    event.preventDefault();
    this.#show(this.#drawing.step(this.#current, direction));
    announce(this.tip.textContent ?? "", this.plot);
  }

  /** @param {number} index */
  #show(index) {
    this.#current = index;
    this.mark.hidden = this.tip.hidden = index < 0;
    if (index < 0 || !this.#drawing) return;
    const [x, y, width, height] = this.#drawing.rect(index);
    lay(this.mark, x, y, width, height);
    this.tip.textContent = this.#drawing.tip(index);
    const left = Math.min(Math.max(0, x + width / 2 - this.tip.offsetWidth / 2), this.plot.clientWidth - this.tip.offsetWidth);
    const above = y - this.tip.offsetHeight - 8;
    this.tip.style.left = `${Math.max(0, left)}px`;
    this.tip.style.top = `${above >= 0 ? above : y + height + 8}px`;
  }
}

/** @param {HTMLElement} box @param {number} x @param {number} y @param {number} width @param {number} height */
function lay(box, x, y, width, height) {
  Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

/** @param {Panel} panel @param {Look} look */
function saveButtons(panel, look) {
  const buttons = [];
  const { page, lang } = look;
  if (panel.table) {
    buttons.push(button(text("saveCsv", lang), () => save(`${panel.id}.csv`, "text/csv", page.csv(panel.id))));
  }
  panel.figures.forEach((_, i) => {
    const name = panel.figures.length > 1 ? `${panel.id}_${i + 1}` : panel.id;
    const number = panel.figures.length > 1 ? ` ${i + 1}` : "";
    const svg = () => save(`${name}.svg`, "image/svg+xml", page.svg(panel.id, i, SAVED_WIDTH, false));
    buttons.push(
      button(text("saveSvg", lang) + number, svg),
      button(text("savePng", lang) + number, () => savePng(`${name}.png`, [panel.id, i], look)),
    );
  });
  return buttons;
}

/** @param {string} name @param {Place} place @param {Look} look */
function savePng(name, place, { page }) {
  const canvas = document.createElement("canvas");
  page.drawCaptioned(...place, canvas, SAVED_WIDTH, SAVED_RATIO, false).free();
  // Not toBlob: it waits until the browser is idle, and the download would come long after its click.
  const [, base64 = ""] = canvas.toDataURL("image/png").split(",");
  save(name, "image/png", Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

/** Saves through the browser's own download. @param {string} name @param {string} type @param {BlobPart} content */
export function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Reads a text out to those who listen. @param {string} words @param {Node} [near] what it is about, where it may be in an element of its own */
export function announce(words, near = document) {
  const live = /** @type {Document | ShadowRoot} */ (near.getRootNode()).getElementById("live");
  if (live) live.textContent = words;
}

/** @param {string} label @param {() => void} act */
export function button(label, act) {
  const one = element("button", { type: "button", textContent: label });
  one.addEventListener("click", act);
  return one;
}

/**
 * An element with properties: text only, never markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Partial<Omit<HTMLElementTagNameMap[T], "part">> & { part?: string }} properties @returns {HTMLElementTagNameMap[T]}
 */
export function element(name, properties) {
  return /** @type {HTMLElementTagNameMap[T]} */ (Object.assign(document.createElement(name), properties));
}
