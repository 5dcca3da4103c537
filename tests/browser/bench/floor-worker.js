// @ts-check
export {};

// As in www/worker.js.
const SLICE_BYTES = 4 << 20;
const PIECE_BYTES = 1 << 20;
const IN_FLIGHT = 3;
const PAGE_BYTES = 1 << 16;

const memory = new WebAssembly.Memory({ initial: SLICE_BYTES / PAGE_BYTES });

onmessage = async ({ data: { file, isReused } }) => {
  await (isReused ? reused(file) : slices(file));
  postMessage(true);
};

/** @param {File} file */
async function reused(file) {
  const reader = file.stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(PIECE_BYTES);
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (done) return;
    new Uint8Array(memory.buffer).set(value);
    buffer = value.buffer;
  }
}

/** @param {File} file */
async function slices(file) {
  /** @type {Promise<ArrayBuffer>[]} */
  const waiting = [];
  let next = 0;
  const fetchOne = () => waiting.push(file.slice(next, (next += SLICE_BYTES)).arrayBuffer());
  while (waiting.length < IN_FLIGHT && next < file.size) fetchOne();
  for (let slice = waiting.shift(); slice; slice = waiting.shift()) {
    const bytes = new Uint8Array(await slice);
    if (next < file.size) fetchOne();
    new Uint8Array(memory.buffer).set(bytes);
  }
}
