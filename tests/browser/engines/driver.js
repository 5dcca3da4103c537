// Three engines behind one face: Chromium and WebKitGTK by WebDriver over HTTP, Firefox by Marionette, which it speaks
// itself.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @typedef {object} Driver
 * @property {(url: string) => Promise<void>} go
 * @property {(script: string, ...args: any[]) => Promise<any>} run the body of an async function in the page
 * @property {() => Promise<void>} close
 */

const PATIENCE_MS = 60_000;
// The last argument is what a script is answered by.
const ASYNC = (/** @type {string} */ script) =>
  `const [done] = [].slice.call(arguments, -1); (async (args) => { ${script} })([...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;

/** @param {any} answer */
function valueOf(answer) {
  if (answer?.error) throw new Error(answer.error);
  return answer?.value;
}

/** Tries until it succeeds. @template T @param {() => Promise<T>} attempt @returns {Promise<T>} */
async function eventually(attempt) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** A program and all that it starts, in a group of its own to be ended together. @param {string} program @param {string[]} words @param {Record<string, string>} [env] */
function start(program, words, env = {}) {
  const child = spawn(program, words, { detached: true, stdio: "ignore", env: { ...process.env, ...env } });
  return () => {
    try {
      if (child.pid) process.kill(-child.pid);
    } catch {
      // It has ended by itself.
    }
  };
}

/** @param {string} program @param {string[]} words @param {number} port @param {object} capabilities @returns {Promise<Driver>} */
async function webDriver(program, words, port, capabilities) {
  const stop = start(program, words);
  /** @param {string} method @param {string} path @param {object} [body] */
  const ask = async (method, path, body) => {
    const sent = body ? { body: JSON.stringify(body) } : {};
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...sent, signal: AbortSignal.timeout(PATIENCE_MS) });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(JSON.stringify(value));
    return value;
  };
  try {
    await eventually(() => ask("GET", "/status"));
    const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    const at = `/session/${sessionId}`;
    await ask("POST", `${at}/timeouts`, { script: PATIENCE_MS, pageLoad: PATIENCE_MS });
    return {
      go: (url) => ask("POST", `${at}/url`, { url }),
      run: async (script, ...args) => valueOf(await ask("POST", `${at}/execute/async`, { script: ASYNC(script), args })),
      close: async () => {
        await ask("DELETE", at).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** @param {string} binary @param {string} driver @param {number} port */
export const chromium = (binary, driver, port) =>
  webDriver(driver, [`--port=${port}`], port, {
    "goog:chromeOptions": { binary, args: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"] },
  });

/** It draws on a screen, so it gets one that nobody sees. @param {string} binary @param {string} driver @param {number} port */
export const webkit = (binary, driver, port) =>
  webDriver(process.env["XVFB"] ?? "xvfb-run", ["-a", driver, `--port=${port}`], port, { "webkitgtk:browserOptions": { binary, args: ["--automation"] } });

/** @param {string} binary @param {number} port @returns {Promise<Driver>} */
export async function firefox(binary, port) {
  const profile = mkdtempSync(join(tmpdir(), "huitou-firefox-"));
  writeFileSync(join(profile, "user.js"), `user_pref("marionette.port", ${port});\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n`);
  const end = start(binary, ["--headless", "--marionette", "--no-remote", "--profile", profile], { HOME: profile });
  const stop = () => {
    end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const ask = await eventually(() => marionette(port));
    await ask("WebDriver:NewSession", {});
    await ask("WebDriver:SetTimeouts", { script: PATIENCE_MS, pageLoad: PATIENCE_MS });
    return {
      go: (url) => ask("WebDriver:Navigate", { url }),
      run: async (script, ...args) => valueOf((await ask("WebDriver:ExecuteAsyncScript", { script: ASYNC(script), args, sandbox: null })).value),
      close: async () => {
        await ask("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Messages are JSON with their length and a colon before them. @param {number} port @returns {Promise<(command: string, parameters: object) => Promise<any>>} */
function marionette(port) {
  return new Promise((ready, fail) => {
    const socket = connect(port, "127.0.0.1");
    let received = Buffer.alloc(0);
    let lastId = 0;
    /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
    const waiting = new Map();
    const ask = (/** @type {string} */ command, /** @type {object} */ parameters) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        const text = JSON.stringify([0, id, command, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    const take = (/** @type {any} */ message) => {
      // The first one is a greeting.
      if (!Array.isArray(message)) return ready(ask);
      const [, id, error, value] = message;
      const { resolve, reject } = waiting.get(id) ?? {};
      if (error) reject?.(new Error(JSON.stringify(error)));
      else resolve?.(value);
    };
    socket.on("data", (bytes) => {
      received = Buffer.concat([received, bytes]);
      for (let colon = received.indexOf(":"); colon > 0; colon = received.indexOf(":")) {
        const end = colon + 1 + Number(received.subarray(0, colon));
        if (received.length < end) return;
        take(JSON.parse(received.subarray(colon + 1, end).toString()));
        received = received.subarray(end);
      }
    });
    const over = () => {
      fail(new Error("Firefox does not listen"));
      for (const { reject } of waiting.values()) reject(new Error("Firefox has ended"));
    };
    socket.on("error", over);
    socket.on("close", over);
  });
}
