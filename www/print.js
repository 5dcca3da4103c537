// @ts-check
// On paper: every figure as SVG, light and with its caption, every table and explanation in full; afterwards all is as
// it was.

const CLOSED = "details:not([open], .saves)";

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
    },
    given,
  );
  addEventListener(
    "afterprint",
    () => {
      for (const box of opened) box.open = false;
      for (const figure of within.querySelectorAll("svg.printed")) figure.remove();
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
