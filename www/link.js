// @ts-check
// Settings in the address, behind its `#`: put there when the visitor asks, and read when a report opens. They never
// reach a server, and hold nothing of the orders but what was typed or chosen as a filter.

/** @typedef {import("./types/huitou").Control} Control */
/** @typedef {import("./types/huitou").Settings} Settings */
/** @typedef {import("./pkg/huitou.js").Page} Page */

/** What the address sets; what does not fit the file is passed over. @param {Page} page @param {Settings} opened @returns {Settings} */
export function settingsOfAddress(page, opened) {
  let settings = opened;
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    settings = page.changed(settings, name, value) ?? settings;
  }
  return settings;
}

/** @param {Control[]} controls */
export function putIntoAddress(controls) {
  const changed = controls.filter((control) => control.changed);
  const words = new URLSearchParams(changed.map(({ name, value }) => [name, value]));
  history.replaceState(null, "", `#${words}`);
}
