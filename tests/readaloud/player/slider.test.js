// The slider: the thumb follows while nobody drags it, and its text is true without chatter.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fire, Part, player } from "./parts.js";

const { Slider } = await import("../../../plugins/hallbar/readaloud/player/slider.js");

/** A slider of 149 s; `texts` are those that a screen reader announces, as the slider has focus. */
function slider() {
  document.activeElement = null;
  const texts = [];
  const input = new Part({ max: "149", valueAsNumber: 0, dataset: { at: "{at} av 2 min 29 s" } });
  Object.defineProperty(input, "ariaValueText", {
    get: () => texts.at(-1),
    set: (text) => texts.push(text),
  });
  const element = player({ "[data-place]": input });
  const made = new Slider(element, new AbortController().signal);
  return { input, clock: element.find("[data-time]"), texts, made };
}

for (const [time, clock, text] of [
  [0.9, "0:00", "0 min 0 s av 2 min 29 s"],
  [9.99, "0:09", "0 min 9 s av 2 min 29 s"],
  [61, "1:01", "1 min 1 s av 2 min 29 s"],
  [600, "10:00", "10 min 0 s av 2 min 29 s"],
]) {
  test(`at ${time} s clock, thumb and text tell ${clock}`, () => {
    const { made, input, clock: shown } = slider();
    made.show(time);
    assert.deepEqual([shown.textContent, input.valueAsNumber, input.ariaValueText], [clock, time, text]);
  });
}

test("after a press the thumb follows, though the slider has focus", () => {
  const { made, input } = slider();
  input.focus();
  input.dispatchEvent(new Event("pointerdown"));
  input.valueAsNumber = 75;
  assert.equal(made.moved(), 75);
  made.show(75);
  fire("pointerup");

  made.show(81);
  assert.equal(input.valueAsNumber, 81);
});

for (const end of ["pointerup", "pointercancel"]) {
  test(`while it is dragged the thumb stays under the finger, until ${end}`, () => {
    const { made, input, clock } = slider();
    input.dispatchEvent(new Event("pointerdown"));
    input.valueAsNumber = 75;
    made.show(20);
    assert.deepEqual([input.valueAsNumber, clock.textContent], [75, "0:20"]);

    fire(end);
    made.show(21);
    assert.equal(input.valueAsNumber, 21);
  });
}

test("after a step by key the thumb follows", () => {
  const { made, input } = slider();
  input.focus();
  input.valueAsNumber = 75;
  made.moved();
  made.show(76);
  assert.equal(input.valueAsNumber, 76);
});

test("a screen reader that comes to the slider hears the true place", () => {
  const { made, input } = slider();
  made.show(61.5);
  input.focus();
  assert.equal(input.ariaValueText, "1 min 1 s av 2 min 29 s");
});

test("while the slider has focus its text changes only every tenth second", () => {
  const { made, input, texts } = slider();
  made.show(60);
  input.focus();
  texts.length = 0;
  for (let time = 60; time < 91; time += 0.25) made.show(time);

  assert.deepEqual(
    texts.map((text) => text.slice(0, 10).trim()),
    ["1 min 10 s", "1 min 20 s", "1 min 30 s"],
  );
});

test("each step by key is told at once", () => {
  const { made, input, texts } = slider();
  input.focus();
  for (input.valueAsNumber of [60, 61, 62]) made.moved();
  assert.equal(texts.at(-1), "1 min 2 s av 2 min 29 s");
});
