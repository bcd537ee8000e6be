// Runs early.js as a browser does: a classic script, before all modules, in the page that `open` has opened.

import { readFileSync } from "node:fs";
import { mock } from "node:test";
import { runInThisContext } from "node:vm";

const PATH = new URL("../../plugins/hallbar/consent/early.js", import.meta.url);
const SCRIPT = readFileSync(PATH, "utf8");

/** Run it. Returns the root element, its classes, and functions that let the page finish loading. */
export function early() {
  const root = document.documentElement;
  const classes = new Set(["no-js"]);
  root.classList = { add: (name) => classes.add(name), remove: (name) => classes.delete(name) };
  globalThis.addEventListener = mock.fn();
  runInThisContext(SCRIPT, { filename: PATH.pathname });
  const loaded = globalThis.addEventListener.mock.calls.find(({ arguments: [type] }) => type === "load");
  return { root, classes, load: loaded.arguments[1] };
}
