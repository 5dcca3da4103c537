// @ts-check
/// <reference path="./types/worker.d.ts" />
// Large files, read by several workers: the one that was asked keeps the rows and reads some stretches of the file, the
// others read the rest and hand over what they made of it, in the order of the file. It stands before worker.js in the
// worker's blob, and each of the workers has it.

/** @typedef {{ port: MessagePort, number: number, isNew: boolean }} Reader a worker that reads stretches */
/** @typedef {{ length: number, handed: Promise<Uint8Array<ArrayBuffer> | null>, reader: Reader }} Asked */

// What the core decides on is less; a whole number of the blocks that it digests.
const BEGINNING_BYTES = 1 << 20;
const STRETCH_BYTES = 16 << 20;

/** @param {File} file @param {number} number @returns {[number, number]} where a stretch begins and ends */
const stretch = (file, number) => [number * STRETCH_BYTES, Math.min((number + 1) * STRETCH_BYTES, file.size)];

/**
 * Reads a file into a session with the help of others. @param {File} file @param {object} choices
 * @param {MessagePort[]} ports to workers that read @param {Session} into @param {(bytes: number) => void} tell
 */
async function takeStretches(file, choices, ports, into, tell) {
  const count = Math.ceil(file.size / STRETCH_BYTES);
  let next = 1;
  /** @type {Map<number, Asked>} */
  const asked = new Map();
  const ask = (/** @type {Reader} */ reader, /** @type {number} */ from) => {
    const number = Math.max(next, from);
    if (number >= count) return;
    next = number + 1;
    const [begin, end] = stretch(file, number);
    const handed = answer(reader.port, { file, choices, begin, end, isNew: reader.isNew });
    reader.isNew = false;
    asked.set(number, { length: end - begin, handed, reader });
  };
  ports.forEach((port, number) => ask({ port, number, isNew: true }, 1));
  for (let number = 0; number < count; number++) {
    const [begin, end] = stretch(file, number);
    const help = asked.get(number);
    asked.delete(number);
    let read = 0;
    if (help) {
      const handed = await help.handed;
      ask(help.reader, number + 1);
      if (handed) read = into.takeIn(handed, help.reader.number);
      // What it knows of the values is not what is known here.
      if (read < help.length) help.reader.isNew = true;
      tell(begin + read);
    } else {
      next = Math.max(next, number + 1);
    }
    for await (const bytes of slices(file, begin + read, end)) {
      into.push(bytes);
      tell(begin + (read += bytes.length));
    }
  }
}

/** @param {MessagePort} port @param {object} question @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
function answer(port, question) {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
    port.postMessage(question);
  });
}

/** Answers on this port what it made of stretches; null where the other must read one. @param {MessagePort} port */
function readStretches(port) {
  /** @type {Stretches | undefined} */
  let reader;
  port.onmessage = async ({ data: { file, choices, begin, end, isNew } }) => {
    /** @type {Uint8Array<ArrayBuffer> | null} */
    let handed = null;
    try {
      if (isNew || !reader) {
        reader?.free();
        const beginning = new Uint8Array(await file.slice(0, BEGINNING_BYTES).arrayBuffer());
        reader = Stretches.begin(beginning, choices);
      }
      reader?.start(begin);
      if (reader) for await (const bytes of slices(file, begin, end)) reader.push(bytes);
      handed = /** @type {Uint8Array<ArrayBuffer> | undefined} */ (reader?.end()) ?? null;
    } catch {
      // A file that can't be read any more: the other worker tells.
    }
    if (!handed) {
      reader?.free();
      reader = undefined;
    }
    port.postMessage(handed, handed ? [handed.buffer] : []);
  };
}
