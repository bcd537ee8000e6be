// Excerpts: pieces of text, the hits marked, no sign of a compound's parts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf } from "../../../plugins/hallbar/search/finding/excerpt.js";

const shown = (content, ...places) =>
  excerptOf(content, new Map(places.map((place) => (Array.isArray(place) ? place : [place, [0]]))))
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join("");
const filler = (count) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");

for (const [name, actual, expected] of [
  ["nothing", shown(""), ""],
  ["no hit", shown("One two."), "One two."],
  ["a hit", shown("One two.", 1), "One [two]."],
  ["signs around a hit", shown("See (“two”), now.", 1), "See (“[two]”), now."],
  ["a compound whole", shown("Våra arbets^villkor gäller.", 1), "Våra [arbetsvillkor] gäller."],
  ["signs inside", shown("Ring 08-465 nu.", 1), "Ring [08-465] nu."],
  ["markup as text", shown("<b>one</b> & two", 0), "<[b>one</b]> & two"],
])
  test(`an excerpt of ${name}`, () => assert.equal(actual, expected));

test("a long text is cut before and after", () => {
  const text = shown(filler(100), 50);
  assert.match(text, /^… w44 .*\[w50\].* …$/);
  assert.equal(text.split(" ").length - 2, 30);
});

test("an excerpt begins with its sentence if that is near", () => {
  assert.match(shown(`${filler(50)}. Here it is ${filler(50)}`, 52), /^… Here it \[is\]|^… Here \[it\]/);
});

test("the end of a text is shown whole", () => assert.match(shown(filler(100), 99), /^… w70 .*\[w99\]$/));

test("different words are preferred to the same one many times", () => {
  const text = shown(filler(200), [10, [0]], [11, [0]], [12, [0]], [150, [0]], [155, [1]]);
  assert.match(text, /\[w150\].*\[w155\]/);
});
