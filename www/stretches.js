// @ts-check
/// <reference path="./types/worker.d.ts" />
// Large files, read by several workers: the one that was asked keeps the rows and reads every n-th stretch of the file,
// each of the others its own, and hands over what it made of it. It stands before worker.js in the worker's blob, and
// each of the workers has it.

// What the core decides on is less; and a whole number of the blocks that it digests.
const BEGINNING_BYTES = 1 << 20;
const STRETCH_BYTES = 8 << 20;
// Nobody waits for a stretch as long as the others are not this far behind.
const AHEAD = 2;

/** Every n-th stretch of a file: where it begins and ends. @param {File} file @param {number} first @param {number} step @returns {[number, number][]} */
function stretches(file, first, step) {
  const ranges = /** @type {[number, number][]} */ ([]);
  for (let at = first * STRETCH_BYTES; at < file.size; at += step * STRETCH_BYTES) {
    ranges.push([at, Math.min(at + STRETCH_BYTES, file.size)]);
  }
  return ranges;
}

/**
 * Reads a file into a session with the help of others. @param {File} file @param {object} choices
 * @param {MessagePort[]} ports to workers that read @param {Session} into @param {(bytes: number) => void} tell
 */
async function takeStretches(file, choices, ports, into, tell) {
  const workers = ports.length + 1;
  const helpers = ports.map((port, at) => {
    port.postMessage({ file, choices, first: at + 1, step: workers });
    return { port, next: inbox(port) };
  });
  const own = slices(file, stretches(file, 0, workers));
  for (const [number, [begin, end]] of stretches(file, 0, 1).entries()) {
    const at = number % workers - 1;
    let read = 0;
    if (at >= 0) {
      const handed = await helpers[at].next();
      if (handed) read = into.takeIn(handed, at);
      // What it knows of the values is not what is known here.
      helpers[at].port.postMessage({ isNew: read < end - begin });
      tell(begin + read);
    }
    const rest = at < 0 ? own : slices(file, [[begin + read, end]]);
    while (read < end - begin) {
      const bytes = /** @type {Uint8Array} */ ((await rest.next()).value);
      into.push(bytes);
      tell(begin + (read += bytes.length));
    }
    if (rest !== own) await rest.return(undefined);
  }
  await own.return(undefined);
}

/** Reads stretches for the worker at the other end, and hands over what it made of each; null where that must read it. @param {MessagePort} port */
async function readStretches(port) {
  const next = inbox(port);
  const { file, choices, first, step } = await next();
  const ranges = stretches(file, first, step);
  let number = 0;
  try {
    for await (const handed of readEach(file, choices, ranges, next)) {
      port.postMessage(handed, handed ? [handed.buffer] : []);
      number++;
    }
  } catch {
    // A file that can't be read, or bytes that end the instance: the other worker comes upon it, and tells.
  }
  for (; number < ranges.length; number++) port.postMessage(null);
}

/** What was made of each range. @param {File} file @param {object} choices @param {[number, number][]} ranges @param {() => Promise<{ isNew: boolean }>} taken @returns {AsyncGenerator<Uint8Array<ArrayBuffer> | null>} */
async function* readEach(file, choices, ranges, taken) {
  const all = slices(file, ranges);
  /** @type {Stretches | null | undefined} */
  let reader;
  for (const [number, [begin, end]] of ranges.entries()) {
    if (number >= AHEAD && (await taken()).isNew) reader = freed(reader);
    reader ??= await beginning(file, choices);
    reader?.start(begin);
    for (let read = begin; read < end; ) {
      const { value } = await all.next();
      reader?.push(value);
      read += value.length;
    }
    const handed = /** @type {Uint8Array<ArrayBuffer> | undefined} */ (reader?.end());
    if (!handed) reader = freed(reader);
    yield handed ?? null;
  }
  await all.return(undefined);
}

/** @param {File} file @param {object} choices */
async function beginning(file, choices) {
  const bytes = await file.slice(0, BEGINNING_BYTES).arrayBuffer();
  return Stretches.begin(new Uint8Array(bytes), choices);
}

/** @param {Stretches | null | undefined} reader */
function freed(reader) {
  reader?.free();
  return undefined;
}

/** What arrives at a port, one after the other. @param {MessagePort} port @returns {() => Promise<any>} */
function inbox(port) {
  const there = /** @type {any[]} */ ([]);
  let arrived = () => {};
  port.onmessage = ({ data }) => {
    there.push(data);
    arrived();
  };
  return async () => {
    while (there.length === 0) await new Promise((resolve) => (arrived = () => resolve(undefined)));
    return there.shift();
  };
}
