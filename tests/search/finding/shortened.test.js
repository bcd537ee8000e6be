// Excerpts for a small place: whole words, with the first highlight, and never longer than allowed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { shortened } from "../../../plugins/hallbar/search/finding/shortened.js";

const plain = (text) => ({ text, marked: false });
const marked = (text) => ({ text, marked: true });
const written = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const WORDS = "ett två tre fyra fem sex sju åtta nio tio ";

test("a short excerpt is left as it is", () => {
  const pieces = [plain("Vi köper "), marked("varor"), plain(".")];
  assert.deepEqual(shortened(pieces, 40), pieces);
  assert.deepEqual(shortened([], 40), []);
});

test("a long one ends after a whole word", () => {
  assert.equal(written(shortened([marked("ett"), plain(" två tre fyra")], 12)), "[ett] två tre …");
});

test("a highlight that comes late is in it, with words before it", () => {
  const pieces = [plain(WORDS), marked("målet"), plain(` ${WORDS}`)];
  assert.equal(written(shortened(pieces, 24)), "… nio tio [målet] ett två …");
});

test("every highlight that it begins with stays, at any length", () => {
  const pieces = [plain(WORDS.repeat(3)), marked("målet"), plain(` ${WORDS}`), marked("också"), plain(".")];
  for (let most = 12; most < 200; most++) {
    const short = written(shortened(pieces, most));
    assert.match(short, /\[målet\]/);
    assert.ok(short.replace(/^… | …$|[[\]]/g, "").length <= most, `${most}: ${short}`);
  }
});

test("a word longer than the place is cut", () => {
  assert.equal(written(shortened([marked("a".repeat(50))], 10)), `[${"a".repeat(10)}] …`);
});
