// @ts-check
// What the modules ask for beside each other. Each address is written out, so that a bundler finds it; in the single
// file the same names stand for what is inside it.

const PLACES = {
  "core.wasm": new URL("./pkg/huitou_bg.wasm", import.meta.url),
  "core.js": new URL("./pkg/huitou.js", import.meta.url),
  "unpack.wasm": new URL("./pkg-unpack/unpack_bg.wasm", import.meta.url),
  "unpack.js": new URL("./pkg-unpack/unpack.js", import.meta.url),
  "unfold.js": new URL("./unfold.js", import.meta.url),
  "stretches.js": new URL("./stretches.js", import.meta.url),
  "worker.js": new URL("./worker.js", import.meta.url),
  "panel.css": new URL("./panel.css", import.meta.url),
};

/** @typedef {keyof typeof PLACES} Asset */

/** How the worker's scripts are to be started. @type {WorkerType} */
export const WORKER_TYPE = "module";

/** @param {Asset} name @returns {Promise<Response>} fails with its address */
export async function asset(name) {
  const response = await fetch(PLACES[name]).catch(() => null);
  if (!response?.ok) throw new Error(PLACES[name].href);
  return response;
}

/** @param {Asset} name @returns {Promise<string>} */
export async function textAsset(name) {
  return (await asset(name)).text();
}

/**
 * Files as a worker can read them. @param {File[]} files @returns {Promise<(File | HeldFile)[]>}
 * @typedef {{ name: string, size: number, held: Uint8Array<ArrayBuffer> }} HeldFile one that the page has read
 */
export async function readable(files) {
  return files;
}
