// What a merchant does with the page, in a few words.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";

/** Opens the page and waits until it is sealed and ready. @param {import("@playwright/test").Page} page @param {string} url */
export async function ready(page, url) {
  await page.goto(url);
  await page.locator("html[data-ready]").waitFor();
}

/** Waits until all that the page loads was asked for, and forgets it: the last of it may be on its way when the page is ready. @param {import("./server.js").Site} site */
export async function loaded(site) {
  await expect.poll(() => site.hits.some(({ url }) => url.endsWith("unpack_bg.wasm"))).toBe(true);
  site.forget();
}

/** Chooses files. @param {import("@playwright/test").Page} page @param {(string | { name: string, text: string | Uint8Array })[]} files paths below tests/data, or content */
export async function choose(page, ...files) {
  await page.locator("#files").setInputFiles(files.map(payload));
}

/** Drops files onto the window. @param {import("@playwright/test").Page} page @param {(string | { name: string, text: string | Uint8Array })[]} files */
export async function drop(page, ...files) {
  const given = files.map(payload).map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") }));
  await page.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, given);
}

/** Waits until everything is answered and shown. @param {import("@playwright/test").Page | import("@playwright/test").FrameLocator} page */
export async function settled(page) {
  await page.locator("#panels[aria-busy=false]").waitFor();
}

/** Scrolls from panel to panel as they stand: those seen may be made anew at any time. @param {import("@playwright/test").Page} page @param {string} [panels] */
export async function scrollThrough(page, panels = ".panel") {
  await page.evaluate(async (selector) => {
    for (const { id } of document.querySelectorAll(selector)) {
      document.getElementById(id)?.scrollIntoView({ behavior: "instant" });
      await new Promise(requestAnimationFrame);
    }
  }, panels);
}

/** Runs a function in each worker of the page before the page's own script. @param {import("@playwright/test").Page} page @param {string | (() => void)} script a function that names nothing outside itself */
export async function beforeWorkers(page, script) {
  await page.addInitScript((first) => {
    globalThis.Blob = class extends Blob {
      /** @param {BlobPart[]} [parts] @param {BlobPropertyBag} [options] */
      constructor(parts = [], options) {
        super(options?.type === "text/javascript" ? [first, ...parts] : parts, options);
      }
    };
  }, `(${script})();\n`);
}

/** Lets a disk fall asleep: of each file come so many bytes or a little more, and then nothing, however fast the reader is. @param {import("@playwright/test").Page} page @param {number} bytes */
export async function fallAsleep(page, bytes) {
  await beforeWorkers(
    page,
    `() => {
      const { read } = ReadableStreamBYOBReader.prototype;
      ReadableStreamBYOBReader.prototype.read = async function (view) {
        this.given ??= 0;
        if (this.given >= ${bytes}) return new Promise(() => {});
        const part = await read.call(this, view);
        this.given += part.value?.length ?? 0;
        return part;
      };
    }`,
  );
}

/** The sentence of trouble. @param {import("@playwright/test").Page} page */
export function trouble(page) {
  return page.locator("#trouble");
}

/** A file as an input takes it. @param {string | { name: string, text: string | Uint8Array }} file */
export function payload(file) {
  if (typeof file === "string") {
    const path = fileURLToPath(new URL(`../data/${file}`, import.meta.url));
    return { name: basename(path), mimeType: "text/csv", buffer: readFileSync(path) };
  }
  return { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.text) };
}
