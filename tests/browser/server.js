// A static host that writes down whatever arrives, so that a test can count requests where no page can hide them.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/**
 * @typedef {object} Hit
 * @property {string} method
 * @property {string} url as asked for: path and query
 *
 * @typedef {object} Site
 * @property {string} origin such as `http://127.0.0.1:40123`
 * @property {string} url of the page: origin and base path
 * @property {Hit[]} hits all requests so far, in order of arrival
 * @property {() => void} forget empties `hits`
 * @property {(ending: string) => () => void} hold keeps back the answers to addresses that end so, until what it returns is called
 * @property {(path: string, page: Made) => void} put serves what a test has made
 * @property {() => Promise<void>} close
 *
 * @typedef {{ type: string, text: string, headers?: Record<string, string>, isClosed?: boolean }} Made `isClosed`: to other origins
 */

/** @type {Record<string, string>} */
const CONTENT_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The path of a page without a policy. */
export const BARE = "/bare.html";

/**
 * Serves `folder` under `base` at a free port of this machine. What is not a file is answered 404, and counted; a
 * POST or a preflight is answered as if it were welcome. Any origin may read the answers: a request that a test
 * expects to be blocked must not fail for another reason.
 *
 * @param {string} folder
 * @param {string} [base] begins and ends with a slash
 * @returns {Promise<Site>}
 */
export async function serve(folder, base = "/") {
  /** @type {Hit[]} */
  const hits = [];
  /** @type {Map<string, Promise<void>>} */
  const held = new Map();
  /** @type {Map<string, Made>} */
  const made = new Map();
  const server = createServer(async (request, response) => {
    const url = request.url ?? "/";
    hits.push({ method: request.method ?? "", url });
    request.resume();
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    response.setHeader("Access-Control-Allow-Methods", "*");
    response.setHeader("Cache-Control", "no-store");
    // The browser asks for an icon on its own where a page names none: recorded, and no trouble of the page.
    if ((request.method !== "GET" && request.method !== "HEAD") || url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    // A page without a policy, for controls: what a seal must stop has to get out of here.
    if (url === BARE) {
      response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>bare</title>");
      return;
    }
    const page = made.get(url);
    if (page) {
      if (page.isClosed) response.removeHeader("Access-Control-Allow-Origin");
      response.writeHead(200, { "Content-Type": page.type, ...page.headers }).end(page.text);
      return;
    }
    const file = await fileFor(folder, base, url);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    for (const [ending, released] of held) if (file.endsWith(ending)) await released;
    const type = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    url: origin + base,
    hits,
    forget: () => void hits.splice(0),
    hold: (ending) => {
      let release = () => {};
      held.set(ending, new Promise((resolve) => (release = resolve)));
      return release;
    },
    put: (path, page) => void made.set(path, page),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {string} folder
 * @param {string} base
 * @param {string} url
 * @returns {Promise<string | undefined>}
 */
async function fileFor(folder, base, url) {
  const path = new URL(url, "http://localhost").pathname;
  if (!path.startsWith(base)) return undefined;
  // `URL` has resolved dots; an escaped one is no file of ours.
  const rest = path.slice(base.length) || "index.html";
  const file = join(folder, normalize(rest));
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}
