// The base class of our custom elements: it finds their parts, and listens while they are in the page.

export class PageElement extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    this.#gone = new AbortController();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  /** Signal that is aborted when the element leaves the page. */
  get gone() {
    return this.#gone.signal;
  }

  /**
   * Handle events with `handleEvent` until the element leaves the page.
   * @param {EventTarget} target
   * @param {string[]} types
   */
  listen(target, ...types) {
    for (const type of types) target.addEventListener(type, this, { signal: this.gone });
  }

  /** @param {Event} _event */
  handleEvent(_event) {}

  /**
   * Return the first matching element inside this one. Throws an error if there is none of that kind.
   * @template {Element} [T=HTMLElement]
   * @param {string} selector
   * @param {new () => T} [kind]
   * @returns {T}
   */
  find(selector, kind) {
    const found = this.querySelector(selector);
    if (found instanceof (kind ?? HTMLElement)) return /** @type {T} */ (found);
    throw new Error(`<${this.localName}> has no ${selector}`);
  }
}
