// What must hold in every engine: a dropped file is read and drawn, the seal holds, the element and the frame work in
// another page, and the single file opens from the disk. `cargo xtask test engines` runs it; which engines there are
// stands in the environment.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { serve } from "../server.js";
import { xlsx, zip } from "../zip.js";
import { chromium, firefox, webkit } from "./driver.js";

/** @typedef {import("./driver.js").Driver} Driver */
/** @typedef {import("../server.js").Site} Site */

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const CDNOW = readFileSync(new URL("../../data/cdnow/CDNOW_sample.txt", import.meta.url), "utf8");
// The readme of the data set (Fader and Hardie).
const PUBLISHED = "2,357 customers placed 6,919 valid orders";

/** Waits until an expression is true, and returns it. */
const UNTIL = `const until = async (look) => { for (let i = 0; i < 600; i++) { const found = look(); if (found) return found; await new Promise((r) => setTimeout(r, 100)); } throw new Error("waited in vain for " + look); };`;
/** A figure is drawn where it comes near the view: scrolls to it, and whether it is more than one colour. */
const PAINTED = `const isPainted = (canvas) => {
  canvas.scrollIntoView();
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte, at, all) => byte !== all[at % 4]);
};
const painted = (selector, root = document) => until(() => { const canvas = root.querySelector(selector); return canvas && isPainted(canvas) && canvas; });`;
const READY = `${UNTIL} await until(() => document.documentElement.dataset.ready);`;
/** Drops a file and returns what the first panel finds. */
const DROP = `${READY} ${PAINTED}
  const transfer = new DataTransfer();
  transfer.items.add(new File([args[0]], "cdnow.txt"));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await until(() => document.querySelector("#ledger .finding"));
  const canvas = await painted("#retention_curve canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
  return { finding: document.querySelector("#overview .finding").textContent, colours: colours.size };`;

// Names, bytes as base64, and what is found. Three customers and four orders by hand; the first is in GBK.
const ROWS = [["订单号", "客户", "日期", "金额"], ["1", "ann", "2024-01-05", 20], ["2", "ann", "2024-02-07", 30], ["3", "bob", "2024-01-09", 10], ["4", "cy", "2024-03-31", 5]];
const TSV = ROWS.map((row) => row.join("\t")).join("\n");
const GBK_HEADER = Buffer.from("b6a9b5a5bac52cbfcdbba72cc8d5c6da2cbdf0b6ee0a", "hex");
const GBK = Buffer.concat([GBK_HEADER, Buffer.from(ROWS.slice(1).map((row) => row.join(",")).join("\n"))]);
const FORMATS = /** @type {[string, Buffer][]} */ ([
  ["gbk.csv", GBK],
  ["orders.tsv", Buffer.from(TSV)],
  ["orders.xlsx", xlsx(ROWS)],
  ["orders.zip", zip([["orders.tsv", TSV]])],
  ["orders.tsv.gz", gzipSync(TSV)],
]);
/** Drops one of them and returns what its first panel finds. */
const DROP_BYTES = `${READY}
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(args[1]), (char) => char.charCodeAt(0))], args[0]));
  window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await until(() => document.querySelector("#ledger")?.checkVisibility() && document.querySelector("#ledger").textContent.includes(args[0].replace(/\\.gz$/, "")));
  return document.querySelector("#overview .finding").textContent;`;

/** @type {[string, (driver: Driver, site: Site, elsewhere: Site) => Promise<void>][]} */
const CHECKS = [
  ["five formats are read", async (driver, site) => {
    for (const [name, bytes] of FORMATS) {
      await driver.go(`${site.url}?lang=en`);
      const finding = await driver.run(DROP_BYTES, name, bytes.toString("base64"));
      assert.ok(finding.includes("3 customers placed 4 valid orders"), `${name}: ${finding}`);
    }
  }],
  ["the sample shop draws every panel, is saved, and opens again from what was saved", async (driver, site) => {
    await driver.go(`${site.url}?lang=en`);
    const { bare, panels, saved } = await driver.run(`${READY} ${PAINTED}
      document.querySelector("#sample").click();
      await until(() => document.querySelector("#due_calendar") && document.querySelector("#panels").ariaBusy === "false");
      const bare = [];
      for (const panel of document.querySelectorAll(".panel")) {
        if (!panel.querySelector(".finding").textContent) bare.push(panel.id);
        for (const canvas of panel.querySelectorAll("canvas")) await until(() => !canvas.isConnected || isPainted(canvas));
      }
      // What a click saves, seen before the browser takes it away.
      let blob;
      const create = URL.createObjectURL;
      URL.createObjectURL = (given) => create.call(URL, (blob = given));
      document.querySelector("#save-report").click();
      await until(() => blob);
      URL.createObjectURL = create;
      return { bare, panels: document.querySelectorAll(".panel").length, saved: await blob.text() };`);
    assert.deepEqual(bare, [], "panels without words");
    assert.ok(panels > 30, `${panels} panels`);
    assert.equal(JSON.parse(saved).least_group, 5);
    await driver.go(`${site.url}?lang=en`);
    const { words, curve } = await driver.run(`${READY} ${PAINTED}
      const transfer = new DataTransfer();
      transfer.items.add(new File([args[0]], "huitou-report.json"));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
      await until(() => document.querySelector("#saved")?.textContent);
      const canvas = await painted("#retention_curve canvas");
      return { words: document.querySelector("#saved").textContent, curve: canvas.width };`, saved);
    assert.ok(words.startsWith("This is a saved report"), words);
    assert.ok(curve > 100);
  }],
  ["a dropped file is read and drawn", async (driver, site) => {
    await driver.go(`${site.url}?lang=en`);
    const { finding, colours } = await driver.run(DROP, CDNOW);
    assert.ok(finding.includes(PUBLISHED), finding);
    assert.ok(colours > 5, `a figure of ${colours} colours`);
  }],
  ["the seal holds, in the page and in a worker, to both origins", async (driver, site, elsewhere) => {
    // What opens spreadsheets was asked for before.
    await driver.run(`${UNTIL} await until(() => performance.getEntriesByType("resource").some((one) => one.name.endsWith("unpack_bg.wasm")));`);
    site.forget();
    elsewhere.forget();
    await driver.run(`for (const origin of args) {
        const leak = (way) => origin + "/leak?" + way;
        await fetch(leak("page"), { mode: "no-cors" }).catch(() => {});
        try { navigator.sendBeacon(leak("beacon"), "x"); } catch {}
        new Image().src = leak("image");
        const code = "fetch(" + JSON.stringify(leak("worker")) + ", { mode: 'no-cors' }).catch(() => {})";
        new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
      }
      await new Promise((r) => setTimeout(r, 1500));`, site.origin, elsewhere.origin);
    assert.deepEqual([...site.hits, ...elsewhere.hits].filter((hit) => hit.url.startsWith("/leak")), []);
  }],
  ["control: without the seal the same ways lead out", async (driver, site, elsewhere) => {
    await driver.go(`${elsewhere.origin}/bare.html`);
    await driver.run(`await fetch(args[0] + "/leak?page", { mode: "no-cors" });
      const code = "fetch(" + JSON.stringify(args[0] + "/leak?worker") + ", { mode: 'no-cors' })";
      new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
      await new Promise((r) => setTimeout(r, 1500));`, site.origin);
    assert.deepEqual(site.hits.map((hit) => hit.url).filter((url) => url.startsWith("/leak")).sort(), ["/leak?page", "/leak?worker"]);
  }],
  ["the element and the frame work in a page of another origin, under its policy", async (driver, site, elsewhere) => {
    const ours = site.origin;
    const policy = `default-src 'none'; style-src 'self'; img-src data:; frame-src ${ours}; script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self' ${ours}; worker-src blob:`;
    const text = `<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><link rel="stylesheet" href="blog.css"><body>
      <huitou-report src="/cdnow.txt" panels="overview retention_curve"></huitou-report><iframe src="${ours}/embed.html" sandbox="allow-scripts allow-same-origin"></iframe>
      <script type="module" src="${ours}/define.js"></script><script type="module" src="${ours}/frame.js"></script></body></html>`;
    elsewhere.put("/blog.html", { type: "text/html", text, headers: { "Content-Security-Policy": policy } });
    elsewhere.put("/blog.css", { type: "text/css", text: "huitou-report { display: block; height: 30rem } iframe { height: 10px; border: 0; color-scheme: normal }" });
    elsewhere.put("/cdnow.txt", { type: "text/plain", text: CDNOW });
    await driver.go(`${elsewhere.origin}/blog.html`);
    const { finding, drawn, height } = await driver.run(`${UNTIL} ${PAINTED}
      const root = await until(() => document.querySelector("huitou-report").shadowRoot);
      const finding = (await until(() => root.querySelector(".finding, .trouble"))).textContent;
      const drawn = (await painted("#retention_curve canvas", root)).width;
      document.querySelector("iframe").scrollIntoView(); // out of sight Chromium does not lay it out
      const height = await until(() => document.querySelector("iframe").clientHeight > 300 && document.querySelector("iframe").clientHeight);
      return { finding, drawn, height };`);
    assert.ok(finding.includes(PUBLISHED), finding);
    assert.ok(drawn > 100 && height > 300);
  }],
  ["the element says what the policy around it has to allow", async (driver, site, elsewhere) => {
    const ours = site.origin;
    /** @type {[string, string][]} */
    const policies = [
      [`script-src ${ours}; connect-src 'self' ${ours}; worker-src blob:`, "'wasm-unsafe-eval'"],
      [`script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:`, `add ${ours} to its connect-src`],
      [`script-src ${ours} 'wasm-unsafe-eval'; connect-src 'self' ${ours}; worker-src 'none'`, "add blob: to its worker-src"],
    ];
    for (const [policy, words] of policies) {
      const text = `<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><body><huitou-report src="/cdnow.txt"></huitou-report><script type="module" src="${ours}/define.js"></script>`;
      elsewhere.put("/strict.html", { type: "text/html", text, headers: { "Content-Security-Policy": `default-src 'none'; img-src data:; ${policy}` } });
      await driver.go(`${elsewhere.origin}/strict.html`);
      const said = await driver.run(`${UNTIL} const root = await until(() => document.querySelector("huitou-report").shadowRoot);
        return (await until(() => root.querySelector(".finding, .trouble"))).textContent;`);
      assert.ok(said.includes(words), `${policy}: ${said}`);
    }
  }],
  ["the single file reads from the disk", async (driver) => {
    await driver.go(`${pathToFileURL(DIST).href}/huitou.html?lang=en`);
    const { finding, colours } = await driver.run(DROP, CDNOW);
    assert.ok(finding.includes(PUBLISHED) && colours > 5, finding);
    const archive = zip([["cdnow.txt", CDNOW]]).toString("base64");
    const unpacked = await driver.run(`${UNTIL}
      document.querySelector("#another").click();
      await until(() => !document.querySelector("#ledger")?.checkVisibility());
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(args[0]), (char) => char.charCodeAt(0))], "cdnow.zip"));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
      await until(() => document.querySelector("#ledger")?.checkVisibility());
      return document.querySelector("#overview .finding").textContent;`, archive);
    assert.ok(unpacked.includes(PUBLISHED), unpacked);
  }],
];

/** A port that is free now. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** @type {[name: string, launch: (port: number) => Promise<Driver>][]} */
const engines = [];
const { CHROME, CHROMEDRIVER, FIREFOX, MINIBROWSER, WEBKITDRIVER } = process.env;
if (CHROME && CHROMEDRIVER) engines.push(["Chromium", (port) => chromium(CHROME, CHROMEDRIVER, port)]);
if (FIREFOX) engines.push(["Firefox", (port) => firefox(FIREFOX, port)]);
if (MINIBROWSER && WEBKITDRIVER) engines.push(["WebKitGTK", (port) => webkit(MINIBROWSER, WEBKITDRIVER, port)]);

let failed = 0;
for (const [name, launch] of engines) {
  const [site, elsewhere] = [await serve(DIST), await serve(DIST)];
  const driver = await launch(await freePort());
  for (const [what, check] of CHECKS) {
    try {
      await check(driver, site, elsewhere);
      console.log(`ok      ${name}: ${what}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}: ${what}\n${error}`);
    }
  }
  await driver.close();
  await site.close();
  await elsewhere.close();
}
process.exitCode = failed > 0 || engines.length === 0 ? 1 : 0;
