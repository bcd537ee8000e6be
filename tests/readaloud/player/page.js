// A page for modules that read the DOM: the few classes and functions that place.js and cues.js use.

class Node {
  parentElement = null;
  childNodes = [];

  contains(other) {
    return this === other || this.childNodes.some((child) => child.contains(other));
  }

  /** Only the bit that the modules ask for: 4 if the other node follows this one. */
  compareDocumentPosition(other) {
    const order = [...nodes(document.body)];
    return order.indexOf(other) > order.indexOf(this) ? 4 : 2;
  }
}

class Text extends Node {
  constructor(data) {
    super();
    this.data = data;
  }
}

class Element extends Node {
  constructor(name, speech, ...children) {
    super();
    this.name = name;
    this.dataset = speech === null ? {} : { speech: String(speech) };
    this.childNodes = children.map((child) => (typeof child === "string" ? new Text(child) : child));
    for (const child of this.childNodes) child.parentElement = this;
  }

  closest(selector) {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  matches(selector) {
    const number = selector.match(/^\[data-speech(?:="(-?\d+)")?\]$/);
    if (!number) return selector.split(", ").includes(this.name);
    return number[1] === undefined ? "speech" in this.dataset : this.dataset.speech === number[1];
  }
}

/** The boundaries of a range; `String(range)` is the text between them. */
class Range {
  setStart(node, offset) {
    [this.startContainer, this.startOffset] = [node, offset];
  }

  setEnd(node, offset) {
    [this.endContainer, this.endOffset] = [node, offset];
  }

  cloneRange() {
    return Object.assign(new Range(), this);
  }

  intersectsNode(node) {
    const order = [...nodes(document.body)];
    const inside = order.slice(order.indexOf(this.startContainer), order.indexOf(this.endContainer) + 1);
    return inside.some((one) => node.contains(one));
  }

  toString() {
    const texts = [...nodes(document.body)].filter((node) => node instanceof Text);
    const [first, last] = [texts.indexOf(this.startContainer), texts.indexOf(this.endContainer)];
    const all = texts.slice(first, last + 1).map((text) => text.data);
    all[all.length - 1] = all.at(-1).slice(0, this.endOffset);
    all[0] = all[0].slice(this.startOffset);
    return all.join("");
  }
}

/** Yield a node and all nodes inside it, in document order. */
function* nodes(node) {
  yield node;
  for (const child of node.childNodes) yield* nodes(child);
}

/** Return an element; `speech` is its block number, null if it is not a block. */
export function element(name, speech, ...children) {
  return new Element(name, speech, ...children);
}

const listeners = new EventTarget();

/** Set the content of the page. */
export function open(...children) {
  document.body = element("body", null, ...children);
}

/** Select from a node and offset to another, as a visitor does; without arguments, clear the selection. */
export function select(...boundaries) {
  const range = new Range();
  if (boundaries.length) {
    range.setStart(...boundaries[0]);
    range.setEnd(...boundaries[1]);
  }
  const collapsed = range.startContainer === range.endContainer && range.startOffset === range.endOffset;
  const selection = { rangeCount: boundaries.length ? 1 : 0, isCollapsed: collapsed };
  globalThis.getSelection = () => ({ ...selection, getRangeAt: () => range });
  listeners.dispatchEvent(new Event("selectionchange"));
}

/** Click on an element, as a visitor does. */
export function click(target) {
  listeners.dispatchEvent(Object.defineProperty(new Event("click"), "target", { get: () => target }));
}

Object.assign(globalThis, { Element, HTMLElement: Element, NodeFilter: { SHOW_TEXT: 4 } });
globalThis.document = {
  body: null,
  addEventListener: (...given) => listeners.addEventListener(...given),
  createRange: () => new Range(),
  createTreeWalker: (root) => {
    const texts = [...nodes(root)].filter((node) => node instanceof Text).values();
    return {
      nextNode() {
        this.currentNode = texts.next().value;
        return this.currentNode;
      },
    };
  },
  querySelectorAll: (selector) =>
    [...nodes(document.body)].filter((node) => node instanceof Element && node.matches(selector)),
  querySelector: (selector) => document.querySelectorAll(selector)[0] ?? null,
};
open();
