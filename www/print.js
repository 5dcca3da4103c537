// @ts-check
// On paper: every figure as SVG, light and with its caption, every table and explanation in full; afterwards all is as
// it was. A table is as small as it has to be for the sheet, whatever its width; what would be too small to read is
// cut into several, one below the other, that begin with the same column.

const CLOSED = "details:not([open], .saves)";
/** The widest table that stays whole, in its own em: on a sheet of A4 some 8 px of type. */
const WIDEST = 85;

/** Makes the panels in an element ready whenever it is printed, until the signal. @param {HTMLElement} within @param {AbortSignal} [signal] */
export function printable(within, signal) {
  /** @type {HTMLDetailsElement[]} */ let opened = [];
  const given = signal ? { signal } : {};
  addEventListener(
    "beforeprint",
    () => {
      opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (within.querySelectorAll(CLOSED))];
      for (const box of opened) box.open = true;
      for (const plot of within.querySelectorAll(".plot")) plot.dispatchEvent(new Event("print"));
      within.classList.add("on-paper");
      const tables = [.../** @type {NodeListOf<HTMLTableElement>} */ (within.querySelectorAll(".table-box > table"))];
      // All are measured before any is changed.
      const widths = tables.map(columnWidths);
      tables.forEach((table, at) => fit(table, widths[at] ?? []));
    },
    given,
  );
  addEventListener(
    "afterprint",
    () => {
      for (const box of opened) box.open = false;
      for (const one of within.querySelectorAll(".printed")) one.remove();
      within.classList.remove("on-paper");
    },
    given,
  );
}

/** A picture that the core has drawn as an element. @param {string} svg */
export function picture(svg) {
  const drawn = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  drawn.setAttribute("class", "printed");
  return drawn;
}

/** The least width of each column, in em. @param {HTMLTableElement} table */
function columnWidths(table) {
  const em = parseFloat(getComputedStyle(table).fontSize);
  return [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.getBoundingClientRect().width / em);
}

/** Puts a table as it is on paper beside it. @param {HTMLTableElement} table @param {number[]} widths of its columns */
function fit(table, widths) {
  const [first = 0, ...others] = widths;
  const all = others.reduce((sum, one) => sum + one, 0);
  // Of about the same width each.
  const parts = Array.from({ length: Math.max(1, Math.ceil(all / (WIDEST - first))) }, () => [0]);
  let before = 0;
  others.forEach((one, at) => {
    parts[Math.floor(((before + one / 2) / all) * parts.length)]?.push(at + 1);
    before += one;
  });
  // All in one size of type, with a little to spare.
  const widest = Math.max(...parts.map((kept) => kept.reduce((sum, at) => sum + (widths[at] ?? 0), 1)));
  for (const kept of parts) {
    const copy = part(table, kept);
    copy.style.setProperty("--ems", String(widest));
    table.parentElement?.append(copy);
  }
}

/** A copy of some columns; rows that have nothing in them are left out. @param {HTMLTableElement} table @param {number[]} kept */
function part(table, kept) {
  const copy = /** @type {HTMLTableElement} */ (table.cloneNode(true));
  copy.className = "printed";
  for (const row of copy.rows) [...row.cells].forEach((cell, at) => kept.includes(at) || cell.remove());
  const isEmpty = (/** @type {HTMLTableRowElement} */ row) => kept.length > 1 && [...row.cells].slice(1).every((cell) => !cell.textContent);
  for (const row of [...copy.rows]) if (isEmpty(row)) row.remove();
  return copy;
}
