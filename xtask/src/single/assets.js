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
