// Colours as browsers compute them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { alpha, channels, transparent } from "../../plugins/a11y_journeys/in_page/colours/colour.js";

test("a colour is transparent if nothing of it is seen", () => {
  for (const colour of ["rgba(0, 0, 0, 0)", "rgba(10, 20, 30, 0)", "transparent"])
    assert.equal(transparent(colour), true, colour);
  for (const colour of ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0.5)", "rgb(10, 20, 0)"])
    assert.equal(transparent(colour), false, colour);
});

test("channels are red, green and blue without alpha", () => {
  assert.equal(channels("rgb(10, 20, 30)"), "10 20 30");
  assert.equal(channels("rgba(10, 20, 30, 0.4)"), "10 20 30");
  assert.equal(channels("transparent"), "");
});

test("alpha is 1 unless the colour has one", () => {
  assert.equal(alpha("rgb(10, 20, 30)"), 1);
  assert.equal(alpha("rgba(10, 20, 30, 0.4)"), 0.4);
  assert.equal(alpha("rgba(0, 0, 0, 0)"), 0);
  assert.equal(alpha("color(srgb 0.1 0.2 0.3 / 0.25)"), 0.25);
  assert.equal(alpha("color(srgb 0.1 0.2 0.3)"), 1);
});
