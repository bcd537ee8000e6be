// The pages that a citizen has answered on, and the consent that an answer is given under.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredPages, consent, remember } from "../../../plugins/hallbar/feedback/form/answered.js";
import { closed, open, Storage } from "../../visitor.js";

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

test("only text in the list is a page", () => {
  open({ ...YES, storage: () => new Storage({ [KEY]: '["/a/", 1, null, ["/b/"], {}, "/c/"]' }) });

  assert.deepEqual(answeredPages(), ["/a/", "/c/"]);
});

test("the latest 200 pages are remembered", () => {
  const storage = new Storage();
  open({ ...YES, storage: () => storage });
  for (let number = 0; number < 205; number += 1) remember(`/${number}/`);

  const pages = answeredPages();
  assert.equal(pages.length, 200);
  assert.deepEqual([pages[0], pages.at(-1)], ["/5/", "/204/"]);
  assert.deepEqual(JSON.parse(storage.getItem(KEY)), pages);
});

test("without a version of the consent an answer says that nothing is stored", () => {
  const page = open({ ...YES, storage: () => new Storage() });
  page.documentElement.dataset.consentVersion = "";

  assert.equal(consent(), "none-stored");
});
