// Notes: short, in the words of the page, shown only if they offer a way on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, open } from "./page.js";
import { Part, player } from "./parts.js";

const { beginning, Notes } = await import("../../../plugins/hallbar/readaloud/player/notes.js");

const WORDS = {
  heading: "Rubrik {number}: {text}",
  sentence: "Mening {number} av {count}: {text}",
  end: "Slut.",
};

function notes() {
  open(element("h2", 0, "Det här\n  lovar $& leverantören"), element("p", 1, "Kort."));
  const status = new Part({ dataset: WORDS });
  const element_ = player({ "[role=status]": status, "[data-note]": new Part({ hidden: true }) });
  return {
    made: new Notes(element_),
    status,
    row: element_.find("[data-note]"),
    text: element_.find("[data-note-text]"),
  };
}

test("a heading is announced with its number and its text", () => {
  const { made, status, row } = notes();
  made.sayPlace({ cue: { block: 0, start: 0, end: 31 }, number: 3, count: 9 }, true);
  assert.equal(status.textContent, "Rubrik 3: Det här lovar $& leverantören");
  assert.equal(row.hidden, true);
});

test("a sentence is announced with its number, the count and its first words", () => {
  const { made, status } = notes();
  made.sayPlace({ cue: { block: 1, start: 0, end: 5 }, number: 12, count: 40 }, false);
  assert.equal(status.textContent, "Mening 12 av 40: Kort.");
});

test("a sentence without text of its own is announced by its number", () => {
  const { made, status } = notes();
  made.sayPlace({ cue: { block: 7, start: 0, end: 0 }, number: 2, count: 40 }, false);
  assert.equal(status.textContent, "Mening 2 av 40: ");
});

test("a note that is shown is announced too, until it is cleared", () => {
  const { made, status, row, text } = notes();
  made.show("end");
  assert.deepEqual([status.textContent, text.textContent, row.hidden], ["Slut.", "Slut.", false]);
  made.clear();
  assert.deepEqual([status.textContent, row.hidden], ["", true]);
});

test("a note leaves when it is in the way, unless it is being used", () => {
  const { made, row } = notes();
  row.contains = (part) => part === "its button";
  made.show("end", 20);
  made.expire(20);
  assert.equal(row.hidden, false);
  document.activeElement = "its button";
  made.expire(21);
  assert.equal(row.hidden, false);
  document.activeElement = null;
  made.expire(21);
  assert.equal(row.hidden, true);
  made.show("end");
  made.expire(1e9);
  assert.equal(row.hidden, false);
});

test("an announcement is taken back only if it is still there", () => {
  const { made, status } = notes();
  made.say("end");
  made.unsay("heading");
  assert.equal(status.textContent, "Slut.");
  made.unsay("end");
  assert.equal(status.textContent, "");
});

test("a name that the page lacks says nothing", () => {
  const { made, status } = notes();
  made.say("nothing");
  assert.equal(status.textContent, "");
});

for (const [text, expected] of [
  [undefined, ""],
  ["  Ett \n två ", "Ett två"],
  ["a".repeat(60), "a".repeat(60)],
  [`${"ord ".repeat(20)}`, `${"ord ".repeat(15).trim()}…`],
  ["å".repeat(80), `${"å".repeat(60)}…`],
]) {
  test(`the beginning of ${JSON.stringify(text)?.slice(0, 20)} is “${expected.slice(0, 20)}”`, () => {
    assert.equal(beginning(text), expected);
  });
}
