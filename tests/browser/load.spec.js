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
      const strangers = site.hits.filter((hit) => !hit.url.startsWith(basePath) && hit.url !== "/favicon.ico");
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

test("the recorder of requests sees what a page of another origin sends", async ({ page, site, elsewhere, trouble }) => {
  // The control of every test that counts no hits.
  await page.goto(`${elsewhere.url}licences.html`);
  await page.evaluate((url) => void new Image().setAttribute("src", url), `${site.url}licences.html?probe`);
  await page.waitForTimeout(200);
  expect(paths(site)).toEqual([]);
  expect(trouble.splice(0).join()).toContain("Content Security Policy");
  await page.goto(`${site.url}licences.html?seen`);
  expect(paths(site)).toContain("GET /licences.html?seen");
});
