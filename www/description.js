// @ts-check
// A description of the files that holds no value of them, to be copied when someone is asked for help.

import { button, element } from "./panel.js";
import { text } from "./text.js";

/** It is made when it is asked for. @param {import("./text.js").Lang} lang @param {() => Promise<string>} describe */
export function description(lang, describe) {
  const box = element("details", { className: "description" });
  const area = element("textarea", { readOnly: true, rows: 8, spellcheck: false });
  area.setAttribute("aria-label", text("describe", lang));
  const copy = button(text("copy", lang), async () => {
    area.select();
    const copied = await navigator.clipboard?.writeText(area.value).then(() => true, () => false);
    copy.textContent = text(copied ? "copied" : "copyYourself", lang);
  });
  box.append(
    element("summary", { textContent: text("describe", lang) }),
    element("p", { className: "note", textContent: text("describeHint", lang) }),
    area,
    copy,
  );
  box.addEventListener("toggle", async () => {
    if (box.open) area.value = await describe();
  });
  return box;
}
