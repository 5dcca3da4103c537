// @ts-check
// What the page around an element looks like: its paper, its faces, and the colours that it has set.

/** The paper that an element lies on, `0xRRGGBB`: that of the nearest one around it that has any, else the browser's. @param {Element} host @param {HTMLElement} probe @returns {number} */
export function paperOf(host, probe) {
  for (let node = /** @type {Element | null} */ (host); node; node = around(node)) {
    const [rgb, isOpaque] = bytes(getComputedStyle(node).backgroundColor);
    if (isOpaque) return rgb;
  }
  return computed(probe, "Canvas", host);
}

/** Which colours are set (undefined: none), in the order of their names, and the faces. @param {Element} host @param {HTMLElement} probe @param {string[]} names @returns {{ colors: (number | undefined)[], family: string }} */
export function setOf(host, probe, names) {
  const style = getComputedStyle(host);
  const colors = names.map((name) => {
    const value = style.getPropertyValue(`--huitou-${name}`).trim();
    return value ? computed(probe, value, host) : undefined;
  });
  return { colors, family: style.getPropertyValue("--huitou-font").trim() || style.fontFamily };
}

/** @param {Element} node */
function around(node) {
  const root = node.getRootNode();
  return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

/** A colour in any notation of CSS, as the browser means it here. @param {HTMLElement} probe @param {string} value @param {Element} host */
function computed(probe, value, host) {
  const { color, colorScheme } = probe.style;
  probe.style.colorScheme = getComputedStyle(host).colorScheme;
  probe.style.color = value;
  const [rgb] = bytes(getComputedStyle(probe).color);
  Object.assign(probe.style, { color, colorScheme });
  return rgb;
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let context;

function oneByOne() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  return canvas.getContext("2d", { willReadFrequently: true });
}

/** @param {string} color computed @returns {[rgb: number, isOpaque: boolean]} */
function bytes(color) {
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
  if (plain) return [pack(plain.slice(1, 4).map(Number)), plain[4] === undefined];
  // Any other space of colours is turned into sRGB by the canvas.
  context ??= oneByOne();
  if (!context) return [0, false];
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const pixel = [...context.getImageData(0, 0, 1, 1).data];
  return [pack(pixel), pixel[3] === 255];
}

/** @param {number[]} rgb */
function pack([r = 0, g = 0, b = 0]) {
  return (r << 16) | (g << 8) | b;
}
