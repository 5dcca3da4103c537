// @ts-check
/// <reference path="./types/worker.d.ts" />
// Reads and analyses in the background. The engine starts it from a blob that begins with the core's own
// JavaScript, so that it inherits the page's seal and imports nothing: `initSync` and `Session` come from there, and
// unfold.js and stretches.js stand before this file.

/** @typedef {import("./types/huitou").Progress} Progress */
/** @typedef {(progress: Progress, isLast?: boolean) => void} Tell the last one is always told */

const SLICE_BYTES = 4 << 20;
const PIECE_BYTES = 1 << 20;
const IN_FLIGHT = 3;
const PROGRESS_EVERY_MS = 80;
// A trial answers at once: so much of all files together, and of each more than what the core decides on.
const TRIAL_BYTES = 8 << 20;
const LEAST_BYTES = 1 << 19;
// The rehearsal: of the sample's megabyte of 8,300 orders first a little, as deciding what the columns are is one step
// and at first a slow one, then all of it four times: more made a file of a million rows no faster. It
// begins when the page has had time to be drawn.
const REHEARSALS = [...[14, 14, 15, 15, 16, 16].map((bits) => 1 << bits), ...Array(4).fill(Infinity)];
const STEP_BYTES = 1 << 17;
const REHEARSE_AFTER_MS = 200;

/** @type {import("./pkg/huitou.js").Session | null} */
let session = null;
/** @type {WebAssembly.Memory | undefined} */
let memory;
/** What is being read. Chromium forgets a stream that nothing but a promise waits for: the promise is never kept. @type {Set<ReadableStreamBYOBReader>} */
const underWay = new Set();

/** Reads all files and tells how far it has come. @param {File[]} files @param {object} choices @param {MessagePort[]} readers of large ones @param {Tell} tell */
async function open(files, choices, readers, tell) {
  session?.free();
  const into = (session = new Session(choices));
  const { taker, names } = takerOf(into);
  let done = 0;
  try {
    for (const file of files) {
      const tellBytes = (/** @type {number} */ bytes) => tell({ bytes: done + bytes, rows: into.progress().rows });
      if (readers.length > 0 && file.size > STRETCH_BYTES && file instanceof File && !(await isContainer(file))) {
        taker.start(file.name, file.size);
        await takeStretches(file, choices, readers, into, tellBytes);
        taker.end();
      } else {
        await take(file, taker, tellBytes);
      }
      done += file.size;
    }
    // What is still to do is no reading, and no time left is said of it.
    tell({ bytes: done, rows: into.progress().rows }, true);
    return into.finish();
  } catch (error) {
    throw named(error, names);
  }
}

/** What hands files to a session, and their names. @param {Session} into @returns {{ taker: Taker, names: string[] }} */
function takerOf(into) {
  const names = /** @type {string[]} */ ([]);
  const taker = {
    start: (/** @type {string} */ name, /** @type {number | undefined} */ bytes) => {
      names.push(name);
      into.startFile(name, bytes);
    },
    push: (/** @type {Uint8Array} */ bytes) => into.push(bytes),
    end: () => into.endFile(),
    passOver: (/** @type {string} */ name) => into.passOver(name),
  };
  return { taker, names };
}

/** The core counts the files that it was given, and those inside a container are files to it. @param {any} error @param {string[]} names */
function named(error, names) {
  return error?.trouble ? { files: names, ...error } : error;
}

/** Hands a file over, or the files in it. @param {File} file @param {Taker} taker @param {(bytes: number) => void} tell of how many bytes of the file are read */
async function take(file, taker, tell) {
  if (await isContainer(file)) return unfold(file, taker, tell);
  taker.start(file.name, file.size);
  let read = 0;
  for await (const bytes of slices(file)) {
    taker.push(bytes);
    tell((read += bytes.length));
  }
  taker.end();
}

/** Reads the beginning of all files into a session of its own. @param {File[]} files @param {object} choices @param {number} bytes of all together, or a little more @param {{ settings: object, sections: string[] }} [asked] @returns {Promise<import("./engine.js").Trial>} */
async function trial(files, choices, bytes, asked = { settings: {}, sections: ["overview"] }) {
  const one = new Session(choices);
  const { taker, names } = takerOf(one);
  const share = Math.max(bytes / files.length, LEAST_BYTES);
  /** @type {import("./engine.js").Trial} */
  const outcome = { previews: [], questions: [], report: null, error: null, isCut: false, diagnostic: "" };
  try {
    for (const file of files) {
      // The files behind one that cannot be read still show their columns.
      const { isCut, error } = await begin(file, taker, share, () => one.cutFile());
      outcome.isCut ||= isCut;
      outcome.error ??= error;
    }
    if (!outcome.error) {
      outcome.questions = one.finish();
      outcome.report = one.analyse(asked.settings, asked.sections);
    }
  } catch (error) {
    outcome.error = trouble(error);
  }
  if (outcome.error) outcome.error = named(outcome.error, names);
  outcome.previews = one.previews();
  outcome.diagnostic = one.diagnostic();
  one.free();
  return outcome;
}

/** Reads so many bytes of a file, or of the files in it. @param {File} file @param {Taker} taker @param {number} share @param {() => void} cut @returns {Promise<{ isCut: boolean, error: any }>} whether there is more, and what was found */
async function begin(file, taker, share, cut) {
  const enough = {};
  let left = share;
  const push = (/** @type {Uint8Array} */ bytes) => {
    taker.push(bytes.subarray(0, left));
    left -= bytes.length;
    if (left < 0) throw enough;
  };
  try {
    // Of a file that is not read to its end it does not matter how long it is.
    const start = (/** @type {string} */ name) => taker.start(name);
    await take(file, { ...taker, start, push }, () => {});
    return { isCut: false, error: null };
  } catch (error) {
    if (error !== enough) return { isCut: false, error: trouble(error) };
    cut();
    return { isCut: true, error: null };
  }
}

/** What the page has read, as a file. @param {File | import("./assets.js").HeldFile} given @returns {File} */
function opened(given) {
  if (given instanceof File) return given;
  const { held } = given;
  const slice = (/** @type {number} */ from, /** @type {number} */ to) => opened({ ...given, held: held.subarray(from, to) });
  return /** @type {any} */ ({ ...given, size: held.length, slice, arrayBuffer: async () => held.slice().buffer });
}

/** What was found in a file, and nothing else that was thrown. @param {any} error */
function trouble(error) {
  if (!error?.trouble) throw error;
  return error;
}

/** The file a piece at a time; each is good until the next is asked for. @param {File} file @param {[number, number][]} [ranges] of it @returns {AsyncGenerator<Uint8Array, any>} */
async function* slices(file, ranges = [[0, file.size]]) {
  const unreadable = () => {
    throw troubleWith(file, "unreadable");
  };
  for (const [begin, end] of ranges.filter(([begin, end]) => begin < end)) {
    const part = file.slice(begin, end);
    const reader = byteReader(part);
    if (!reader) {
      yield* ownSlices(part, unreadable);
      continue;
    }
    let buffer = new ArrayBuffer(PIECE_BYTES);
    underWay.add(reader);
    try {
      for (;;) {
        const { value, done } = await reader.read(new Uint8Array(buffer)).catch(unreadable);
        if (done) break;
        yield value;
        buffer = value.buffer;
      }
    } finally {
      underWay.delete(reader);
      // Where nobody wants the rest.
      reader.cancel().catch(() => {});
    }
  }
}

/** Reads into memory that is given to it again and again, where the browser can. @param {Blob} part @returns {ReadableStreamBYOBReader | null} */
function byteReader(part) {
  try {
    return part.stream().getReader({ mode: "byob" });
  } catch {
    return null;
  }
}

/** Slices with memory of their own, a few of them in flight. @param {Blob} part @param {() => never} unreadable @returns {AsyncGenerator<Uint8Array, any>} */
async function* ownSlices(part, unreadable) {
  /** @type {Promise<ArrayBuffer>[]} */
  const waiting = [];
  let next = 0;
  const fetchOne = () => {
    if (next >= part.size) return;
    const slice = part.slice(next, (next += SLICE_BYTES)).arrayBuffer();
    slice.catch(() => {}); // reported when its turn comes
    waiting.push(slice);
  };
  while (waiting.length < IN_FLIGHT && next < part.size) fetchOne();
  for (let slice = waiting.shift(); slice; slice = waiting.shift()) {
    const bytes = await slice.catch(unreadable);
    fetchOne();
    yield new Uint8Array(bytes);
  }
}

/** A list of customers as arrays of its own. @param {object} settings @param {string} group @param {import("./types/huitou").AudienceWish} wish @returns {import("./engine.js").Audience | undefined} */
function audience(settings, group, wish) {
  const list = session?.audience(settings, group, wish);
  if (!list) return undefined;
  const { keys, offsets, recencyDays, orders, amounts, dueDays, outlooks } = list;
  list.free();
  return /** @type {import("./engine.js").Audience} */ ({ keys, offsets, recencyDays, orders, amounts, dueDays, outlooks });
}

/** The memory of arrays, to be handed over instead of copied. @param {any} value @returns {Transferable[]} */
function transferred(value) {
  if (typeof value !== "object") return [];
  const arrays = Object.values(value ?? {}).filter((part) => ArrayBuffer.isView(part));
  return arrays.map((array) => array.buffer);
}

/**
 * The whole way from bytes to a report on the sample shop, in small steps. A browser runs code that has just arrived in
 * a plain translation, and makes a fast one only of what has run for a while: without this, that while is the first
 * seconds of the visitor's own file. Nothing of it is kept.
 */
function* rehearsal() {
  const shop = sample("en");
  for (const bytes of REHEARSALS) {
    const part = shop.subarray(0, bytes);
    const one = new Session({});
    try {
      one.startFile("", part.length);
      for (let at = 0; at < part.length; at += STEP_BYTES) {
        one.push(part.subarray(at, at + STEP_BYTES));
        yield;
      }
      one.cutFile();
      yield;
      one.finish();
      yield;
      one.analyse({}, []);
      yield;
    } finally {
      one.free();
    }
  }
}

const rehearsing = rehearsal();
/** @type {ReturnType<typeof setTimeout> | undefined} of the next step */
let nextStep;

/** One step, and a timer for the next, between which a call is heard. */
function rehearse() {
  nextStep = rehearsing.next().done ? undefined : setTimeout(rehearse);
}

/** For good: whoever calls has a file, and nothing is left to rehearse for. */
function stopRehearsing() {
  clearTimeout(nextStep);
  rehearsing.return();
}

/** What the engine may ask for. @type {Record<string, (args: any[], tell: Tell) => any>} */
const calls = {
  open: ([files, choices, readers], tell) => open(files.map(opened), choices, readers, tell),
  analyse: ([settings, sections]) => session?.analyse(settings, sections),
  fitting: ([settings, wish]) => ({ numbers: session?.fitting(settings, wish) }),
  fit: ([numbers]) => fit(numbers),
  takeFitted: ([settings, fitted]) => session?.takeFitted(settings, fitted),
  audience: ([settings, group, wish]) => audience(settings, group, wish),
  campaign: ([list]) => session?.campaign(list),
  trial: ([files, choices, asked]) => trial(files.map(opened), choices, TRIAL_BYTES, asked),
  peek: async ([files]) => (await trial(files.map(opened), {}, 0)).previews,
  setAside: ([lang]) => session?.setAside(lang),
  memory: () => memory?.buffer.byteLength,
};

onmessage = async ({ data }) => {
  if ("unpack" in data) {
    unpackArrived(data.unpack);
    return;
  }
  if (data.module) {
    ({ memory } = initSync({ module: data.module }));
    postMessage({ id: data.id, value: true });
    if (data.isFirst) nextStep = setTimeout(rehearse, REHEARSE_AFTER_MS);
    return;
  }
  stopRehearsing();
  if (data.stretches) {
    readStretches(data.stretches);
    return;
  }
  let told = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  const post = (/** @type {Progress} */ progress) => {
    told = performance.now();
    postMessage({ id: data.id, progress });
  };
  /** @type {Tell} */
  const tell = (progress, isLast = false) => {
    clearTimeout(late);
    if (isLast || performance.now() - told >= PROGRESS_EVERY_MS) return post(progress);
    // What comes next may be long in coming.
    late = setTimeout(post, PROGRESS_EVERY_MS, progress);
  };
  try {
    const value = await calls[data.call](data.args, tell);
    postMessage({ id: data.id, value }, { transfer: transferred(value) });
  } catch (error) {
    // A trap poisons the instance: the engine ends this worker and starts a fresh one.
    const trapped = error instanceof Error;
    postMessage({ id: data.id, error: trapped ? { code: "trapped" } : error });
  } finally {
    clearTimeout(late);
  }
};
