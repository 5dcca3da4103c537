// @ts-check
// Registers <huitou-report>. The class by itself is in element.js, for whoever wants another name.

import { HuitouReport } from "./element.js";

/** As it is described to others. @type {typeof import("./types/element").HuitouReport} */
const Described = HuitouReport;

// A server that renders pages has no elements.
if (globalThis.customElements && !customElements.get("huitou-report")) customElements.define("huitou-report", Described);
