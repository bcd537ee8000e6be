// The pages that a citizen has answered on, and the consent that an answer is given under.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredPages, consent, remember } from "../../plugins/hallbar/feedback/answered.js";
import { closed, open, Storage } from "../visitor.js";

const KEY = "hallbar.answered";
const YES = { consent: "preferences", keys: `preferences:localStorage:${KEY}` };

test("answered pages are remembered with consent, each once", () => {
  open({
    ...YES,
    storage: (
      (storage) => () =>
        storage
    )(new Storage()),
  });

  for (const page of ["/a/", "/b/", "/a/"]) remember(page);
  assert.deepEqual(answeredPages(), ["/b/", "/a/"]);
  assert.equal(consent(), "1");
});

test("without consent nothing is remembered or read", () => {
  const storage = new Storage({ [KEY]: '["/a/"]' });
  open({ keys: YES.keys, storage: () => storage });

  remember("/b/");
  assert.deepEqual(answeredPages(), []);
  assert.equal(storage.getItem(KEY), '["/a/"]');
  assert.equal(consent(), "none-stored");
});

for (const held of ["{", "null", "3", '{"a": 1}']) {
  test(`what is not a list of pages, ${held}, is none`, () => {
    open({ ...YES, storage: () => new Storage({ [KEY]: held }) });

    assert.deepEqual(answeredPages(), []);
  });
}

test("a browser that blocks storage remembers nothing", () => {
  open({ ...YES, storage: closed });

  remember("/b/");
  assert.deepEqual(answeredPages(), []);
});
