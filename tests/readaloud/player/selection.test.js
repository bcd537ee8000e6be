// The selection: a press in the player may clear it, and a click elsewhere means that it is over.

import assert from "node:assert/strict";
import { test } from "node:test";
import { click, element, open, select } from "./page.js";

const { selected } = await import("../../../plugins/hallbar/readaloud/player/selection.js");

/** Open a page with a heading, a list, and text that is not read aloud. */
function article() {
  const bold = element("b", null, "två");
  const outer = element("li", 1, "Ett ", bold, ".");
  const heading = element("h1", 0, "Rubrik");
  const form = element("form", null, "Knapp");
  const button = element("read-aloud", null, "Lyssna");
  open(heading, "\n", element("ul", null, outer), element("p", 3), form, button);
  return { heading, outer, bold, form, button };
}

test("nothing is selected on a page that was just opened", () => {
  article();
  assert.equal(selected(), null);
});

test("a selection has the points of its ends, also after a press in the player has cleared it", () => {
  const { heading, bold } = article();
  select([heading.childNodes[0], 2], [bold.childNodes[0], 3]);
  const ends = [
    { block: 0, at: 2 },
    { block: 1, at: 7 },
  ];

  assert.deepEqual(selected(), ends);
  select();
  assert.deepEqual(selected(), ends);
  select([heading.childNodes[0], 4], [heading.childNodes[0], 4]);
  assert.deepEqual(selected(), ends);
});

test("an end that is not read aloud moves to the nearest block that is selected", () => {
  const { heading, outer, form } = article();
  select([heading.childNodes[0], 0], [form.childNodes[0], 3]);
  assert.deepEqual(selected(), [
    { block: 0, at: 0 },
    { block: 3, at: 0 },
  ]);

  select([document.body.childNodes[1], 0], [outer.childNodes[0], 3]);
  assert.deepEqual(selected(), [
    { block: 1, at: 0 },
    { block: 1, at: 3 },
  ]);
});

test("a selection outside of all blocks is none", () => {
  const { form } = article();
  select([form.childNodes[0], 0], [form.childNodes[0], 3]);

  assert.equal(selected(), null);
});

test("a selection is over after a click elsewhere on the page", () => {
  const { heading, form, button } = article();
  select([heading.childNodes[0], 0], [heading.childNodes[0], 3]);
  click(heading); // the one at the end of the selection itself
  assert.ok(selected());
  select();
  click(button);
  assert.ok(selected());
  click(form);
  assert.equal(selected(), null);
});
