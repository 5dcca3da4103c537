// Stands for www/assets.js in the single file, where everything is inside.

const PACKED = {/* name: gzip in base64 */};

/** A module worker cannot be started from a page on the disk. */
export const WORKER_TYPE = "classic";

export async function asset(name) {
  const packed = Uint8Array.from(atob(PACKED[name]), (char) => char.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const type = name.endsWith(".wasm") ? "application/wasm" : "text/plain";
  return new Response(unpacked, { headers: { "Content-Type": type } });
}

export async function textAsset(name) {
  return (await asset(name)).text();
}

// WebKit lets no worker of a page on the disk read a file: there the page reads it.
let probing;

export async function readable(files) {
  probing ??= probe();
  return (await probing) ? files : Promise.all(files.map(held));
}

function probe() {
  const code = "onmessage = ({ data }) => data.arrayBuffer().then(() => postMessage(true), () => postMessage(false));";
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.postMessage(new File(["x"], "x"));
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
  });
}

async function held(file) {
  const bytes = await file.arrayBuffer().catch(() => {
    throw { file: 0, line: null, trouble: "unreadable", files: [file.name] };
  });
  return { name: file.name, size: file.size, held: new Uint8Array(bytes) };
}
