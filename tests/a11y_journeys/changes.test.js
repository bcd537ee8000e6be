// Motion by keyframes, transitions and scrolling.

import assert from "node:assert/strict";
import { test } from "node:test";
import { glides, moves } from "../../plugins/a11y_journeys/in_page/changes/motion.js";

test("a keyframe moves an element if it changes its place or size", () => {
  for (const name of [
    "transform",
    "rotate",
    "left",
    "insetInlineStart",
    "maxWidth",
    "paddingTop",
    "fontSize",
  ])
    assert.equal(moves({ offset: 0, [name]: "1px" }), true, name);
  for (const name of ["opacity", "color", "backgroundColor", "borderTopWidth"])
    assert.equal(moves({ offset: 0, [name]: "1px" }), false, name);
});

test("an element glides if it scrolls smoothly, or a property that moves it has a long transition", () => {
  const style = (transitionProperty, transitionDuration, scrollBehavior = "auto") =>
    glides({ transitionProperty, transitionDuration, scrollBehavior });

  assert.equal(style("all", "0s"), false);
  assert.equal(style("all", "0s", "smooth"), true);
  assert.equal(style("all", "0.3s"), true);
  assert.equal(style("transform", "0.05s"), false);
  assert.equal(style("color, transform", "0.3s, 0.01s"), false);
  assert.equal(style("color, transform", "0.01s, 0.3s"), true);
  assert.equal(style("color, opacity, width", "0.3s, 0s"), true); // durations repeat
  assert.equal(style("color", "2s"), false);
});
