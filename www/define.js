// @ts-check
// Registers <huitou-report>. The class by itself is in element.js, for whoever wants another name.

import { HuitouReport } from "./element.js";

if (!customElements.get("huitou-report")) customElements.define("huitou-report", HuitouReport);
