// @ts-check
// Where an element's report comes from, and in words of its host page what stops it.

import { Engine, core } from "./engine.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./element-text.js").ElementWord} ElementWord */
/** @typedef {{ bytes: number, total: number, rows: number }} Progress of a table that is being read */

// A violation of the page's policy is told after what it stopped has failed.
const TOLD_AFTER_MS = 60;
const OPENED = /** @type {import("./types/huitou").Settings} */ ({});

/** A saved report. @param {string} url @param {AbortSignal} signal @returns {Promise<Report>} */
export async function readReport(url, signal) {
  const response = await fetched(url, signal);
  return response.json().catch(() => {
    throw told("noReport", url);
  });
}

/** The report on a CSV that is published. @param {{ src: string, currency: string, asOf: string }} of what the host has set, or nothing @param {AbortSignal} signal @param {(progress: Progress) => void} tell @returns {Promise<Report>} */
export async function readTable({ src: url, currency, asOf }, signal, tell) {
  if (currency && !/^[a-z]{3}$/i.test(currency)) throw told("noCurrency", currency);
  const arriving = fetched(url, signal);
  arriving.catch(() => {}); // told below
  const engine = await Engine.beside();
  try {
    const response = await arriving;
    const name = new URL(url, document.baseURI).pathname.split("/").pop() || url;
    const file = new File([await response.blob()], name);
    const onProgress = (/** @type {import("./types/huitou").Progress} */ at) => tell({ ...at, total: file.size });
    const choices = /** @type {any} */ (currency ? { currency: currency.toUpperCase() } : {});
    const [question] = await engine.open([file], choices, { signal, onProgress });
    if (question) throw { code: "question", question };
    return await engine.analyse(asOf ? await settingsAsOf(engine, asOf, signal) : OPENED, [], signal);
  } catch (error) {
    throw /** @type {any} */ (error)?.code === "noUnpack" ? told("container", url) : error;
  } finally {
    // The report is all that is needed: what was read goes.
    engine.close();
  }
}

/** What is set where the window ends on a day. @param {Engine} engine @param {string} day @param {AbortSignal} signal */
async function settingsAsOf(engine, day, signal) {
  const page = new core.Page(await engine.analyse(OPENED, ["overview"], signal), "en");
  const settings = page.changed(OPENED, "as_of", day);
  page.free();
  if (!settings) throw told("noAsOf", day);
  return settings;
}

/** @param {string} url @param {AbortSignal} signal */
async function fetched(url, signal) {
  const response = await fetch(url, { signal, credentials: "omit" }).catch(() => {
    throw told("unreachable", url);
  });
  if (!response.ok) throw told("status", `${url} (${response.status})`);
  return response;
}

/** An error with its words. @param {ElementWord} word @param {string} about */
function told(word, about) {
  return { code: word, word, about };
}

/** Watches what the page's policy forbids. @param {AbortSignal} signal */
export function blocked(signal) {
  /** @type {SecurityPolicyViolationEvent[]} */
  const violations = [];
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => violations.push(event);
  document.addEventListener("securitypolicyviolation", note, { signal });
  return {
    end: () => document.removeEventListener("securitypolicyviolation", note),
    /** The error, or what the policy has to do with it. @param {any} error */
    explained: async (error) => {
      await new Promise((resolve) => setTimeout(resolve, TOLD_AFTER_MS));
      return forbidden(violations) ?? plain(error);
    },
  };
}

/** @param {SecurityPolicyViolationEvent[]} violations */
function forbidden(violations) {
  const of = (/** @type {string} */ directive) => violations.find((one) => one.effectiveDirective.startsWith(directive));
  const connect = of("connect-src");
  if (connect) return told("connect", new URL(connect.blockedURI, document.baseURI).origin);
  if (of("worker-src")) return told("worker", "");
  const script = of("script-src");
  // Where a page names no worker-src, its script-src holds for workers.
  if (script) return script.blockedURI.startsWith("blob") ? told("worker", "") : told("wasm", "");
  return null;
}

/** @param {any} error */
function plain(error) {
  if (error instanceof WebAssembly.CompileError) return told("wasm", "");
  if (error?.code === "noWorker") return told("worker", "");
  // A trap of the core is nobody's policy.
  if (error instanceof WebAssembly.RuntimeError) return { code: "trapped" };
  // A part of the core did not arrive.
  return error instanceof Error ? told("unreachable", error.message) : error;
}
