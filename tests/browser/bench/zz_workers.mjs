import { chromium } from "@playwright/test";
import { serve } from "../server.js";
import { peakMegabytes } from "./peak.js";
const site = await serve(new URL("../../../", import.meta.url).pathname, "/");
let browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const files = process.argv.slice(3); const list = process.argv[2].split(",").map(Number);
for (const file of files) for (let r = 0; r < (process.env.RUNS ?? 3); r++) for (const workers of list) {
  const page = await browser.newPage();
  await page.goto(site.origin + "/bare.html");
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", multiple: true })));
  await page.locator("input").setInputFiles([new URL("../../../target/bench/orders-v1-seed1-100000-sorted.csv", import.meta.url).pathname, file]);
  const t = await page.evaluate(async (workers) => {
    const { Engine } = await import("/dist/engine.js");
    const e = await Engine.load({ workers });
    await new Promise((f) => setTimeout(f, 3000));
    const [warm, file] = document.querySelector("input").files;
    await e.open([warm], {}); await e.analyse({}, []);
    const t0 = performance.now();
    let p = 0; 
    await e.open([file], {}, { onProgress: (x) => { if (x.bytes >= file.size && !p) p = performance.now(); } });
    const t1 = performance.now();
    await e.analyse({}, []);
    const t2 = performance.now();
    return { read: Math.round(p - t0), finish: Math.round(t1 - p), analyse: Math.round(t2 - t1), all: Math.round(t2 - t0), wasm: (await e.memory()) / 1e6 };
  }, workers);
  console.log(file.replace(/.*seed1-/, ""), workers, JSON.stringify(t), Math.round(await peakMegabytes(browser)));
  await page.close(); await browser.close(); browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}
await browser.close(); await site.close();
