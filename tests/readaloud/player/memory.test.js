// What the player remembers, and its word to other tabs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepPosition, keepSpeed, positionKept, speedKept } from "../../../plugins/hallbar/readaloud/player/memory.js";
import { OnlyOne } from "../../../plugins/hallbar/readaloud/player/session.js";
import { closed, open, Storage } from "../../visitor.js";

const KEYS = "preferences:localStorage:hallbar.speed preferences:localStorage:hallbar.position";

test("speed and place are remembered with consent", () => {
  const storage = new Storage();
  open({ consent: "preferences", keys: KEYS, storage: () => storage });

  keepSpeed("1.5");
  keepPosition(12.345);
  assert.deepEqual([speedKept(), positionKept()], ["1.5", 12.35]);
});

test("without consent nothing is remembered, and what is there is not read", () => {
  const stored = { "hallbar.speed": "2", "hallbar.position": "/page/ 30" };
  const storage = new Storage(stored);
  open({ keys: KEYS, storage: () => storage });

  assert.deepEqual([speedKept(), positionKept()], ["", 0]);
  keepSpeed("1.5");
  keepPosition(12.345);
  assert.deepEqual(Object.fromEntries(storage.stored), stored);
});

for (const [browser, channel] of Object.entries({
  "has no": undefined,
  closes: class {
    constructor() {
      closed();
    }
  },
})) {
  test(`a browser that ${browser} BroadcastChannel plays all the same`, () => {
    open({ channel });
    const gone = new AbortController();

    new OnlyOne(() => {}, gone.signal).sounds();
    gone.abort();
  });
}
