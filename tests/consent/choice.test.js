// The choice, in browsers that lack something: the page works as if the visitor had not chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, open, Storage } from "../visitor.js";

const KEYS = "preferences:localStorage:hallbar.speed preferences:cookie:visits";
let count = 0;

/** Load the module as a newly opened page does. */
const choice = () => import(`../../plugins/hallbar/consent/choice.js?${count++}`);

class Channel extends EventTarget {
  static messages = 0;

  postMessage() {
    Channel.messages += 1;
  }
}

class ClosedChannel {
  constructor() {
    closed();
  }
}

test("a choice is stored, shown on the page and sent to other tabs", async () => {
  const page = open({ keys: KEYS, storage: () => new Storage(), channel: Channel });
  const { choose } = await choice();

  assert.equal(choose({ preferences: true }), true);
  assert.equal(page.documentElement.dataset.consent, "preferences");
  assert.equal(Channel.messages, 1);
});

for (const [browser, channel] of Object.entries({ "has no": undefined, closes: ClosedChannel })) {
  test(`a browser that ${browser} BroadcastChannel takes the choice all the same`, async () => {
    const page = open({ keys: KEYS, storage: () => new Storage(), channel });
    const { choose } = await choice();

    assert.equal(choose({ preferences: true }), true);
    assert.equal(page.documentElement.dataset.consent, "preferences");
    assert.equal(choose({ preferences: false }), true);
    assert.equal(page.documentElement.dataset.consent, undefined);
  });
}

test("with cookies and storage closed nobody has chosen, and a choice is not stored", async () => {
  const page = open({ keys: KEYS, storage: closed, cookies: null, channel: Channel });
  const { choices, choose } = await choice();

  assert.equal(choices(), null);
  assert.equal(choose({ preferences: true }), false);
  assert.equal(page.documentElement.dataset.consent, undefined);
});

test("what is stored with a consent that counts is left where it is", async () => {
  const storage = new Storage({ "hallbar.speed": "2" });
  const cookies = ["visits=3"];
  open({ keys: KEYS, storage: () => storage, cookies, channel: Channel });
  (await choice()).choose({ preferences: true });
  storage.setItem("hallbar.speed", "2");
  cookies.push("visits=3");
  await choice();

  assert.equal(storage.getItem("hallbar.speed"), "2");
  assert.ok(cookies.includes("visits=3"));
});

test("what is stored without a consent that counts is deleted when a page opens", async () => {
  const storage = new Storage({ "hallbar.speed": "2", other: "theirs" });
  const cookies = ["visits=3", "theirs=1"];
  open({ consent: "preferences", keys: KEYS, storage: () => storage, cookies, channel: Channel });
  await choice();

  assert.deepEqual([...storage.stored.keys()], ["other"]);
  assert.deepEqual(cookies, ["theirs=1"]);
});
