// @ts-check
// The page: shell, drop, questions, settings. One state, one way to show it.

import { audienceForm, bytesOf, partList, usualWish } from "./audience.js";
import { description } from "./description.js";
import { Engine, core } from "./engine.js";
import { countFiles, dropped } from "./folders.js";
import { forget, partMapping, readMapping, recalled, remembersAny } from "./mapping-file.js";
import { openMapping } from "./mapping.js";
import { announce, button, element, save } from "./panel.js";
import { printable } from "./print.js";
import { ReportView } from "./report.js";
import { otherRules } from "./rules.js";
import { partReport, readSaved } from "./saved-report.js";
import { POLICY, isSealed, watchRequests } from "./seal.js";
import { exportLines, fill, text } from "./text.js";
import { zone } from "./zone.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Question} Question */
/** @typedef {import("./types/huitou").Panel} Panel */
/** @typedef {import("./text.js").Lang} Lang */

// What is left out is left open.
const NO_CHOICES = /** @type {import("./types/huitou").Choices} */ ({});

const state = {
  /** @type {Lang} */ lang: firstLanguage(),
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  /** @type {File[]} */ files: [],
  /** @type {File | null} of customers that a campaign was for */ list: null,
  /** @type {import("./types/huitou").Choices} */ choices: NO_CHOICES,
  isRecalled: false,
  /** @type {Question | null} */ question: null,
  /** @type {Report | null} */ report: null,
  isSaved: false,
  /** @type {any} */ error: null,
  /** @type {AbortController | null} */ reading: null,
  requests: 0,
};

/** @type {Promise<Engine>} */
const loading = Engine.load();

const mappingBox = /** @type {HTMLDialogElement} */ (document.getElementById("mapping"));

/** @template {HTMLElement} T @param {string} id @returns {T} */
function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

const places = { panels: byId("panels"), groups: byId("groups"), settings: byId("settings"), chips: byId("chips") };
const view = new ReportView(
  places,
  {
    analyse: async (settings, sections) => (await loading).analyse(settings, sections),
    prepare: async (settings, signal) => (await loading).prepare(settings, signal),
  },
  (error) => {
    state.error = error;
    show();
  },
);

/** @returns {Lang} */
function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  return asked.startsWith("zh") ? "zh" : "en";
}

// --- reading -------------------------------------------------------------------------------------------------

/** Reads files from the beginning; a saved mapping among them, or after them, says how, and a list of customers is held against them. A saved report is shown. @param {File[]} given */
async function take(given) {
  if (given.length === 0) return;
  mappingBox.close();
  const { files: unmapped, mapping } = await partMapping(given);
  const { files: others, report } = await partReport(unmapped);
  try {
    if (report && given.length > 1) throw { code: "reportAlone" };
    if (report) return await takeReport(report);
    const engine = await loading;
    const choices = mapping ? await readMapping(mapping) : NO_CHOICES;
    const { files, list } = await partList(others);
    if (list && files.length === 0 && !mapping && state.report && !state.isSaved) return await takeList(engine, list);
    if (files.length > 0 || list) state.list = list;
    if (files.length > 0) state.files = files;
    if (state.files.length === 0) throw { code: list ? "listAlone" : "mappingAlone" };
    Object.assign(state, { choices, isRecalled: false });
    if (!mapping && remembersAny()) await recall(engine);
  } catch (error) {
    // What was read before stays.
    state.error = error;
    return show();
  }
  read();
}

/** Holds a list of customers against the orders that were read. @param {Engine} engine @param {File} list */
async function takeList(engine, list) {
  state.list = list;
  await engine.campaign(await bytesOf(list));
  view.take(await engine.analyse(view.settings, ["campaign"]));
  document.getElementById("campaign_effect")?.scrollIntoView();
}

/** Shows a saved report; what was read before goes. @param {File} file */
async function takeReport(file) {
  const engine = await loading;
  const report = await readSaved(file, state.lang);
  engine.reset();
  state.reading?.abort();
  Object.assign(state, { files: [], list: null, choices: NO_CHOICES, question: null, error: null, reading: null, report, isSaved: true });
  show();
  byId("main").focus();
  announce(byId("saved").textContent ?? "");
}

/** Says why nothing is read; what was read before is gone. @param {any} error */
function fail(error) {
  state.reading?.abort();
  Object.assign(state, { question: null, report: null, error, reading: null });
  show();
}

/** Takes over what this browser keeps for files like these. @param {Engine} engine */
async function recall(engine) {
  const choices = recalled(await engine.peek(state.files));
  if (choices) Object.assign(state, { choices, isRecalled: true });
}

/** Opens the dialog about the columns. */
async function changeColumns() {
  const engine = await loading;
  const { files, choices, lang } = state;
  const apply = (/** @type {typeof choices} */ next) => {
    Object.assign(state, { choices: next, isRecalled: false });
    read();
  };
  openMapping(mappingBox, { engine, files, choices, lang, words: troubleWords, apply });
}

/** Reads the files under the choices made so far, then asks or shows. */
async function read() {
  const controller = new AbortController();
  state.reading?.abort();
  Object.assign(state, { question: null, report: null, isSaved: false, error: null, reading: controller });
  show();
  try {
    countFiles(state.files);
    const engine = await loading;
    progress(text("preparing", state.lang), 0);
    const total = state.files.reduce((sum, file) => sum + file.size, 0);
    const pace = new core.Pace();
    const words = (/** @type {import("./types/huitou").Progress} */ at) => pace.words(at, total, performance.now() / 1000, state.lang);
    words({ bytes: 0, rows: 0 });
    const [question] = await engine.open(state.files, state.choices, {
      signal: controller.signal,
      onProgress: (at) => progress(words(at), total > 0 ? at.bytes / total : 0),
    });
    if (question) state.question = question;
    else await compute(engine, controller.signal, state.list);
  } catch (error) {
    if (state.reading !== controller) return;
    state.error = error;
  }
  if (state.reading !== controller) return;
  state.reading = null;
  show();
  // Whoever cannot see the page change is told, and stands where it goes on.
  if (state.error) byId("trouble").scrollIntoView({ block: "nearest" });
  if (state.question) document.getElementById("question-title")?.focus();
  if (state.report) byId("main").focus();
  if (state.report) announce(document.querySelector(".finding")?.textContent ?? "");
}

/** @param {Engine} engine @param {AbortSignal} signal @param {File | null} list */
async function compute(engine, signal, list) {
  if (list) await engine.campaign(await bytesOf(list));
  progress(text("computing", state.lang), 1);
  // The rest is asked for when this much is shown.
  state.report = await engine.analyse(/** @type {any} */ ({}), ["overview"], signal);
}

// --- showing -------------------------------------------------------------------------------------------------

function show() {
  const { lang, report, isSaved, question, error, reading } = state;
  fill(lang);
  byId("language").textContent = text("otherLanguage", lang);
  byId("language").lang = lang === "zh" ? "en" : "zh-CN";
  document.title = lang === "zh" ? "回头客" : "Huitou";
  byId("theme").textContent = text(state.dark ? "themeLight" : "themeDark", lang);
  document.documentElement.dataset.theme = state.dark ? "dark" : "light";
  byId("another").hidden = !report && !question;
  byId("start").hidden = Boolean(report || question || reading);
  byId("reading").hidden = !reading;
  byId("question").hidden = !question;
  byId("report").hidden = !report;
  byId("trouble").hidden = !error;
  byId("trouble").textContent = error ? troubleWords(error) : "";
  byId("trouble-acts").replaceChildren(...(error?.trouble && state.files.length > 0 ? troubleActs(error) : []));
  byId("trouble-acts").hidden = byId("trouble-acts").childElementCount === 0;
  byId("remembers").hidden = !remembersAny();
  showStart();
  byId("question").replaceChildren(...(question ? questionElements(question) : []));
  if (!report) view.leave();
  if (report) view.show(report, { lang, dark: state.dark, isSaved, extra: extraSaves, below: belowNotes, saveList, shows: () => true, root: null });
  byId("bar").hidden = byId("link-acts").hidden = isSaved;
  byId("saved").hidden = !isSaved;
  byId("saved").textContent = (isSaved && view.look?.page.savedWords()) || "";
}

/** @param {any} error @returns {string} */
function troubleWords(error) {
  const own = /** @type {Record<string, import("./text.js").Word>} */ ({
    aborted: "cancelled",
    trapped: "trapped",
    noUnpack: "noUnpack",
    mappingAlone: "mappingAlone",
    reportAlone: "reportAlone",
    listAlone: "listAlone",
  })[error?.code];
  if (own) return text(own, state.lang);
  if (error?.trouble) return core.sentence(error, error.files ?? state.files.map((file) => file.name), state.lang);
  return text("noCore", state.lang);
}

/** What can be done about it here. @param {any} error */
function troubleActs(error) {
  const describe = async () => (await (await loading).trial(state.files, state.choices)).diagnostic;
  const look = button(text("lookColumns", state.lang), changeColumns);
  return [...(core.isAboutColumns(error) ? [look] : []), description(state.lang, describe)];
}

function showStart() {
  const { lang } = state;
  const list = element("ul", {});
  list.append(...exportLines(lang).map((line) => element("li", { textContent: line })));
  byId("exports-body").replaceChildren(list);
  const sealed = isSealed();
  byId("proof-body").replaceChildren(
    element("p", { textContent: text(sealed ? "proofSealed" : "proofOpen", lang) }),
    ...(sealed ? [element("pre", { textContent: POLICY.replaceAll("; ", ";\n") })] : []),
    element("p", { className: "figures", textContent: text("proofRequests", lang) + state.requests }),
    element("p", { textContent: text("proofTry", lang) }),
  );
}

/** @param {string} words @param {number} share */
function progress(words, share) {
  byId("reading-words").textContent = words;
  /** @type {HTMLProgressElement} */ (byId("read-bar")).value = share;
}

/** @param {Question} question */
function questionElements(question) {
  const asked = core.asked(question, state.lang);
  const answers = element("div", { className: "answers" });
  for (const answer of asked.answers) {
    const one = button("", () => {
      const value = asked.choice === "zone" ? zone(answer.value) : answer.value;
      state.choices = { ...state.choices, [asked.choice]: value };
      read();
    });
    one.append(
      element("strong", { textContent: answer.label }),
      element("span", { textContent: answer.effect }),
    );
    answers.append(one);
  }
  return [
    element("h1", { id: "question-title", textContent: asked.title, tabIndex: -1 }),
    element("p", { textContent: asked.why }),
    answers,
    button(text("elseWrong", state.lang), changeColumns),
  ];
}

/** The lists of customers of a panel; the ledger's panel also saves the rows that were set aside. @param {Panel} panel */
function extraSaves(panel) {
  // Both need the orders.
  if (state.isSaved) return [];
  const form = panel.lists.length > 0 && view.look?.page.listForm(view.settings);
  if (form) return audienceForm(panel, form, state.lang, listed);
  if (panel.id !== "ledger" || !state.report?.provenance?.set_aside.length) return [];
  const act = async () => save("set_aside.csv", "text/csv", await (await loading).setAside(state.lang));
  return [button(text("saveAside", state.lang), act)];
}

/** The customers of a list under what is set now, as CSV and in words, and its file's name. @type {import("./audience.js").Make} */
async function listed(list, wish) {
  const { keys, offsets, recencyDays, orders, amounts, dueDays, outlooks } = await (await loading).audience(view.settings, list, wish);
  const made = view.look?.page.listCsv(list, wish, keys, offsets, recencyDays, orders, amounts, dueDays, outlooks) ?? [];
  return [made[0] ?? "", made[1] ?? "", made[2] ?? ""];
}

/** Saves a list as it is made where nobody says otherwise. @param {string} list */
async function saveList(list) {
  const form = view.look?.page.listForm(view.settings);
  if (!form) return;
  const [csv, words, name] = await listed(list, usualWish(form));
  save(name, "text/csv", csv);
  announce(words);
}

/** The ledger's panel leads to the columns. @param {Panel} panel */
function belowNotes(panel) {
  if (panel.id !== "ledger" || state.isSaved) return [];
  const acts = element("p", { className: "acts" });
  if (state.isRecalled) acts.append(element("span", { textContent: text("recalled", state.lang) }));
  acts.append(button(text("notRight", state.lang), changeColumns));
  const { files, choices, lang } = state;
  const page = () => /** @type {import("./pkg/huitou.js").Page} */ (view.look?.page);
  const settings = () => view.settings;
  return [acts, ...otherRules({ engine: loading, files, choices, lang, page, settings, words: troubleWords })];
}

// --- the visitor's hands -------------------------------------------------------------------------------------

byId("files").addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  take([...(input.files ?? [])]);
  input.value = "";
});

byId("sample").addEventListener("click", async () => {
  await loading.catch(() => {});
  const name = state.lang === "zh" ? "示例店铺.csv" : "sample-shop.csv";
  const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (core.sample(state.lang));
  take([new File([bytes], name, { type: "text/csv" })]);
});

byId("cancel").addEventListener("click", () => state.reading?.abort());

byId("another").addEventListener("click", async () => {
  (await loading).reset();
  Object.assign(state, { files: [], list: null, choices: NO_CHOICES, question: null, report: null, isSaved: false, error: null });
  show();
  scrollTo(0, 0);
  byId("main").focus();
});

byId("language").addEventListener("click", () => {
  state.lang = state.lang === "zh" ? "en" : "zh";
  show();
});

byId("forget").addEventListener("click", () => {
  forget();
  byId("remembers").hidden = true;
});

byId("forget-all").addEventListener("click", async () => {
  const hadData = state.files.length > 0 || state.list !== null || state.isSaved;
  const hadMappings = forget() > 0;
  const hadFragment = location.hash !== "";
  state.reading?.abort();
  (await loading.catch(() => null))?.reset();
  Object.assign(state, { files: [], list: null, choices: NO_CHOICES, isRecalled: false, question: null, report: null, isSaved: false, error: null, reading: null });
  view.forget();
  byId("link-hint").textContent = "";
  announce("");
  mappingBox.close();
  mappingBox.replaceChildren();
  if (hadFragment) history.replaceState(null, "", location.pathname + location.search);
  show();
  /** @type {import("./text.js").Word[]} */
  const said = [hadData ? "forgotData" : "forgotNoData", hadMappings ? "forgotMappings" : "forgotNoMappings"];
  if (hadFragment) said.push("forgotAddress");
  byId("forgotten").textContent = said.map((word) => text(word, state.lang)).join(state.lang === "zh" ? "" : " ");
});

byId("theme").addEventListener("click", () => {
  state.dark = !state.dark;
  show();
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  if (view.paper < 0) state.dark = event.matches;
  show();
});

byId("save-report").addEventListener("click", async () => {
  await view.settled();
  const shared = view.look?.page.shared();
  if (shared) save("huitou-report.json", "application/json", JSON.stringify(shared));
  else byId("save-report-hint").textContent = text("saveReportFew", state.lang);
});

byId("link").addEventListener("click", () => {
  view.link();
  byId("link-hint").textContent = text("linked", state.lang);
});

byId("settings").addEventListener("submit", (event) => event.preventDefault());

printable(places.panels);

// The whole window is the target; the overlay says so while something is dragged over it.
addEventListener("dragover", (event) => {
  event.preventDefault();
  byId("overlay").hidden = false;
});
byId("overlay").addEventListener("dragleave", () => (byId("overlay").hidden = true));
addEventListener("drop", (event) => {
  event.preventDefault();
  byId("overlay").hidden = true;
  if (event.dataTransfer) dropped(event.dataTransfer).then(take, fail);
});

/** What a page around this one is like: its language, and the colour `0xRRGGBB` that this one lies on. @param {{ lang?: unknown, paper?: unknown }} around */
export function follow({ lang, paper }) {
  if (lang === "zh" || lang === "en") state.lang = lang;
  if (Number.isInteger(paper)) {
    const rgb = (view.paper = Number(paper) & 0xffffff);
    document.documentElement.style.setProperty("--huitou-paper", `#${rgb.toString(16).padStart(6, "0")}`);
    loading.then(() => {
      state.dark = core.isDark(rgb);
      show();
    }, () => {});
  }
  show();
}

watchRequests((count) => {
  state.requests = count;
  showStart();
});
show();
loading.then(
  () => {
    document.documentElement.dataset.ready = "true";
    show();
    announce("");
  },
  (error) => {
    state.error = error ?? {};
    show();
  },
);
