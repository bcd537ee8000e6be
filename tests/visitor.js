// A fake of a visitor's browser for modules that store. Each test says what the browser lacks or blocks.

import { mock } from "node:test";

/** @param {string} name @param {() => unknown} get */
function define(name, get) {
  Object.defineProperty(globalThis, name, { configurable: true, get });
}

export function closed() {
  throw new DOMException("closed to us", "SecurityError");
}

/** Storage whose methods can be blocked one by one. */
export class Storage {
  constructor(stored = {}, ...closedMethods) {
    this.stored = new Map(Object.entries(stored));
    for (const name of closedMethods) this[name] = closed;
  }

  getItem(key) {
    return this.stored.get(key) ?? null;
  }

  setItem(key, value) {
    this.stored.set(key, value);
  }

  removeItem(key) {
    this.stored.delete(key);
  }
}

/**
 * Open a page.
 * @param {object} page
 * @param {string} [page.consent] the categories that the visitor has accepted
 * @param {string} [page.keys] the keys that may be stored, with their categories
 unknown} [page.storage] what the browser gives as localStorage => * @param {() => unknown} [page.storage] the browser's localStorage => unknown} [page.storage] what the browser gives as localStorage
 * @param {string[]} [page.cookies] the stored cookies; null if they are blocked
 * @param {unknown} [page.channel] the browser's BroadcastChannel
 */
export function open({ consent, keys, storage, cookies = [], channel } = {}) {
  const root = { dataset: { consentVersion: "1", base: "./" } };
  if (consent !== undefined) root.dataset.consent = consent;
  if (keys !== undefined) root.dataset.consentKeys = keys;
  const document = {
    documentElement: root,
    dispatchEvent: mock.fn(),
    get cookie() {
      return cookies === null ? closed() : cookies.join("; ");
    },
    set cookie(cookie) {
      if (cookies === null) closed();
      const [name, rest] = cookie.split("=");
      const others = cookies.filter((one) => !one.startsWith(`${name}=`));
      const kept = cookie.includes("Max-Age=0") ? [] : [`${name}=${rest.split(";")[0]}`];
      cookies.splice(0, cookies.length, ...others, ...kept);
    },
  };
  define("document", () => document);
  define("window", () => new EventTarget());
  define("location", () => new URL("https://site.example/page/"));
  define("navigator", () => ({}));
  define("localStorage", storage ?? closed);
  define("BroadcastChannel", () => channel);
  return document;
}
