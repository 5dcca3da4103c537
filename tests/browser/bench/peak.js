// @ts-check
// The most memory that the tab has held: the system's own high-water mark of its process, so that no moment is missed.

import { readFile } from "node:fs/promises";

/** MB (10^6 bytes) of the largest renderer; null where the system does not tell. @param {import("@playwright/test").Browser} browser @returns {Promise<number | null>} */
export async function peakMegabytes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const peaks = await Promise.all(renderers.map(({ id }) => highWaterMark(id)));
  // One tab is open at a time; what the browser keeps in reserve beside it is smaller.
  return peaks.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

/** @param {number} pid @returns {Promise<number | null>} */
async function highWaterMark(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kibibytes = /VmHWM:\s*(\d+) kB/.exec(status)?.[1];
  return kibibytes ? (Number(kibibytes) * 1024) / 1e6 : null;
}
