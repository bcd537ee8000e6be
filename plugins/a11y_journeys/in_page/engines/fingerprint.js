// Fingerprint of a page's appearance without its colours.

const STYLES = /** @type {const} */ ([
  "display",
  "visibility",
  "opacity",
  "content",
  "position",
  "overflow",
  "clipPath",
  "pointerEvents",
  "zIndex",
  "fontSize",
  "fontWeight",
  "fontStyle",
  "textIndent",
]);

/** Return a text that differs if anything but colours differs.
 * @param {Document | ShadowRoot} root @returns {string} */
export function fingerprint(root) {
  const elements = [...root.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const all = [null, "::before", "::after"].map((part) => getComputedStyle(element, part));
    const styles = all.map((style) => STYLES.map((name) => style[name]));
    const { value = "", checked = "", shadowRoot } = /** @type {HTMLInputElement} */ (element);
    return [x, y, width, height, styles, value, checked, shadowRoot ? fingerprint(shadowRoot) : ""].join();
  });
  const html = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML;
  return [innerWidth, innerHeight, html, ...elements].join("\n");
}
