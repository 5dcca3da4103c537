// @ts-check
// Promises over the core and its worker; the only importer of the wasm package.
//
// The order matters for the seal: everything is asked for, then the page is sealed, then a worker is started (from
// a blob, so that it inherits the seal), and only then a file is read. The reader of spreadsheets and archives is as
// large as the core and may still be on its way then: the seal forbids requests, and that one was made before it.
// A CSV does not wait for it; a spreadsheet does.

import { initSync } from "./pkg/huitou.js";
import { seal } from "./seal.js";
import { localZone } from "./zone.js";

export * as core from "./pkg/huitou.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {import("./types/huitou").Progress} Progress */
/** @typedef {import("./types/huitou").Question} Question */
/** @typedef {import("./types/huitou").FilePreview} FilePreview */
/**
 * What came of the beginning of files.
 * @typedef {object} Trial
 * @property {FilePreview[]} previews
 * @property {Question[]} questions
 * @property {Report | null} report with its overview alone; null where an error says why
 * @property {import("./types/huitou").Error | null} error
 * @property {boolean} isCut whether there is more in the files
 * @property {string} diagnostic the files described without a value
 */
/** @typedef {{ keys: string, offsets: Uint32Array<ArrayBuffer>, recencyDays: Int32Array<ArrayBuffer>, orders: Uint32Array<ArrayBuffer>, amounts: Float64Array<ArrayBuffer>, dueDays: Int32Array<ArrayBuffer> }} Audience the n-th customer's key is `keys.slice(offsets[n], offsets[n + 1])`, the amount in minor units */
/** @typedef {{ resolve: (value: any) => void, reject: (reason: any) => void, onProgress: ((progress: Progress) => void) | undefined }} Waiting */

export class Engine {
  /** @type {WebAssembly.Module} */ #module;
  /** @type {Promise<WebAssembly.Module | null>} null where it did not arrive */ #unpack;
  /** @type {string} */ #workerUrl;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #lastId = 0;

  /** @param {WebAssembly.Module} module @param {Promise<WebAssembly.Module | null>} unpack @param {string} source */
  constructor(module, unpack, source) {
    this.#module = module;
    this.#unpack = unpack;
    this.#workerUrl = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#start(true);
  }

  /** Asks for everything, seals the page and starts the worker. @returns {Promise<Engine>} */
  static async load() {
    const wasm = fetch(new URL("./pkg/huitou_bg.wasm", import.meta.url));
    const sources = ["./pkg/huitou.js", "./pkg-unpack/unpack.js", "./unfold.js", "./worker.js"].map(source);
    const module = await WebAssembly.compileStreaming(wasm);
    const [glue, unpacker, unfold, worker] = await Promise.all(sources);
    initSync({ module });
    // The last request, made when the core is here so that it takes nothing from it.
    const rest = fetch(new URL("./pkg-unpack/unpack_bg.wasm", import.meta.url));
    const unpack = WebAssembly.compileStreaming(rest).catch(() => null);
    seal();
    // In a function, so that each container gets an instance of its own and leaves no memory behind.
    return new Engine(module, unpack, `${glue}\nfunction unpacker() {\n${unpacker}\nreturn wasm_bindgen;\n}\n${unfold}\n${worker}`);
  }

  /**
   * Reads files. @param {File[]} files @param {Choices} choices
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
   * @returns {Promise<Question[]>} what is unsure; empty when the orders are ready
   */
  open(files, choices, { signal, onProgress } = {}) {
    return this.#call("open", [files, here(choices)], signal, onProgress);
  }

  /** Computes sections of the report; an empty list means all that are not slow. @param {Settings} settings
   * @param {import("./types/huitou").Section[]} [sections] @param {AbortSignal} [signal] @returns {Promise<Report>} */
  analyse(settings, sections = [], signal) {
    return this.#call("analyse", [settings, sections], signal);
  }

  /** The customers of a group in columns, their memory handed over. @param {Settings} settings @param {string} group a value of a panel's `lists` @returns {Promise<Audience>} */
  audience(settings, group) {
    return this.#call("audience", [settings, group]);
  }

  /** Reads the beginning of files; what was opened stays. @param {File[]} files @param {Choices} choices @returns {Promise<Trial>} */
  trial(files, choices) {
    return this.#call("trial", [files, here(choices)]);
  }

  /** How files begin when nothing is chosen. @param {File[]} files @returns {Promise<FilePreview[]>} */
  peek(files) {
    return this.#call("peek", [files]);
  }

  /** The rows that were set aside, as CSV. @param {string} lang @returns {Promise<string>} */
  setAside(lang) {
    return this.#call("setAside", [lang]);
  }

  /** Bytes that the core holds. @returns {Promise<number>} */
  memory() {
    return this.#call("memory", []);
  }

  /** Forgets what was read and frees its memory: wasm memory never shrinks, so the worker goes. */
  reset() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject({ code: "aborted" });
    this.#waiting.clear();
    this.#start();
  }

  /** @param {string} call @param {any[]} args @param {AbortSignal} [signal] @param {(progress: Progress) => void} [onProgress] @returns {Promise<any>} */
  #call(call, args, signal, onProgress) {
    if (signal?.aborted) return Promise.reject({ code: "aborted" });
    const abort = () => this.reset();
    signal?.addEventListener("abort", abort, { once: true });
    return this.#post({ call, args }, onProgress).finally(() => signal?.removeEventListener("abort", abort));
  }

  /** @param {object} message @param {(progress: Progress) => void} [onProgress] @returns {Promise<any>} */
  #post(message, onProgress) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker?.postMessage({ ...message, id });
    });
  }

  /** @param {boolean} [isFirst] of this page: the workers after it run what the browser has made fast for it */
  #start(isFirst = false) {
    const worker = new Worker(this.#workerUrl, { type: "module" });
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = () => this.#trapped();
    this.#worker = worker;
    this.#post({ module: this.#module, isFirst }).catch(() => {});
    this.#unpack.then((unpack) => worker.postMessage({ unpack }));
  }

  /** @param {{ id: number, value?: any, error?: { code?: string }, progress?: Progress }} data */
  #answer({ id, value, error, progress }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (progress) {
      waiting.onProgress?.(progress);
      return;
    }
    this.#waiting.delete(id);
    if (!error) return waiting.resolve(value);
    waiting.reject(error);
    if (error.code === "trapped") this.#trapped();
  }

  #trapped() {
    for (const { reject } of this.#waiting.values()) reject({ code: "trapped" });
    this.#waiting.clear();
    this.reset();
  }
}

/** Choices with what the browser knows beside them. @param {Choices} choices @returns {Choices} */
function here(choices) {
  return { ...choices, local_zone: localZone() };
}

/** @param {string} path @returns {Promise<string>} */
async function source(path) {
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}
