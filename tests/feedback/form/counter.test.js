// The characters left: shown always, said at thresholds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Counter, charactersLeft } from "../../../plugins/hallbar/feedback/form/counter.js";

function counting() {
  const field = { value: "", dataset: { limit: "500" } };
  const shown = { textContent: "limit", dataset: { count: "left {count}", over: "over {count}" } };
  const said = { textContent: "" };
  const counter = new Counter(field, shown, said);
  return (/** @type {string} */ value) => {
    field.value = value;
    counter.count();
    return [shown.textContent, said.textContent];
  };
}

test("code points are counted, as the service does", () => {
  const left = (/** @type {string} */ value) => charactersLeft({ value, dataset: { limit: "500" } });
  const cases = { "": 500, å: 499, "a\u030a": 498, "😀": 499, "👩‍👩‍👧": 495, "a\nb": 497, "\ud800": 499 };
  for (const [value, number] of Object.entries(cases)) assert.equal(left(value), number, value);
});

test("the limit is shown until something is typed, and the number when it is taken away again", () => {
  const type = counting();
  assert.deepEqual(type(""), ["limit", ""]);
  assert.deepEqual(type("x"), ["left 499", ""]);
  assert.deepEqual(type(""), ["left 500", ""]);
});

test("it is said once at each threshold downwards, and at each change of side of the limit", () => {
  const type = counting();
  const steps = [
    [399, ""],
    [400, "left 100"],
    [401, "left 100"], // not said again: the live region does not change
    [450, "left 50"],
    [479, "left 50"],
    [480, "left 20"],
    [500, "left 0"],
    [501, "over 1"],
    [503, "over 1"],
    [500, "left 0"],
    [470, ""], // nothing to say when there is more room again
    [481, "left 19"],
  ];
  for (const [length, said] of steps) assert.equal(type("x".repeat(Number(length)))[1], said, `${length}`);
});

test("a long paste says at once that it is too much", () => {
  const type = counting();
  assert.deepEqual(type("x".repeat(10_000)), ["over 9500", "over 9500"]);
  assert.deepEqual(type(""), ["left 500", "left 500"]);
});
