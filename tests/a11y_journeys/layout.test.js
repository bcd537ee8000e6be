// Visible parts of boxes, content that is cut off, and texts that lie on others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cutOff, visibility } from "../../plugins/a11y_journeys/in_page/layout/appearance.js";
import { visibleSpan } from "../../plugins/a11y_journeys/in_page/layout/clipping.js";
import { newOverlaps } from "../../plugins/a11y_journeys/in_page/layout/overlaps.js";

const box = (left, top, right, bottom) => ({ left, top, right, bottom });

test("overflow decides how far content can be seen", () => {
  const [own, around] = [
    [10, 90],
    [0, 50],
  ];

  assert.deepEqual(visibleSpan("visible", own, around, true), [0, 50]);
  assert.deepEqual(visibleSpan("hidden", own, around, true), [10, 50]);
  assert.deepEqual(visibleSpan("clip", own, around, true), [10, 50]);
  for (const overflow of ["auto", "scroll"]) {
    assert.deepEqual(visibleSpan(overflow, own, around, true), [-Infinity, Infinity]);
    assert.deepEqual(visibleSpan(overflow, own, around, false), [10, 50]);
  }
});

test("boxes show wholly, in part or not at all", () => {
  const area = box(0, 0, 100, 100);
  const shows = (...boxes) => visibility(boxes, area).shows;

  assert.equal(shows(box(0, 0, 50, 10), box(0, 10, 101, 20)), "all");
  assert.equal(shows(box(0, 0, 50, 10), box(0, 10, 103, 20)), "part");
  assert.equal(shows(box(0, 0, 50, 10), box(0, 200, 50, 210)), "part");
  assert.equal(shows(box(0, 200, 50, 210)), "nothing");
  assert.equal(visibility([box(0, 0, 1, 1)], box(0, 0, 1, 100)).shows, "nothing");
});

test("an element is cut off if it shows in part, or no longer", () => {
  const now = new Map(
    Object.entries({ whole: "all", part: "part", hidden: "nothing", gone: "nothing" }).map(
      ([name, shows]) => [name, { shows, boxes: [] }],
    ),
  );
  const before = new Map([
    ["gone", { shows: "all", boxes: [] }],
    ["part", { shows: "part", boxes: [] }],
  ]);

  assert.deepEqual(cutOff(before, now), ["part", "gone"]);
  assert.deepEqual(cutOff(before, now, true), ["gone"]);
});

test("an overlap is new unless the two lay on each other before, in either order", () => {
  const before = new Map([["a", new Set(["b"])]]);
  const now = new Map([
    ["a", new Set(["b", "c"])],
    ["b", new Set(["a", "d"])],
  ]);

  assert.deepEqual(newOverlaps(before, now), ["c", "d"]);
});
