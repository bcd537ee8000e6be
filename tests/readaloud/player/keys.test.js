// Keys of the player. The table was written from WCAG 2.2 2.1.4 and the text under "Fler val".

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLInputElement = class {};
globalThis.HTMLSelectElement = class {};
const { actionOf } = await import("../../../plugins/hallbar/readaloud/player/keys.js");

const slider = Object.assign(new HTMLInputElement(), { type: "range" });
const box = Object.assign(new HTMLInputElement(), { type: "checkbox" });

for (const [what, event, action] of [
  ["p", { key: "p" }, "play"],
  ["P with Caps Lock", { key: "P" }, "play"],
  ["the left arrow", { key: "ArrowLeft" }, "sentence -1"],
  ["the right arrow", { key: "ArrowRight" }, "sentence 1"],
  ["Shift and the left arrow", { key: "ArrowLeft", shiftKey: true }, "heading -1"],
  ["Shift and the right arrow", { key: "ArrowRight", shiftKey: true }, "heading 1"],
  ["+", { key: "+", shiftKey: true }, "speed 1"],
  ["-", { key: "-" }, "speed -1"],
  ["p in a check box", { key: "p", target: box }, "play"],
  ["another key", { key: "k" }, ""],
  ["Tab", { key: "Tab" }, ""],
  ["a key of the prototype", { key: "constructor" }, ""],
  ["an arrow on the slider", { key: "ArrowRight", target: slider }, ""],
  ["a letter in the list of speeds", { key: "p", target: new HTMLSelectElement() }, ""],
  ["Ctrl and p, which prints", { key: "p", ctrlKey: true }, ""],
  ["Alt and the left arrow, which goes back", { key: "ArrowLeft", altKey: true }, ""],
  ["Cmd and p, which prints", { key: "p", metaKey: true }, ""],
]) {
  test(`${what} stands for “${action}”`, () => assert.equal(actionOf(event), action));
}
