// @ts-check
// Promises over the core and its worker; the only importer of the wasm package.
//
// The order matters for the seal: everything is asked for, then the page is sealed, then a worker is started (from
// a blob, so that it inherits the seal), and only then a file is read. The reader of spreadsheets and archives is as
// large as the core and may still be on its way then: the seal forbids requests, and that one was made before it.
// A CSV does not wait for it; a spreadsheet does.

import { WORKER_TYPE, asset, readable, textAsset } from "./assets.js";
import { initSync } from "./pkg/huitou.js";
import { seal } from "./seal.js";
import { localZone } from "./zone.js";

export * as core from "./pkg/huitou.js";

/** @typedef {import("./types/huitou").Report} Report */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./types/huitou").Choices} Choices */
/** @typedef {import("./types/huitou").Section} Section */
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
/** @typedef {{ keys: string, offsets: Uint32Array<ArrayBuffer>, recencyDays: Int32Array<ArrayBuffer>, orders: Uint32Array<ArrayBuffer>, amounts: Float64Array<ArrayBuffer>, dueDays: Int32Array<ArrayBuffer>, outlooks: Float64Array<ArrayBuffer> }} Audience the n-th customer's key is `keys.slice(offsets[n], offsets[n + 1])`, the amount in minor units */
/** @typedef {{ resolve: (value: any) => void, reject: (reason: any) => void, onProgress: ((progress: Progress) => void) | undefined }} Waiting */

// What is read in less than a second is not worth a second worker.
const LARGE_BYTES = 64 << 20;
const MOST_WORKERS = 4;

export class Engine {
  /** @type {WebAssembly.Module} */ #module;
  /** @type {Promise<WebAssembly.Module | null>} null where it did not arrive */ #unpack;
  /** @type {string} */ #workerUrl;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  /** @type {Worker[]} that read stretches of large files for the other */ #readers = [];
  /** @type {Set<AbortController>} of what is fitted for the orders that were read */ #fits = new Set();
  /** @type {number} of workers that read */ #mostWorkers;
  #lastId = 0;

  #isClosed = false;
  #hasAnswered = false;

  /**
   * @param {WebAssembly.Module} module @param {Promise<WebAssembly.Module | null>} unpack @param {string} source
   * @param {boolean} rehearses whether files are awaited meanwhile @param {number} workers that read a large file at most
   */
  constructor(module, unpack, source, rehearses, workers) {
    this.#mostWorkers = workers;
    this.#module = module;
    this.#unpack = unpack;
    this.#workerUrl = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#start(rehearses);
  }

  /** Asks for everything, seals the page and starts the worker. @param {{ workers?: number }} [options] how many workers read a large file at most @returns {Promise<Engine>} */
  static async load({ workers = workersHere() } = {}) {
    const [module, source] = await Promise.all([compiled(), workerSource()]);
    // The last request, made when the core is here so that it takes nothing from it.
    const unpack = asset("unpack.wasm").then(WebAssembly.compileStreaming).catch(() => null);
    seal();
    return new Engine(module, unpack, source, true, workers);
  }

  /** Starts a worker in a page that is not ours: nothing is sealed, and no containers are read. @returns {Promise<Engine>} */
  static async beside() {
    const [module, source] = await Promise.all([compiled(), workerSource()]);
    return new Engine(module, Promise.resolve(null), source, false, 1);
  }

  /**
   * Reads files. @param {File[]} files @param {Choices} choices
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
   * @returns {Promise<Question[]>} what is unsure; empty when the orders are ready
   */
  async open(files, choices, { signal, onProgress } = {}) {
    this.#endFits();
    const read = await readable(files);
    const isLarge = read.some((file) => file instanceof File && file.size >= LARGE_BYTES);
    const ports = isLarge ? this.#startReaders() : [];
    const opened = this.#call("open", [read, here(choices), ports], signal, onProgress, ports);
    return opened.finally(() => this.#endReaders());
  }

  /** Computes sections of the report; an empty list means all that are not slow. @param {Settings} settings
   * @param {import("./types/huitou").Section[]} [sections] @param {AbortSignal} [signal] @returns {Promise<Report>} */
  analyse(settings, sections = [], signal) {
    return this.#call("analyse", [settings, sections], signal);
  }

  /**
   * Works out what takes long in a worker of its own, so that all else is answered meanwhile; afterwards `analyse` and
   * `audience` know it. Where that worker can't, they work it out by themselves.
   * @param {Settings} settings @param {AbortSignal} [signal] @param {import("./types/huitou").AudienceWish | null} [wish] of a list that it is for; null: of the report
   */
  async prepare(settings, signal, wish = null) {
    const fit = new AbortController();
    const abort = () => fit.abort();
    signal?.addEventListener("abort", abort);
    this.#fits.add(fit);
    try {
      if (signal?.aborted) throw { code: "aborted" };
      const { numbers } = await this.#call("fitting", [settings, wish]);
      const fitted = numbers && (await this.#fit(numbers, fit.signal));
      if (fit.signal.aborted) throw { code: "aborted" };
      if (fitted) await this.#call("takeFitted", [settings, fitted]);
    } finally {
      this.#fits.delete(fit);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** The customers of a list in columns, their memory handed over. @param {Settings} settings @param {string} group a value of a panel's `lists`, with one of its `list_parts` behind @param {import("./types/huitou").AudienceWish} wish @returns {Promise<Audience>} */
  async audience(settings, group, wish) {
    await this.prepare(settings, undefined, wish);
    return this.#call("audience", [settings, group, wish]);
  }

  /** Holds a list of customers against the orders that were read. @param {Uint8Array} list the bytes of its file @returns {Promise<boolean>} whether it is one */
  campaign(list) {
    return this.#call("campaign", [list]);
  }

  /** Reads the beginning of files; what was opened stays. @param {File[]} files @param {Choices} choices @param {{ settings: Settings, sections: Section[] }} [asked] in place of the overview @returns {Promise<Trial>} */
  async trial(files, choices, asked) {
    return this.#call("trial", [await readable(files), here(choices), asked]);
  }

  /** How files begin when nothing is chosen. @param {File[]} files @returns {Promise<FilePreview[]>} */
  async peek(files) {
    return this.#call("peek", [await readable(files)]);
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
    this.#end({ code: "aborted" });
    if (!this.#isClosed) this.#start();
  }

  /** The same for good. */
  close() {
    this.#isClosed = true;
    URL.revokeObjectURL(this.#workerUrl);
    this.reset();
  }

  /** @param {{ code: string }} reason */
  #end(reason) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#endReaders();
    this.#endFits();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  /** @param {string} call @param {any[]} args @param {AbortSignal} [signal] @param {(progress: Progress) => void} [onProgress] @param {Transferable[]} [transfer] @returns {Promise<any>} */
  #call(call, args, signal, onProgress, transfer) {
    if (signal?.aborted) return Promise.reject({ code: "aborted" });
    const abort = () => this.reset();
    signal?.addEventListener("abort", abort, { once: true });
    return this.#post({ call, args }, onProgress, transfer).finally(() => signal?.removeEventListener("abort", abort));
  }

  /** @param {object} message @param {(progress: Progress) => void} [onProgress] @param {Transferable[]} [transfer] @returns {Promise<any>} */
  #post(message, onProgress, transfer = []) {
    if (!this.#worker) return Promise.reject({ code: "noWorker" });
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker?.postMessage({ ...message, id }, transfer);
    });
  }

  /** @param {boolean} [isFirst] of this page: the workers after it run what the browser has made fast for it */
  #start(isFirst = false) {
    const worker = new Worker(this.#workerUrl, { type: WORKER_TYPE });
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = () => this.#trapped();
    this.#worker = worker;
    this.#post({ module: this.#module, isFirst }).catch(() => {});
    this.#unpack.then((unpack) => worker.postMessage({ unpack }));
  }

  /** Starts workers that read stretches of large files. @returns {MessagePort[]} to each of them */
  #startReaders() {
    return Array.from({ length: this.#mostWorkers - 1 }, () => {
      const worker = new Worker(this.#workerUrl, { type: WORKER_TYPE });
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ module: this.#module });
      worker.postMessage({ stretches: port2 }, [port2]);
      this.#readers.push(worker);
      return port1;
    });
  }

  #endReaders() {
    this.#readers.forEach((reader) => reader.terminate());
    this.#readers = [];
  }

  /** Fits in a worker of its own. @param {BigUint64Array<ArrayBuffer>} numbers @param {AbortSignal} signal @returns {Promise<object | null>} null where it was ended, or can't */
  async #fit(numbers, signal) {
    if (signal.aborted) return null;
    const worker = new Worker(this.#workerUrl, { type: WORKER_TYPE });
    const fitted = new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(null));
      worker.onerror = () => resolve(null);
      worker.onmessage = ({ data: { id, value } }) => id && resolve(value ?? null);
    });
    worker.postMessage({ module: this.#module });
    worker.postMessage({ id: 1, call: "fit", args: [numbers] }, [numbers.buffer]);
    return fitted.finally(() => worker.terminate());
  }

  /** What is fitted for other orders is of no use. */
  #endFits() {
    for (const fit of this.#fits) fit.abort();
  }

  /** @param {{ id: number, value?: any, error?: { code?: string }, progress?: Progress }} data */
  #answer({ id, value, error, progress }) {
    this.#hasAnswered = true;
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
    // Where the first worker was not allowed to start, no other will be.
    this.#isClosed ||= !this.#hasAnswered;
    this.#end({ code: this.#hasAnswered ? "trapped" : "noWorker" });
    this.reset();
  }
}

/** How many workers pay off: one core is busy with reading the file for them, and each holds memory of its own. */
function workersHere() {
  const isPhone = /** @type {any} */ (navigator).userAgentData?.mobile ?? navigator.maxTouchPoints > 2;
  return isPhone ? 1 : Math.min(Math.max((navigator.hardwareConcurrency || 1) - 1, 1), MOST_WORKERS);
}

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiling;

/** The core, compiled once for this page and its workers and ready to be called here. @returns {Promise<WebAssembly.Module>} */
export function compiled() {
  return (compiling ??= asset("core.wasm").then(WebAssembly.compileStreaming).then((module) => {
    initSync({ module });
    return module;
  }));
}

/** The scripts of a worker as one. @returns {Promise<string>} */
async function workerSource() {
  /** @type {import("./assets.js").Asset[]} */
  const names = ["core.js", "unpack.js", "unfold.js", "stretches.js", "worker.js"];
  const [glue, unpacker, ...scripts] = await Promise.all(names.map(textAsset));
  // In a function, so that each container gets an instance of its own and leaves no memory behind.
  return `${glue}\nfunction unpacker() {\n${unpacker}\nreturn wasm_bindgen;\n}\n${scripts.join("\n")}`;
}

/** Choices with what the browser knows beside them. @param {Choices} choices @returns {Choices} */
function here(choices) {
  return { ...choices, local_zone: localZone() };
}
