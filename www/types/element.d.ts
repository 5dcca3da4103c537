import type { Report } from "./huitou";

/** `<huitou-report>`: a saved report, or the report on a published CSV. Attributes and properties are the same. */
export class HuitouReport extends HTMLElement {
  /** The address of a saved report. */
  report: string;
  /** The address of a CSV; read where `report` is empty. */
  src: string;
  /** The currency of a CSV that names none: a code of three letters. */
  currency: string;
  /** The last day that counts of a CSV, as `2024-12-31`; empty: that of its last order. The attribute is `as-of`. */
  asOf: string;
  /** The ids of the panels to show, with blanks or commas between them; empty: all. */
  panels: string;
  /** `light`, `dark` or `auto`: as the page around it is. */
  theme: string;
}

/** While a CSV is read. */
export interface HuitouProgress {
  bytes: number;
  total: number;
  rows: number;
}

/** Once the report is shown. */
export interface HuitouShown {
  report: Report;
  /** The ids of the panels that are shown. */
  panels: string[];
}

/** Where there is nothing to show. */
export interface HuitouTrouble {
  code: string;
  /** The sentence that is shown. */
  message: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "huitou-report": HuitouReport;
  }
  interface HTMLElementEventMap {
    "huitou-progress": CustomEvent<HuitouProgress>;
    "huitou-report": CustomEvent<HuitouShown>;
    "huitou-error": CustomEvent<HuitouTrouble>;
  }
}
