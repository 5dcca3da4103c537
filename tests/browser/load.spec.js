// The built page at its address: it loads, and the harness that later tests stand on tells the truth.

import { expect, test } from "./fixtures.js";

/** @param {import("./server.js").Site} site */
const paths = (site) => site.hits.map((hit) => `${hit.method} ${hit.url}`);

for (const basePath of ["/", "/some/sub/path/"]) {
  test.describe(`served under ${basePath}`, () => {
    test.use({ basePath });

    test("the page loads, and asks its own folder alone", async ({ page, site, elsewhere }) => {
      await page.goto(site.url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      expect(paths(site)).toContain(`GET ${basePath}pkg/huitou_bg.wasm`);
      const strangers = site.hits.filter((hit) => !hit.url.startsWith(basePath));
      expect(strangers).toEqual([]);
      expect(elsewhere.hits).toEqual([]);
    });

    test("the licences are one link away", async ({ page, site }) => {
      await page.goto(site.url);
      await page.locator('a[href="licences.html"]').click();
      await expect(page.getByRole("heading", { name: "Licences" })).toBeVisible();
      await expect(page.getByText("wasm-bindgen", { exact: false }).first()).toBeVisible();
    });
  });
}

// The control of every test that counts no hits: what a page without our policy sends does arrive.
test("a request of another origin's page is recorded, its POST and its image alike", async ({ page, site, elsewhere }) => {
  await page.goto(`${elsewhere.url}pkg/huitou.js`);
  await page.evaluate(async (url) => {
    await fetch(`${url}post`, { method: "POST", body: "x", headers: { "x-preflight": "yes" } });
    new Image().src = `${url}style.css`;
  }, site.url);
  await expect.poll(() => paths(site)).toEqual(["OPTIONS /post", "POST /post", "GET /style.css"]);
  site.forget();
  expect(site.hits).toEqual([]);
});
