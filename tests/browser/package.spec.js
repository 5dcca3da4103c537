// The package for npm, packed and installed as whoever uses it would: with a bundler, without one, in Node, with types.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, test } from "./fixtures.js";
import { host, savedReport } from "./host.js";
import { serve } from "./server.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @type {string} an app with the package in its node_modules */
let app;

test.describe.configure({ mode: "serial" });

test.beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), "huitou-app-"));
  const npm = (/** @type {string[]} */ ...words) => execFileSync("npm", [...words, "--no-audit", "--no-fund", "--offline"], { cwd: app, stdio: "pipe" });
  npm("pack", join(ROOT, "npm"), "--pack-destination", app);
  const tarball = readdirSync(app).find((file) => file.endsWith(".tgz")) ?? "";
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm("install", join(app, tarball));
});

test.afterAll(() => rmSync(app, { recursive: true, force: true }));

test("Vite finds everything that it loads", async ({ page, browser, site }) => {
  const report = await savedReport(browser, site);
  writeFileSync(join(app, "index.html"), `<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><script type="module" src="./main.js"></script></body></html>`);
  writeFileSync(join(app, "main.js"), `import "huitou/define";
    const one = document.createElement("huitou-report");
    Object.assign(one, { report: "report.json", panels: "overview" });
    const other = document.createElement("huitou-report");
    Object.assign(other, { src: "orders.csv", panels: "overview" });
    document.body.append(one, other);`);
  await build({ root: app, base: "./", logLevel: "error", configFile: false });
  writeFileSync(join(app, "dist/report.json"), report);
  writeFileSync(join(app, "dist/orders.csv"), "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-02-02,7\n");
  const built = await serve(join(app, "dist"), "/some/path/");
  await page.goto(built.url);
  await expect(page.locator("huitou-report").nth(0).locator(".finding")).toContainText("3,827 customers");
  await expect(page.locator("huitou-report").nth(1).locator(".finding")).toContainText("3 valid orders");
  await built.close();
});

test("without a bundler it is a script of the page", async ({ page, browser, site, elsewhere }) => {
  const installed = await serve(join(app, "node_modules/huitou"));
  const files = { "/report.json": await savedReport(browser, site) };
  await host(page, elsewhere, { body: `<huitou-report report="/report.json" panels="overview"></huitou-report>`, ours: installed.origin, files });
  await expect(page.locator("#overview .finding")).not.toBeEmpty();
  await installed.close();
});

test("Node imports it for pages that are rendered on a server, and the core computes there", () => {
  const script = `
    const { HuitouReport } = await import("huitou");
    await import("huitou/define");
    const { initSync, Session } = await import("huitou/core");
    const { readFileSync } = await import("node:fs");
    initSync({ module: readFileSync("node_modules/huitou/pkg/huitou_bg.wasm") });
    const session = new Session({});
    session.startFile("orders.csv");
    session.push(new TextEncoder().encode("order id,customer,date,amount\\n1,a,2024-01-01,5\\n2,a,2024-02-01,6\\n3,b,2024-02-02,7\\n"));
    session.endFile();
    session.finish();
    console.log(typeof HuitouReport + " " + session.analyse({}, ["repurchase"]).results.repurchase.rate.part);`;
  expect(execFileSync("node", ["--input-type=module", "--eval", script], { cwd: app, encoding: "utf8" })).toBe("function 1\n");
});

test("its types describe it, and only define has an effect", () => {
  mkdirSync(join(app, "src"), { recursive: true });
  const script = `import { HuitouReport, type HuitouShown } from "huitou";
    import "huitou/define";
    import { Page } from "huitou/core";
    import type { Report } from "huitou/types";
    const one: HuitouReport = document.createElement("huitou-report");
    one.panels = "overview";
    one.addEventListener("huitou-report", ({ detail }) => { const shown: HuitouShown = detail; const report: Report = shown.report; new Page(report, "en"); });
    // @ts-expect-error a panel is named by a text
    one.panels = 5;`;
  writeFileSync(join(app, "src/main.ts"), script);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", "--lib", "es2022,esnext.disposable,dom", "--types", ""];
  const checked = spawnSync("node", [tsc, ...options, "src/main.ts"], { cwd: app, encoding: "utf8" });
  expect(checked.stdout + checked.stderr).toBe("");
  const manifest = JSON.parse(execFileSync("node", ["-p", "JSON.stringify(require('huitou/package.json'))"], { cwd: app, encoding: "utf8" }));
  expect(manifest.sideEffects).toEqual(["./define.js"]);
});
