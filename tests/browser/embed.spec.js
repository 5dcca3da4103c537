// embed.html in a frame of a page of another origin: visitors' own files, sealed as in the page itself.

import { expect, test } from "./fixtures.js";
import { loaded, payload, settled } from "./shop.js";

const CSV = "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-02-02,7\n";

/** A page with the frame, as docs/embedding.md has it. @param {import("@playwright/test").Page} page @param {import("./server.js").Site} site @param {import("./server.js").Site} elsewhere @param {string} [lang] */
async function embedded(page, site, elsewhere, lang = "en") {
  const ours = site.origin;
  const policy = `default-src 'none'; script-src ${ours}; frame-src ${ours}; style-src 'self'; img-src data:`;
  const text = `<!doctype html><html lang="${lang}"><title>A blog</title><link rel="icon" href="data:,"><link rel="stylesheet" href="blog.css">
<body><iframe src="${ours}/embed.html" title="Huitou" sandbox="allow-scripts allow-same-origin allow-downloads"></iframe>
<script type="module" src="${ours}/frame.js"></script></body></html>`;
  elsewhere.put("/blog.html", { type: "text/html", text, headers: { "Content-Security-Policy": policy } });
  const css = "body { background: rgb(250, 240, 220); } iframe { width: 100%; height: 30rem; border: 0; color-scheme: normal; } .night body { background: rgb(10, 20, 30); }";
  elsewhere.put("/blog.css", { type: "text/css", text: css });
  await page.goto(`${elsewhere.origin}/blog.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-ready]").waitFor();
  return frame;
}

test("a visitor's file is read in the frame, which is as high as the report, and nothing is asked for", async ({ page, site, elsewhere }) => {
  const frame = await embedded(page, site, elsewhere);
  await loaded(site);
  await frame.locator("#files").setInputFiles(payload({ name: "orders.csv", text: CSV }));
  await expect(frame.locator("#overview .finding")).toContainText("3 valid orders");
  const inside = () => frame.locator("body").evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  const outside = () => page.locator("iframe").evaluate((one) => one.clientHeight);
  await expect.poll(async () => (await outside()) - (await inside())).toBe(0);
  expect(await outside()).toBeGreaterThan(1500);
  expect([...site.hits, ...elsewhere.hits.filter((hit) => !hit.url.startsWith("/blog"))]).toEqual([]);
});

test("a page that listens late hears how high the frame is", async ({ page, site, elsewhere }) => {
  const ours = site.origin;
  const text = `<!doctype html><html lang="en"><title>A blog</title><link rel="icon" href="data:,"><body style="background: rgb(10, 20, 30)"><iframe src="${ours}/embed.html" height="10" title="Huitou"></iframe>`;
  elsewhere.put("/late.html", { type: "text/html", text });
  await page.goto(`${elsewhere.origin}/late.html`);
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-ready]").waitFor();
  await frame.locator("body").evaluate(() => new Promise(requestAnimationFrame));
  const height = () => page.locator("iframe").evaluate((one) => one.clientHeight);
  expect(await height()).toBe(10);
  await page.addScriptTag({ type: "module", url: `${ours}/frame.js` });
  await expect.poll(height).toBeGreaterThan(200);
  // It is told what is around it too.
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the frame is sealed: the page around and other origins get nothing out of it", async ({ page, site, elsewhere, trouble }) => {
  const frame = await embedded(page, site, elsewhere);
  await loaded(site);
  await frame.locator("body").evaluate(async (_, origin) => {
    await fetch(`${origin}/leak`, { mode: "no-cors" }).catch(() => {});
    await fetch("/leak").catch(() => {});
    navigator.sendBeacon(`${origin}/leak`);
  }, elsewhere.origin);
  expect([...site.hits, ...elsewhere.hits].filter((hit) => hit.url.includes("leak"))).toEqual([]);
  expect(await page.evaluate(() => {
    try {
      return document.querySelector("iframe")?.contentWindow?.document.title ?? "refused";
    } catch {
      return "refused";
    }
  })).toBe("refused");
  trouble.splice(0);
});

test("the dialog about the columns comes into sight, however high the frame is", async ({ page, site, elsewhere }) => {
  const frame = await embedded(page, site, elsewhere);
  await frame.locator("#files").setInputFiles(payload({ name: "orders.csv", text: CSV }));
  await settled(frame);
  await frame.getByRole("button", { name: "Not right?" }).click();
  await expect(frame.locator("#mapping-title")).toBeInViewport();
});

test("it is transparent, and follows the language and the colour of the page around", async ({ page, site, elsewhere }) => {
  const frame = await embedded(page, site, elsewhere, "zh");
  await expect(frame.locator("#lead")).toHaveText("看清谁会再来，以及为什么。");
  // A point in the frame with nothing on it has the colour of the page behind.
  const behind = async () => {
    const box = await page.locator("iframe").boundingBox();
    const shot = await page.screenshot({ clip: { x: (box?.x ?? 0) + 2, y: (box?.y ?? 0) + 2, width: 1, height: 1 } });
    return page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]));
      const context = new OffscreenCanvas(1, 1).getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
    }, shot.toString("base64"));
  };
  await expect.poll(behind).toEqual([250, 240, 220]);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect.poll(behind).toEqual([10, 20, 30]);
  await frame.locator("#sample").click();
  await expect(frame.locator("#retention_curve canvas")).toBeVisible();
  const paper = () => frame.locator("#retention_curve canvas").evaluate((canvas) => [...(/** @type {HTMLCanvasElement} */ (canvas).getContext("2d")?.getImageData(1, 1, 1, 1).data ?? [])].slice(0, 3));
  await expect.poll(paper).toEqual([10, 20, 30]);
});

test("a message from anybody but the page around is not listened to, and a height from anybody but the frame neither", async ({ page, site, elsewhere }) => {
  const frame = await embedded(page, site, elsewhere);
  // From the frame's own window, and from a frame inside it.
  await frame.locator("body").evaluate(() => {
    window.postMessage({ huitou: { lang: "zh" } }, "*");
    return new Promise((resolve) => setTimeout(resolve, 300));
  });
  await expect(frame.locator("html")).toHaveAttribute("lang", "en");
  const height = await page.locator("iframe").evaluate((one) => one.clientHeight);
  await page.evaluate(() => window.postMessage({ huitou: { height: 5 } }, "*"));
  await page.waitForTimeout(300);
  expect(await page.locator("iframe").evaluate((one) => one.clientHeight)).toBe(height);
});

test("pickers and lists are as dark as the page around, and the text begins where that page's does", async ({ page, site, elsewhere }) => {
  const frame = await embedded(page, site, elsewhere);
  await frame.locator("#files").setInputFiles(payload({ name: "orders.csv", text: CSV }));
  await settled(frame);
  const scheme = () => frame.locator("#set-from").evaluate((input) => getComputedStyle(input).colorScheme);
  expect(await scheme()).toBe("light");
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await expect.poll(scheme).toBe("dark");
  // A frame is transparent only with a normal one.
  expect(await frame.locator("html").evaluate((root) => getComputedStyle(root).colorScheme)).toBe("normal");
  // On that page's paper its text begins where that page's does.
  await expect(frame.locator("body")).toHaveCSS("padding-left", "0px");
});

test("on a paper of its own its text keeps off the edge, and on a phone nothing is cut", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${site.origin}/embed.html`);
  await page.locator("html[data-ready]").waitFor();
  await page.locator("#files").setInputFiles(payload({ name: "orders.csv", text: CSV }));
  await settled(page);
  const [left, right] = await page.locator("#overview").evaluate((panel) => [panel.getBoundingClientRect().left, innerWidth - panel.getBoundingClientRect().right]);
  expect([left, right]).toEqual([16, 16]);
  expect(await page.locator("#groups").evaluate((bar) => bar.scrollWidth - bar.clientWidth)).toBe(0);
});
