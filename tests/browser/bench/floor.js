// @ts-check
// The floor: a worker reads the file as the page's worker does, copies each slice into a wasm memory, and does nothing
// with it.

/** @returns {Promise<import("./run.js").Contestant>} */
export async function prepare() {
  const worker = new Worker(new URL("./floor-worker.js", import.meta.url), { type: "module" });
  return {
    run: async (file) => {
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = reject;
        worker.postMessage(file);
      });
      return {};
    },
  };
}
