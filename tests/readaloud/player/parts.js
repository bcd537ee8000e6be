// A fake of the player's element for modules that need only its parts: each selector gets one.

/** An element without a page: events, attributes, text, and whatever a test gives it. */
export class Part extends EventTarget {
  dataset = {};
  hidden = false;
  textContent = "";
  #attributes = new Set();

  constructor(given = {}) {
    super();
    Object.assign(this, given);
  }

  hasAttribute(name) {
    return this.#attributes.has(name);
  }

  toggleAttribute(name, on) {
    if (name === "hidden") this.hidden = on;
    else if (on) this.#attributes.add(name);
    else this.#attributes.delete(name);
  }

  focus() {
    document.activeElement = this;
    this.dispatchEvent(new Event("focus"));
  }
}

/** Return a player whose parts are those given, by selector, and new ones for all others. */
export function player(parts = {}) {
  const known = new Map(Object.entries(parts));
  const made = new Part();
  made.find = (selector) => {
    if (!known.has(selector)) known.set(selector, new Part());
    return known.get(selector);
  };
  made.contains = (part) => [...known.values()].includes(part);
  return made;
}

const page = new EventTarget();
globalThis.addEventListener = (...given) => page.addEventListener(...given);
globalThis.HTMLElement ??= Part;
globalThis.HTMLInputElement ??= Part;
globalThis.document ??= { activeElement: null };

/** Fire an event of the window. */
export function fire(type) {
  page.dispatchEvent(new Event(type));
}
