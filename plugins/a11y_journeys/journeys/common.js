// What all journeys ask of a page. Runs first of the files here, before the page's own scripts; each of them adds
// its functions to one global.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};
globalThis.hallbarCheck = hallbarCheck; // the browser may run this as the body of a function

(() => {
  /** Whether anything of the element can be seen (scrolling allowed). @param {Element} element */
  function visible(element) {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  }

  /** A CSS selector that fits this element only, as short as may be. @param {Element} element @returns {string} */
  function selector(element) {
    if (element === document.documentElement || element === document.body) return element.localName;
    for (const own of names(element)) if (document.querySelectorAll(own).length === 1) return own;
    const parent = element.parentElement;
    if (!parent) return element.localName;
    const alike = [...parent.children].filter((other) => other.localName === element.localName);
    const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
    return `${selector(parent)} > ${element.localName}${place}`;
  }

  /** @param {Element} element */
  function* names(element) {
    if (element.id) yield `#${CSS.escape(element.id)}`;
    const tag = element.localName;
    yield tag;
    for (const { name, value } of element.attributes) {
      const telling =
        name === "class" ||
        name.startsWith("data-") ||
        ["name", "type", "role", "for", "href"].includes(name);
      if (telling && value.length < 60)
        yield value ? `${tag}[${name}="${CSS.escape(value)}"]` : `${tag}[${name}]`;
    }
  }

  const NATIVE =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], iframe";

  /** What a person can press, choose or write in, and see; a label stands for a field that is not seen itself. */
  function controls() {
    const all = document.querySelectorAll(
      `${NATIVE}, [tabindex]:not([tabindex^="-"]), [role=button], [role=link], [contenteditable=true]`,
    );
    return [...all].filter((element) => visible(element) && !element.closest("[inert], [disabled]"));
  }

  /** The first words of an element, for a message. @param {Element} element */
  function words(element) {
    const said =
      element.getAttribute("aria-label") ||
      element.textContent ||
      element.getAttribute("name") ||
      element.localName;
    const text = said.replace(/\s+/g, " ").trim();
    return text.length > 60 ? `${text.slice(0, 59)}…` : text || element.localName;
  }

  Object.assign(hallbarCheck, { visible, selector, controls, words });
})();
