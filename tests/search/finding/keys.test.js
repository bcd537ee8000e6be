// Keys of the panel: what leads where, and what is left to the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { destination, writes } from "../../../plugins/hallbar/search/finding/keys.js";

test("arrows, Home and End move between the field and the links", () => {
  for (const [key, from, to] of [
    ["ArrowDown", -1, 0],
    ["ArrowDown", 0, 1],
    ["ArrowDown", 2, 2],
    ["ArrowUp", 1, 0],
    ["ArrowUp", 0, -1],
    ["Home", 2, 0],
    ["End", 0, 2],
  ])
    assert.equal(destination(key, from, 3), to, `${key} from ${from}`);
});

test("in the field only the arrow down is ours, and without links nothing is", () => {
  for (const key of ["ArrowUp", "ArrowLeft", "Home", "End", "Tab", "a"])
    assert.equal(destination(key, -1, 3), undefined);
  assert.equal(destination("ArrowDown", -1, 0), undefined);
  assert.equal(destination("Tab", 1, 3), undefined);
});

test("letters of any script write, and so does the delete key, but no other key with a name", () => {
  assert.deepEqual(["a", "Å", " ", "𝕏", "Backspace"].map(writes), [true, true, true, true, true]);
  assert.deepEqual(["Tab", "Enter", "Shift", "F1", "ArrowLeft"].filter(writes), []);
});
