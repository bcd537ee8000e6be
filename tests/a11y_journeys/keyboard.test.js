// Places of focus indicators, and controls that others give access to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { around, edge } from "../../plugins/a11y_journeys/in_page/keyboard/focus_indicator.js";
import { owns } from "../../plugins/a11y_journeys/in_page/keyboard/reached.js";

Object.assign(globalThis, { innerWidth: 100, innerHeight: 80 });
const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("the part around some boxes has a margin and ends at the window", () => {
  assert.deepEqual(around([box(20.4, 30, 40, 40.5)]), { x: 12, y: 22, width: 36, height: 27 });
  assert.deepEqual(around([box(2, 30, 10, 40), box(90, 70, 99, 79)]), {
    x: 0,
    y: 22,
    width: 100,
    height: 58,
  });
});

test("only the part of an edge in the window counts", () => {
  assert.equal(edge(box(10, 10, 30, 20)), 60);
  assert.equal(edge(box(-10, 10, 10, 20)), 30);
  assert.equal(edge(box(10, 70, 30, 90)), 40);
  assert.equal(edge(box(-10, -10, 110, 90)), 0);
});

test("an element owns those that it names in aria-controls or aria-owns", () => {
  const element = (id, attributes = {}) => ({ id, getAttribute: (name) => attributes[name] ?? null });
  const combobox = element("", { "aria-controls": "list help", "aria-owns": "popup" });

  for (const id of ["list", "help", "popup"]) assert.equal(owns(combobox, element(id)), true, id);
  for (const id of ["", "other"]) assert.equal(owns(combobox, element(id)), false, id);
});
