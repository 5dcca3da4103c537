// @ts-check
/// <reference path="./types/worker.d.ts" />
// Reads and analyses in the background. The engine starts it from a blob that begins with the core's own
// JavaScript, so that it inherits the page's seal and imports nothing: `initSync` and `Session` come from there.

/** @typedef {import("./types/huitou").Progress} Progress */
/** @typedef {(progress: Progress) => void} Tell */

const SLICE_BYTES = 4 << 20;
const IN_FLIGHT = 3;
const PROGRESS_EVERY_MS = 80;

/** @type {import("./pkg/huitou.js").Session | null} */
let session = null;

/** Reads all files by slices, a few of them in flight, and tells how far it has come. @param {File[]} files @param {object} choices @param {Tell} tell */
async function open(files, choices, tell) {
  session?.free();
  session = new Session(choices);
  for (const [position, file] of files.entries()) {
    session.startFile(file.name);
    for await (const bytes of slices(file, position)) {
      session.push(bytes);
      tell(session.progress());
    }
    session.endFile();
  }
  return session.finish();
}

/** @param {File} file @param {number} position among those given */
async function* slices(file, position) {
  /** @type {Promise<ArrayBuffer>[]} */
  const waiting = [];
  let next = 0;
  const fetchOne = () => {
    const slice = file.slice(next, (next += SLICE_BYTES)).arrayBuffer();
    slice.catch(() => {}); // reported when its turn comes
    waiting.push(slice);
  };
  while (waiting.length < IN_FLIGHT && next < file.size) fetchOne();
  for (let slice = waiting.shift(); slice; slice = waiting.shift()) {
    const bytes = await slice.catch(() => {
      throw { file: position, line: null, trouble: "unreadable" };
    });
    if (next < file.size) fetchOne();
    yield new Uint8Array(bytes);
  }
}

/** What the engine may ask for. @type {Record<string, (args: any[], tell: Tell) => any>} */
const calls = {
  open: ([files, choices], tell) => open(files, choices, tell),
  analyse: ([settings, sections]) => session?.analyse(settings, sections),
  setAside: ([lang]) => session?.setAside(lang),
};

onmessage = async ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    postMessage({ id: data.id, value: true });
    return;
  }
  let told = 0;
  /** @type {Tell} */
  const tell = (progress) => {
    const now = performance.now();
    if (now - told < PROGRESS_EVERY_MS) return;
    told = now;
    postMessage({ id: data.id, progress });
  };
  try {
    postMessage({ id: data.id, value: await calls[data.call](data.args, tell) });
  } catch (error) {
    // A trap poisons the instance: the engine ends this worker and starts a fresh one.
    const trapped = error instanceof Error;
    postMessage({ id: data.id, error: trapped ? { code: "trapped" } : error });
  }
};
