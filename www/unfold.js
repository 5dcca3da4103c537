// @ts-check
/// <reference path="./types/worker.d.ts" />
// Spreadsheets and archives, in the worker: what is in them is handed over like any other file. It stands before
// worker.js in the worker's blob, and after the JavaScript of the module that unpacks.

/** How containers begin: zip (xlsx too), an empty zip, gzip, xls. */
const MAGIC = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6], [0x1f, 0x8b, 8], [0xd0, 0xcf, 0x11, 0xe0]];

/** An instance that died holding as much had asked for more than its bound, which is a gigabyte. */
const MUCH = 400 << 20;

/** @type {(module: WebAssembly.Module | null) => void} */
let unpackArrived;

/** The module that unpacks; null where it did not arrive. @type {Promise<WebAssembly.Module | null>} */
const arriving = new Promise((resolve) => (unpackArrived = resolve));

/** Whether a file is a container, by its first bytes and not by its name. @param {File} file */
async function isContainer(file) {
  const bytes = await file.slice(0, 4).arrayBuffer().catch(() => {
    throw troubleWith(file, "unreadable");
  });
  const first = new Uint8Array(bytes);
  return MAGIC.some((magic) => magic.every((byte, at) => first[at] === byte));
}

/** Hands over the files in a container. @param {File} file @param {Taker} taker @param {(bytes: number) => void} tell of how many bytes of the container are read */
async function unfold(file, taker, tell) {
  const module = await arriving;
  if (!module) throw { code: "noUnpack" };
  // An instance for each container: its memory goes with it, and whatever a file does to it is over then.
  const { initSync, unpack } = unpacker();
  const instance = initSync({ module });
  let read = 0;
  /** @type {{ error: any } | null} what the taker threw is none of the container's */
  let thrown = null;
  const kept = (/** @type {() => void} */ call) => {
    try {
      call();
    } catch (error) {
      thrown = { error };
      throw error;
    }
  };
  const readAt = (/** @type {number} */ from, /** @type {number} */ length) => {
    read += length;
    return bytesAt(file, from, length);
  };
  let isFirst = true;
  const files = {
    start: (/** @type {string} */ name) => {
      // A workbook was gone through once before its first sheet comes.
      if (isFirst) read = 0;
      isFirst = false;
      kept(() => taker.start(name));
    },
    push: (/** @type {Uint8Array} */ bytes) => {
      kept(() => taker.push(bytes));
      tell(Math.min(read, file.size));
    },
    end: () => kept(() => taker.end()),
    passOver: (/** @type {string} */ name) => kept(() => taker.passOver(name)),
  };
  try {
    unpack(file.name, file.size, readAt, files);
  } catch (error) {
    if (thrown) throw /** @type {{ error: any }} */ (thrown).error;
    throw troubleWith(file, error instanceof Error ? trapped(file, instance.memory.buffer.byteLength) : error);
  }
}

/** @param {File} file @param {number} from @param {number} length */
function bytesAt(file, from, length) {
  const { held } = /** @type {Partial<import("./assets.js").HeldFile>} */ (file);
  if (held) return held.slice(from, from + length);
  try {
    return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(from, from + length)));
  } catch {
    throw "unreadable";
  }
}

/** Why the instance died: out of memory, or over what is in the file. @param {File} file @param {number} bytes that it held */
function trapped(file, bytes) {
  const format = file.name.split(".").pop()?.toLowerCase() ?? "";
  return bytes > MUCH ? { unfolds: { format, bytes } } : { damaged: { format } };
}

/** What the page is told. @param {File} file @param {any} trouble of the core's words */
function troubleWith(file, trouble) {
  return { file: 0, line: null, trouble, files: [file.name] };
}
