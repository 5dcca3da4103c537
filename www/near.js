// @ts-check
// Figures are drawn near what can be seen: each has its height from the beginning, and its picture once it comes within
// a screen of the view. Whatever changes them all (width, colours, language) draws those that are near.

/**
 * @typedef {object} Figure
 * @property {HTMLElement} plot where it is drawn
 * @property {Element | null} root what scrolls it; null: the page
 * @property {(width: number) => void} reserve makes room for it, in CSS pixels; it is not drawn any more
 * @property {() => void} draw where it is not drawn
 */

/** @type {WeakMap<Element, Figure>} */
const figures = new WeakMap();
/** @type {Set<Element>} whose width has changed */
const changed = new Set();

/** Draws a figure whenever it comes near or its width changes. @param {Figure} figure */
export function drawNear(figure) {
  const { plot, root } = figure;
  let width = 0;
  figures.set(plot, figure);
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry?.contentRect.width ?? 0);
    if (now === width) return;
    width = now;
    if (changed.size === 0) requestAnimationFrame(drawChanged);
    changed.add(plot);
  }).observe(plot);
  const come = (/** @type {IntersectionObserverEntry[]} */ entries) => entries.some(({ isIntersecting }) => isIntersecting) && figure.draw();
  new IntersectionObserver(come, { root, rootMargin: "100% 0px" }).observe(plot);
}

function drawChanged() {
  const plots = [...changed];
  changed.clear();
  lay(plots);
}

/** Makes room for all figures in some elements, and draws those anew that are near. @param {...ParentNode} within */
export function drawFigures(...within) {
  lay(within.flatMap((one) => [...one.querySelectorAll(".plot")]));
}

/** @param {Element[]} plots */
function lay(plots) {
  // All are measured before any is changed: what is measured after a change costs a layout of its own.
  const shown = plots.flatMap((plot) => {
    const [figure, width] = [figures.get(plot), Math.floor(plot.clientWidth)];
    return figure && width > 0 ? [{ figure, width }] : [];
  });
  for (const { figure, width } of shown) figure.reserve(width);
  const near = shown.filter(({ figure }) => isNear(figure));
  for (const { figure } of near) figure.draw();
}

/** @param {Figure} figure */
function isNear({ plot, root }) {
  const { top, bottom } = plot.getBoundingClientRect();
  const view = root?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
  const screen = view.bottom - view.top;
  return bottom > view.top - screen && top < view.bottom + screen;
}
