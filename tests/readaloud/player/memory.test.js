// What the player stores: only with consent, twenty pages at most, whatever was written under the key.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  store,
  stored,
  storedPosition,
  storePosition,
} from "../../../plugins/hallbar/readaloud/player/memory.js";
import { open, Storage } from "../../visitor.js";

const KEYS = ["speed", "positions", "click"]
  .map((name) => `preferences:localStorage:hallbar.${name}`)
  .join(" ");
const FILE = "https://site.example/hallbar/readaloud/sound/0123456789abcdef.mp3";
const POSITIONS = "hallbar.positions";

/** A visitor who has accepted, with this in storage. */
function visitor(given = {}, accepted = { consent: "preferences" }) {
  const storage = new Storage(given);
  open({ ...accepted, keys: KEYS, storage: () => storage });
  return storage;
}

/** Go to another page. */
function goTo(path) {
  const url = new URL(path, "https://site.example/");
  Object.defineProperty(globalThis, "location", { configurable: true, get: () => url });
}

test("speed, click and position are stored with consent", () => {
  const storage = visitor();
  store("speed", "1.5");
  store("click", "yes");
  storePosition(FILE, 12.345);

  assert.deepEqual([stored("speed"), stored("click"), storedPosition(FILE)], ["1.5", "yes", 12.35]);
  assert.deepEqual([...storage.stored.keys()], ["hallbar.speed", "hallbar.click", POSITIONS]);
});

test("without consent nothing is stored, and stored values are not read", () => {
  const given = {
    "hallbar.speed": "2",
    "hallbar.click": "yes",
    [POSITIONS]: '[["/page/","0123456789ab",30]]',
  };
  const storage = visitor(given, {});

  assert.deepEqual([stored("speed"), stored("click"), storedPosition(FILE)], ["", "", 0]);
  store("speed", "1.5");
  store("click", "no");
  storePosition(FILE, 12.345);
  assert.deepEqual(Object.fromEntries(storage.stored), given);
});

test("the positions of the last 20 pages are stored, and that of the page heard longest ago is forgotten", () => {
  const storage = visitor();
  for (let page = 1; page <= 20; page++) {
    goTo(`/${page}/`);
    storePosition(FILE, page);
  }
  goTo("/1/");
  assert.equal(storedPosition(FILE), 1);
  storePosition(FILE, 1.5); // heard again, so that 2 was heard longest ago
  goTo("/21/");
  storePosition(FILE, 21);

  const found = JSON.parse(storage.stored.get(POSITIONS));
  assert.deepEqual(
    found.map(([path]) => path),
    [...[...Array(18)].map((_, at) => `/${at + 3}/`), "/1/", "/21/"],
  );
});

test("the position of other audio is not used: the page was changed", () => {
  visitor();
  storePosition(FILE, 30);
  assert.equal(storedPosition(FILE), 30);
  assert.equal(storedPosition(`${FILE}?again=1`), 30);
  assert.equal(storedPosition(FILE.replace("0123", "3210")), 0);
});

test("a page that was heard to its end has no position", () => {
  const storage = visitor();
  storePosition(FILE, 30);
  storePosition(FILE, 0);
  assert.equal(storedPosition(FILE), 0);
  assert.equal(storage.stored.get(POSITIONS), "[]");
});

for (const garbage of [
  "",
  "null",
  "{",
  "{}",
  '"/page/"',
  "7",
  "[null]",
  '["/page/ 30"]',
  '[["/page/"]]',
  '[["/page/", "0123456789ab"]]',
  '[["/page/", "0123456789ab", null]]',
  '[["/page/", "0123456789ab", -1]]',
  '[["/page/", "0123456789ab", "<b>"]]',
  '[["/page/", "0123456789ab", "30"]]',
  '[["/page/", "0123456789ab", 1e999]]',
  '[["/page/", 7, 30]]',
  '[{"0": "/page/"}]',
]) {
  test(`garbage is no position, and the next one is stored: ${garbage}`, () => {
    visitor({ [POSITIONS]: garbage });
    assert.equal(storedPosition(FILE), 0);
    storePosition(FILE, 5);
    assert.equal(storedPosition(FILE), 5);
  });
}

test("a storage that is full or closed is as none", () => {
  open({ consent: "preferences", keys: KEYS, storage: () => new Storage({}, "setItem", "getItem") });
  storePosition(FILE, 5);
  assert.equal(storedPosition(FILE), 0);
});
