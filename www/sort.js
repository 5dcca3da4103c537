// @ts-check
// A table's rows in the order of a column's numbers, by a press on its heading.

/** @typedef {import("./types/huitou").Table} Table */

/** What comes after what. @type {Record<string, string>} */
const NEXT = { descending: "ascending", ascending: "" };

/** The largest first, then the smallest, then as they came; what has no number stands last. @param {HTMLTableRowElement[]} rows as they came @param {Table} table @param {HTMLTableCellElement} head of the column */
export function sort(rows, table, head) {
  const way = NEXT[head.getAttribute("aria-sort") ?? ""] ?? "descending";
  for (const other of head.parentElement?.children ?? []) other.removeAttribute("aria-sort");
  if (way) head.setAttribute("aria-sort", way);
  const placed = rows.map((row, at) => ({ row, value: table.rows[at]?.[head.cellIndex]?.value ?? null }));
  const sign = way === "descending" ? -1 : 1;
  if (way) {
    placed.sort(({ value: a }, { value: b }) =>
      a === null || b === null ? Number(a === null) - Number(b === null) : sign * (a - b),
    );
  }
  rows[0]?.parentElement?.append(...placed.map(({ row }) => row));
}

/** Of the buttons in a row Tab reaches one and arrow keys the others: a matrix has many. @param {HTMLElement} row */
export function rove(row) {
  const buttons = [...row.querySelectorAll("button")];
  const reach = (/** @type {HTMLButtonElement | undefined} */ one) => buttons.forEach((other) => (other.tabIndex = other === one ? 0 : -1));
  reach(buttons[0]);
  row.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const to = step && buttons[buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target)) + step];
    if (!to) return;
    event.preventDefault();
    reach(to);
    to.focus();
  });
}
