// Storage: without consent nothing is written or read (LEK 9:28), and no browser causes an error.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accepted,
  attempt,
  keys,
  mayStore,
  read,
  remove,
  write,
} from "../../plugins/hallbar/frame/storage.js";
import { closed, open, Storage } from "../visitor.js";

const KEY = "hallbar.speed";
const KEYS = `preferences:localStorage:${KEY} statistics:localStorage:visits `;
const YES = { consent: "preferences", keys: KEYS };

test("with consent a value is stored, read and removed", () => {
  const storage = new Storage();
  open({ ...YES, storage: () => storage });

  assert.equal(mayStore(KEY), true);
  assert.equal(read(KEY), "");
  write(KEY, "1.5");
  assert.equal(read(KEY), "1.5");
  assert.deepEqual([...storage.stored], [[KEY, "1.5"]]);
  remove(KEY);
  assert.equal(storage.stored.size, 0);
});

for (const [visitor, page] of Object.entries({
  "has not chosen": { keys: KEYS },
  "has accepted another category": { consent: "statistics", keys: KEYS },
  "has accepted one whose name begins alike": { consent: "preferences-of-others", keys: KEYS },
  "has accepted something else than this key is listed for": {
    consent: "preferences",
    keys: `statistics:localStorage:${KEY}`,
  },
  "has accepted, but the key is listed nowhere": { consent: "preferences", keys: "" },
  "is on a site without consent": {},
})) {
  test(`nothing is written or read when the visitor ${visitor}`, () => {
    const storage = new Storage({ [KEY]: "2" });
    open({ ...page, storage: () => storage });

    assert.equal(mayStore(KEY), false);
    assert.equal(read(KEY), "");
    write(KEY, "1.5");
    assert.deepEqual([...storage.stored], [[KEY, "2"]]);
  });
}

test("a key is removed without consent too", () => {
  const storage = new Storage({ [KEY]: "2" });
  open({ keys: KEYS, storage: () => storage });

  remove(KEY);
  assert.equal(storage.stored.size, 0);
});

test("a gate that names no category is closed", () => {
  open({ consent: "", keys: KEYS });

  assert.equal(accepted(""), false);
});

for (const [browser, storage] of Object.entries({
  "closes storage": closed,
  "has no storage": () => undefined,
  "gives null for storage": () => null,
  "lets nobody read": () => new Storage({}, "getItem"),
  "is full": () => new Storage({}, "setItem"),
  "lets nobody remove": () => new Storage({}, "removeItem"),
  "closes all of it": () => new Storage({}, "getItem", "setItem", "removeItem"),
})) {
  test(`a browser that ${browser} causes no error`, () => {
    open({ ...YES, storage });

    write(KEY, "1.5");
    remove(KEY);
    assert.equal(read(KEY), "");
  });
}

for (const [attribute, listed] of [
  ["", []],
  ["  ", []],
  ["preferences:localStorage:hallbar.speed", [["preferences", "localStorage", "hallbar.speed"]]],
  [
    "preferences:cookie:visits\n  statistics:localStorage:pages ",
    [
      ["preferences", "cookie", "visits"],
      ["statistics", "localStorage", "pages"],
    ],
  ],
  ["preferences", [["preferences", "", ""]]],
  ["preferences:cookie", [["preferences", "cookie", ""]]],
])
  test(`the keys in ${JSON.stringify(attribute)} are ${listed.length}`, () => {
    open({ keys: attribute });

    assert.deepEqual(
      keys(),
      listed.map(([category, kind, name]) => ({ category, kind, name })),
    );
  });

for (const [consent, category, expected] of [
  ["preferences", "preferences", true],
  ["statistics preferences", "preferences", true],
  ["statistics\n\tpreferences ", "preferences", true],
  ["preferences", "statistics", false],
  ["preferences", "Preferences", false],
  [undefined, "preferences", false],
])
  test(`with ${JSON.stringify(consent)}, ${category} is ${expected ? "" : "not "}accepted`, () => {
    open({ consent });

    assert.equal(accepted(category), expected);
  });

test("an empty name is no key, also where the page lists a key without one", () => {
  open({ consent: "preferences", keys: "preferences:cookie:x" });

  assert.equal(mayStore(""), false);
});

test("an attempt returns what the function returns, or null if it throws", () => {
  assert.equal(
    attempt(() => 0),
    0,
  );
  assert.equal(attempt(closed), null);
});
