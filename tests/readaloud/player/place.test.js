// Places on the page: offsets are UTF-16 units over a block's own text nodes, nested blocks excluded.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, open } from "./page.js";

const { pointAt, pointOf, rangeOf } = await import("../../../plugins/hallbar/readaloud/player/place.js");

/** Open a page with a heading, a list with a nested list, an emoji, and text that is not read aloud. */
function article() {
  const bold = element("b", null, "två");
  const inner = element("li", 2, "Inne");
  const outer = element("li", 1, "Ett ", bold, " 😀.", element("ul", null, " ", inner), " Tre");
  const heading = element("h1", 0, "Rubrik");
  const empty = element("p", 3);
  const form = element("form", null, "Knapp");
  open(heading, "\n", element("ul", null, outer), empty, form);
  return { heading, outer, bold, inner, empty, form };
}

/** The own text of block 1: "Ett två 😀." + the space in the nested list + " Tre". */
const OUTER = "Ett två 😀.  Tre";

for (const [place, expected] of [
  [{ block: 0, start: 0, end: 6 }, "Rubrik"],
  [{ block: 0, start: 0, end: 1 }, "R"],
  [{ block: 0, start: 5, end: 6 }, "k"],
  [{ block: 1, start: 0, end: 3 }, "Ett"],
  [{ block: 1, start: 4, end: 7 }, "två"],
  [{ block: 1, start: 2, end: 5 }, "t t"],
  [{ block: 1, start: 8, end: 10 }, "😀"],
  [{ block: 1, start: 10, end: 11 }, "."],
  [{ block: 2, start: 0, end: 4 }, "Inne"],
]) {
  test(`the range of ${JSON.stringify(place)} is “${expected}”`, () => {
    article();
    assert.equal(String(rangeOf(place)), expected);
  });
}

for (const [why, place] of Object.entries({
  "a block that the page lacks": { block: 9, start: 0, end: 1 },
  "text that is in no block": { block: -1, start: 0, end: 1 },
  "a block without text": { block: 3, start: 0, end: 0 },
  "an end after the text": { block: 0, start: 0, end: 7 },
  "a start after the text": { block: 0, start: 6, end: 8 },
  "a text of a nested block": { block: 1, start: 0, end: OUTER.length + 1 },
})) {
  test(`there is no range for ${why}`, () => {
    article();
    assert.equal(rangeOf(place), null);
  });
}

test("a stretch around a nested block ends in the text after it", () => {
  const { outer } = article();
  const range = rangeOf({ block: 1, start: 12, end: OUTER.length });

  assert.equal(range.endContainer, outer.childNodes.at(-1));
  assert.equal(range.endOffset, " Tre".length);
});

for (const [what, find, expected] of [
  ["the start of a text", ({ heading }) => [heading.childNodes[0], 0], { block: 0, at: 0 }],
  ["the middle of a text", ({ heading }) => [heading.childNodes[0], 3], { block: 0, at: 3 }],
  ["a text in an inline element", ({ bold }) => [bold.childNodes[0], 1], { block: 1, at: 5 }],
  ["a text after an emoji", ({ outer }) => [outer.childNodes[2], 3], { block: 1, at: 10 }],
  ["a nested block", ({ inner }) => [inner.childNodes[0], 2], { block: 2, at: 2 }],
  ["a text after a nested block", ({ outer }) => [outer.childNodes.at(-1), 1], { block: 1, at: 13 }],
  ["the start of an element", ({ outer }) => [outer, 0], { block: 1, at: 0 }],
  ["a child of an element", ({ outer }) => [outer, 2], { block: 1, at: 7 }],
  ["the end of an element", ({ outer }) => [outer, outer.childNodes.length], { block: 1, at: 16 }],
  ["the end of an inline element", ({ bold }) => [bold, 1], { block: 1, at: 7 }],
  ["an empty block", ({ empty }) => [empty, 0], { block: 3, at: 0 }],
  ["text that is not read aloud", ({ form }) => [form.childNodes[0], 2], null],
]) {
  test(`the point of ${what} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(pointOf(...find(article())), expected);
  });
}

test("the start of each range leads back to its place, and its text is that of the place", () => {
  article();
  const texts = { 0: "Rubrik", 2: "Inne" };
  for (const [block, text] of Object.entries(texts)) {
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 1; end <= text.length; end++) {
        const range = rangeOf({ block: Number(block), start, end });
        assert.equal(String(range), text.slice(start, end));
        assert.deepEqual(pointOf(range.startContainer, range.startOffset), {
          block: Number(block),
          at: start,
        });
        assert.deepEqual(pointOf(range.endContainer, range.endOffset), { block: Number(block), at: end });
      }
    }
  }
});

test("a range that starts between two texts starts in the second", () => {
  const { bold } = article();
  const range = rangeOf({ block: 1, start: 4, end: 7 });

  assert.deepEqual([range.startContainer, range.startOffset], [bold.childNodes[0], 0]);
});

for (const [browser, functions] of Object.entries({
  "the standard": (node) => ({ caretPositionFromPoint: () => ({ offsetNode: node, offset: 4 }) }),
  "Safari before 26.2": (node) => ({
    caretRangeFromPoint: () => ({ startContainer: node, startOffset: 4 }),
  }),
})) {
  test(`the point at a position is found by ${browser}`, () => {
    const { heading, form } = article();
    Object.assign(document, functions(heading.childNodes[0]));
    assert.deepEqual(pointAt(10, 20), { block: 0, at: 4 });

    Object.assign(document, functions(form.childNodes[0]));
    assert.equal(pointAt(10, 20), null);
    for (const name of Object.keys(functions(null))) delete document[name];
  });
}

test("there is no point where the browser finds no text", () => {
  article();
  assert.equal(pointAt(10, 20), null);
  document.caretPositionFromPoint = () => null;
  assert.equal(pointAt(10, 20), null);
  delete document.caretPositionFromPoint;
});
