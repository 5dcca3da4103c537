// @ts-check
// The floor: a worker reads the file, copies each piece into a wasm memory, and does nothing with it. By slices, as nearly
// every reader does it, or into memory that is used again, as the page's worker does where it can.

/** @param {{ isReused: boolean }} options @returns {Promise<import("./run.js").Contestant>} */
export async function prepare({ isReused }) {
  const worker = new Worker(new URL("./floor-worker.js", import.meta.url), { type: "module" });
  return {
    run: async (file) => {
      await new Promise((resolve, reject) => {
        worker.onmessage = resolve;
        worker.onerror = reject;
        worker.postMessage({ file, isReused });
      });
      return {};
    },
  };
}
