// Cues: payloads as audio/cues.py writes them, and files that are empty, incomplete or damaged.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, open } from "./page.js";

const { Cues } = await import("../../../plugins/hallbar/readaloud/player/cues.js");

/** @param {[number, number, object | string][]} cues begin, end and payload of each */
function track(...cues) {
  return {
    cues: cues.map(([startTime, endTime, payload]) => ({
      startTime,
      endTime,
      text: typeof payload === "string" ? payload : JSON.stringify(payload),
    })),
  };
}

open(
  element("h1", 0, "Rubrik"),
  element("p", 1, "Ett två. Tre."),
  element("h2", 2, "Mer"),
  element("p", 3, "Fyra."),
);
const WORDS = [
  [0, 3, 0],
  [4, 8, 600],
];
const ARTICLE = track(
  [0.05, 1, { block: 0, start: 0, end: 6, said: "a" }],
  [2, 4.5, { block: 1, start: 0, end: 8, said: "b", words: WORDS }],
  [5, 6, { block: 1, start: 9, end: 13, said: "c", words: [[9, 13, 0]] }],
  [7, 8, { block: 2, start: 0, end: 3, said: "d" }],
  [9, 9.5, { block: 3, start: 0, end: 0, said: "e" }], // an announcement before the sentence
  [10, 11, { block: 3, start: 0, end: 5, said: "f", words: [[0, 5, 100]] }],
);
const SAID = (cue) => cue?.said;

for (const [time, said] of [
  [0, undefined],
  [0.04, "a"], // a player's clock may be 10 ms behind
  [0.05, "a"],
  [1.5, "a"],
  [1.98, "a"],
  [1.99, "b"],
  [4.9, "b"],
  [9.2, "e"],
  [11, "f"],
  [1e9, "f"],
]) {
  test(`at ${time} s the sentence is ${said}`, () => {
    assert.equal(SAID(new Cues(ARTICLE).at(time)), said);
  });
}

for (const [number, time, word] of [
  [1, 2, { block: 1, start: 0, end: 3 }],
  [1, 2.58, { block: 1, start: 0, end: 3 }],
  [1, 2.6, { block: 1, start: 4, end: 8 }],
  [1, 4.49, { block: 1, start: 4, end: 8 }],
  [1, 4.5, null],
  [5, 10.05, null],
  [5, 10.1, { block: 3, start: 0, end: 5 }],
  [0, 0.5, null],
]) {
  test(`at ${time} s the word of sentence ${number} is ${JSON.stringify(word)}`, () => {
    const cues = new Cues(ARTICLE);
    assert.deepEqual(cues.word(cues.all[number], time), word);
  });
}

for (const [time, direction, heading, expected] of [
  [0, 1, false, 0.05],
  [0.05, 1, false, 2],
  [2.5, 1, false, 5],
  [10, 1, false, undefined],
  [0.05, 1, true, 7],
  [7, 1, true, undefined],
  [2.5, -1, false, 0.05],
  [4.2, -1, false, 2], // more than two seconds into it: its own begin
  [5, -1, false, 2],
  [0.05, -1, false, 0],
  [0, -1, false, 0],
  [7.5, -1, true, 0.05],
  [10, -1, true, 7],
  [0, -1, true, 0],
]) {
  const unit = heading ? "heading" : "sentence";
  test(`from ${time} s by ${direction} ${unit} it is ${expected} s`, () => {
    assert.equal(new Cues(ARTICLE).timeFrom(time, direction, heading), expected);
  });
}

for (const [time, heading, expected] of [
  [0, false, ["a", 1, 6]],
  [2.5, false, ["b", 2, 6]],
  [1e9, false, ["f", 6, 6]],
  [0, true, ["a", 1, 2]],
  [5, true, ["a", 1, 2]],
  [7, true, ["d", 2, 2]],
]) {
  test(`at ${time} s it is ${heading ? "heading" : "sentence"} ${expected.slice(1).join(" of ")}`, () => {
    const { cue, number, count } = new Cues(ARTICLE).count(time, heading);
    assert.deepEqual([SAID(cue), number, count], expected);
  });
}

test("a heading of two sentences is one heading", () => {
  const cues = new Cues(
    track(
      [0, 1, { block: 0, start: 0, end: 3, said: "a" }],
      [2, 3, { block: 0, start: 4, end: 6, said: "b" }],
      [4, 5, { block: 1, start: 0, end: 3, said: "c" }],
      [6, 7, { block: 2, start: 0, end: 3, said: "d" }],
    ),
  );
  assert.equal(cues.timeFrom(0, 1, true), 6);
  assert.equal(cues.count(6, true).number, 2);
});

for (const [point, said] of [
  [{ block: 0, at: 0 }, "a"],
  [{ block: 1, at: 0 }, "b"],
  [{ block: 1, at: 7 }, "b"],
  [{ block: 1, at: 8 }, "c"],
  [{ block: 1, at: 99 }, "c"],
  [{ block: 3, at: 0 }, "f"], // not the announcement, which has no text of its own
  [{ block: -1, at: 0 }, "a"],
  [{ block: 4, at: 0 }, undefined],
]) {
  test(`the sentence near ${JSON.stringify(point)} is ${said}`, () => {
    assert.equal(SAID(new Cues(ARTICLE).near(point)), said);
  });
}

for (const [from, to, span] of [
  [
    { block: 1, at: 0 },
    { block: 1, at: 3 },
    { begins: 2, ends: 2.6 },
  ],
  [
    { block: 1, at: 4 },
    { block: 1, at: 8 },
    { begins: 2.6, ends: 4.5 },
  ],
  [
    { block: 1, at: 2 },
    { block: 1, at: 13 },
    { begins: 2, ends: 6 },
  ],
  [
    { block: 0, at: 2 },
    { block: 0, at: 4 },
    { begins: 0.05, ends: 1 },
  ], // a sentence without word times
  [
    { block: 0, at: 0 },
    { block: 3, at: 5 },
    { begins: 0.05, ends: 11 },
  ],
  [
    { block: 1, at: 0 },
    { block: 1, at: 0 },
    { begins: 2, ends: 2 },
  ],
  [{ block: 4, at: 0 }, { block: 4, at: 3 }, null],
]) {
  test(`from ${JSON.stringify(from)} to ${JSON.stringify(to)} is ${JSON.stringify(span)}`, () => {
    assert.deepEqual(new Cues(ARTICLE).span(from, to), span);
  });
}

test("an announcement at the end of a block is not near a point of its text", () => {
  const cues = new Cues(
    track([1, 2, { block: 1, start: 0, end: 5, said: "text" }], [3, 4, { block: 1, start: 5, end: 5 }]),
  );

  assert.equal(SAID(cues.near({ block: 1, at: 99 })), "text");
});

test("a stretch that begins in a block without sentences begins with the next sentence", () => {
  const cues = new Cues(track([1, 3, { block: 2, start: 0, end: 8, words: WORDS }]));

  assert.deepEqual(cues.span({ block: 1, at: 5 }, { block: 2, at: 8 }), { begins: 1, ends: 3 });
});

for (const [what, empty] of Object.entries({ "no cues": track(), "no list of cues": { cues: null } })) {
  test(`a track with ${what} has no sentence anywhere`, () => {
    const cues = new Cues(empty);

    assert.deepEqual(cues.all, []);
    assert.equal(cues.at(1), undefined);
    assert.equal(cues.timeFrom(1, 1, false), undefined);
    assert.equal(cues.timeFrom(1, -1, false), 0);
    assert.equal(cues.near({ block: 0, at: 0 }), undefined);
    assert.equal(cues.span({ block: 0, at: 0 }, { block: 1, at: 0 }), null);
  });
}

test("offsets are UTF-16 units: a word after an emoji is the one that is heard", () => {
  const words = [
    [0, 2, 0],
    [3, 6, 500],
  ];
  const cues = new Cues(track([0, 2, { block: 1, start: 0, end: 6, words }]));

  assert.deepEqual(cues.word(cues.all[0], 0.6), { block: 1, start: 3, end: 6 });
  assert.deepEqual(cues.span({ block: 1, at: 3 }, { block: 1, at: 6 }), { begins: 0.5, ends: 2 });
});

test("words out of order in time: the last one written that has begun", () => {
  const words = [
    [0, 3, 800],
    [4, 8, 200],
  ];
  const cues = new Cues(track([0, 2, { block: 1, start: 0, end: 8, words }]));

  assert.deepEqual(cues.word(cues.all[0], 0.3), { block: 1, start: 4, end: 8 });
  assert.deepEqual(cues.word(cues.all[0], 0.9), { block: 1, start: 4, end: 8 });
});

test("a payload cannot move its cue in time", () => {
  const [cue] = new Cues(track([1, 2, { block: 1, start: 0, end: 3, begins: 50, ends: 60 }])).all;

  assert.deepEqual([cue.begins, cue.ends], [1, 2]);
});

test("a payload without a place is heard, but not found from the page", () => {
  const cues = new Cues(track([1, 2, {}]));

  assert.equal(cues.at(1), cues.all[0]);
  assert.equal(cues.word(cues.all[0], 1), null);
  assert.equal(cues.near({ block: 0, at: 0 }), undefined);
  assert.equal(cues.timeFrom(0, 1, true), undefined);
});

for (const damaged of ["", "{", '{"block": 1, "start"', "what is this?"]) {
  test(`a damaged payload is an error: “${damaged}”`, () => {
    assert.throws(() => new Cues(track([0, 1, damaged])), SyntaxError);
  });
}
