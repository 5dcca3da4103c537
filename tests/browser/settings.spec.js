// The bar of settings: what is typed counts at once while it fits; where it does not, what counted before does, and the
// field says so.

import { expect, test } from "./fixtures.js";
import { choose, ready, settled } from "./shop.js";

/** @typedef {import("@playwright/test").Page} Page */

const ORDERS = {
  name: "orders.csv",
  text: "order id,customer,date,amount\n1,a,2024-01-01,5\n2,a,2024-02-01,6\n3,b,2024-03-02,7\n",
};

/** Opens a report, and what is behind the other settings. @param {Page} page @param {string} url */
async function opened(page, url) {
  await ready(page, url);
  await choose(page, ORDERS);
  await settled(page);
  await page.locator(".minor summary").click();
}

/** @param {Page} page */
const chips = (page) => page.locator("#chips");

for (const [name, before, typed, words] of /** @type {[string, string, string, string][]} */ ([
  ["margin", "40", "350", "it takes a number from 0.01 to 100, e.g. 35. Still 40."],
  ["margin", "", "250", "it takes a number from 0.01 to 100, e.g. 35."],
  ["points_redeemed", "50", "300", "it takes a whole number from 0 to 100, e.g. 60. Still 50."],
  ["migration_days", "30", "100000", "it takes a whole number from 1 to 3660, e.g. 30. Still 30."],
  ["limits_r", "9 8 7 6", "1,2,3", "it takes four numbers, e.g. 360 180 90 30. Still 9 8 7 6."],
  ["acquisition_cost", "", "abc", "it takes amounts of 0 or more, e.g. 30; email=25; 2024-03=20."],
])) {
  test(`${name}, typed as ${typed}, counts in no part, and says what would`, async ({ page, site }) => {
    await opened(page, site.url);
    const field = page.locator(`#set-${name}`);
    await field.fill(before);
    await field.blur();
    const counted = (await chips(page).textContent()) ?? "";
    expect(counted).toContain(before || "as opened");
    await field.selectText();
    await page.keyboard.type(typed);
    expect(await chips(page).textContent()).toBe(counted);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(`Not applied: ${words}`);
    await expect(page.locator("#live")).toContainText("Not applied");
    // It stays to be corrected, whatever else is set, and counts as soon as it fits.
    await field.blur();
    await page.locator("#set-period").selectOption("week");
    await expect(field).toHaveValue(typed);
    await field.fill("");
    await expect(field).not.toHaveAttribute("aria-invalid");
    await expect(chips(page)).not.toContainText(before || "30");
  });
}

test("a day outside the data stays with its reason, in the visitor's language, until it is taken back", async ({ page, site }) => {
  await opened(page, `${site.url}?lang=zh`);
  const from = page.locator("#set-from");
  await page.locator("#set-period").selectOption("week");
  await from.fill("2026-06-01");
  await from.blur();
  await expect(from).toHaveAccessibleDescription("没有采用：请选 2024年1月1日到2024年3月2日之间的一天。仍为 2024年1月1日。");
  await expect(from).toHaveValue("2026-06-01");
  await page.getByRole("button", { name: "恢复默认" }).click();
  await expect(from).toHaveValue("2024-01-01");
  await expect(from).not.toHaveAttribute("aria-invalid");
});

test("what was typed for one file is gone with it", async ({ page, site }) => {
  await opened(page, site.url);
  await page.locator("#set-margin").fill("250");
  await page.locator("#another").click();
  await choose(page, ORDERS);
  await settled(page);
  await expect(page.locator("#set-margin")).toHaveValue("");
  await expect(page.locator("#set-margin")).not.toHaveAttribute("aria-invalid");
});

test("Escape closes what is behind the others, and another language leaves it open; nothing typed is lost", async ({ page, site }) => {
  await opened(page, site.url);
  const more = page.locator(".minor");
  await page.locator("#set-margin").fill("35");
  await page.locator("#language").click();
  await expect(more).toHaveAttribute("open");
  await page.locator("#set-margin").press("Escape");
  await expect(more).not.toHaveAttribute("open");
  await expect(more.locator("summary")).toBeFocused();
  await expect(chips(page)).toContainText("35");
});

test("what is chosen is not cut, and days are as wide as their pickers need", async ({ page, site }) => {
  await ready(page, site.url);
  for (const language of ["en", "zh"]) {
    await ready(page, `${site.url}?lang=${language}`);
    await page.locator("#sample").click();
    await settled(page);
    await page.locator(".minor summary").click();
    for (const width of [1280, 500, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await page.locator("#settings :is(select, [type=date])").evaluateAll((all) =>
        all.flatMap((one) => {
          const alone = /** @type {HTMLSelectElement} */ (one.cloneNode(true));
          if (one instanceof HTMLSelectElement) alone.replaceChildren(...[...one.selectedOptions].map((option) => option.cloneNode(true)));
          alone.style.width = "max-content";
          one.after(alone);
          const isCut = alone.offsetWidth > /** @type {HTMLElement} */ (one).offsetWidth;
          alone.remove();
          return isCut ? [one.id] : [];
        }),
      );
      expect(cut, `${language} ${width}`).toEqual([]);
    }
  }
});
