// Geometry, event listeners and excerpts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hull, meet, middle, nearest, within } from "../../plugins/a11y_journeys/in_page/dom/boxes.js";
import { excerpt } from "../../plugins/a11y_journeys/in_page/dom/finding.js";

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("boxes meet if they share some area, not only an edge", () => {
  assert.equal(meet(box(0, 0, 10, 10), box(9, 9, 20, 20)), true);
  assert.equal(meet(box(0, 0, 10, 10), box(2, 2, 3, 3)), true);
  for (const other of [box(10, 0, 20, 10), box(0, 10, 10, 20), box(-5, 0, 0, 10), box(0, -5, 10, 0)])
    assert.equal(meet(box(0, 0, 10, 10), other), false);
});

test("a box lies within another if it reaches out by no more than the slack", () => {
  const frame = box(0, 0, 10, 10);
  assert.equal(within(frame, frame, 0), true);
  for (const reaching of [box(-1, 0, 9, 9), box(0, -1, 9, 9), box(0, 0, 11, 9), box(0, 0, 9, 11)]) {
    assert.equal(within(reaching, frame, 0), false);
    assert.equal(within(reaching, frame, 1), true);
  }
});

test("a hull is the smallest box around all", () => {
  const all = hull([box(2, 3, 4, 5), box(-1, 4, 3, 9)]);

  assert.deepEqual(all, { ...box(-1, 3, 4, 9), width: 5, height: 6 });
  assert.deepEqual(middle(all), [1.5, 6]);
  assert.deepEqual(hull([]), { ...box(0, 0, 0, 0), width: 0, height: 0 });
});

test("the nearest point of a box is a point inside itself, or one at the edge", () => {
  assert.deepEqual(nearest(box(0, 0, 10, 10), [3, 4]), [3, 4]);
  assert.deepEqual(nearest(box(0, 0, 10, 10), [-3, 14]), [0, 10]);
});

test("an excerpt is a label, a text, a name or a tag, and at most 60 characters", () => {
  const element = (attributes, textContent = "") => ({
    getAttribute: (name) => attributes[name] ?? null,
    localName: "input",
    textContent,
  });

  assert.equal(excerpt(element({ "aria-label": "Search" }, "x")), "Search");
  assert.equal(excerpt(element({ name: "q" }, " Find\n  it ")), "Find it");
  assert.equal(excerpt(element({ name: "q" })), "q");
  assert.equal(excerpt(element({}, "  ")), "input");
  assert.equal(excerpt(element({}, "a".repeat(60))), "a".repeat(60));
  assert.equal(excerpt(element({}, "a".repeat(61))), `${"a".repeat(59)}…`);
});

test("listeners of the page are recorded by target and event, and those of journeys are not", async () => {
  const { hasListener, listen } = await import("../../plugins/a11y_journeys/in_page/dom/listeners.js");
  const [one, other] = [new EventTarget(), new EventTarget()];
  const heard = [];
  one.addEventListener("click", () => heard.push("page"));
  listen(other, "click", () => heard.push("journey"));
  for (const target of [one, other]) target.dispatchEvent(new Event("click"));

  assert.deepEqual(heard, ["page", "journey"]);
  assert.equal(hasListener(one, ["keydown", "click"]), true);
  assert.equal(hasListener(one, ["keydown"]), false);
  assert.equal(hasListener(other, ["click"]), false);
  assert.equal(hasListener({ onclick: () => {} }, ["click"]), true);
  assert.equal(hasListener({ onclick: null }, ["click"]), false);
});
