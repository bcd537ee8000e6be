// The values that the player stores, and its message to other tabs.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  storedPosition,
  storedSpeed,
  storePosition,
  storeSpeed,
} from "../../../plugins/hallbar/readaloud/player/memory.js";
import { SinglePlayer } from "../../../plugins/hallbar/readaloud/player/session.js";
import { closed, open, Storage } from "../../visitor.js";

const KEYS = "preferences:localStorage:hallbar.speed preferences:localStorage:hallbar.positions";

test("speed and position are stored with consent", () => {
  const storage = new Storage();
  open({ consent: "preferences", keys: KEYS, storage: () => storage });

  storeSpeed("1.5");
  storePosition(12.345);
  assert.deepEqual([storedSpeed(), storedPosition()], ["1.5", 12.35]);
});

test("without consent nothing is stored, and stored values are not read", () => {
  const stored = { "hallbar.speed": "2", "hallbar.positions": "/page/ 30" };
  const storage = new Storage(stored);
  open({ keys: KEYS, storage: () => storage });

  assert.deepEqual([storedSpeed(), storedPosition()], ["", 0]);
  storeSpeed("1.5");
  storePosition(12.345);
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
  test(`a browser that ${browser} BroadcastChannel plays nevertheless`, () => {
    open({ channel });
    const gone = new AbortController();

    new SinglePlayer(() => {}, gone.signal).begin();
    gone.abort();
  });
}
