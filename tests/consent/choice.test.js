// The choice, in browsers that lack something: the page works as if the visitor had not chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, open, Storage } from "../visitor.js";
import { early } from "./early.js";

const KEYS = "preferences:localStorage:hallbar.speed preferences:cookie:visits";
let count = 0;

/** Load the scripts as a newly opened page does. */
function choice() {
  early();
  return import(`../../plugins/hallbar/consent/choice.js?${count++}`);
}

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

class MuteChannel extends EventTarget {
  postMessage() {
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

for (const [browser, channel] of Object.entries({
  "has no": undefined,
  closes: ClosedChannel,
  "closes the use of": MuteChannel,
})) {
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

/** Open a page whose browser has a window to send events to, and a setting for privacy. */
function openWith({ navigator = {}, ...page }) {
  const opened = open({ keys: KEYS, storage: () => new Storage(), ...page });
  const window = new EventTarget();
  for (const [name, value] of Object.entries({ window, navigator }))
    Object.defineProperty(globalThis, name, { configurable: true, value });
  return { root: opened.documentElement, window, dispatch: opened.dispatchEvent };
}
const TODAY = new Date().toLocaleDateString("sv");
const record = (cookies) => JSON.parse(decodeURIComponent(cookies.at(-1).slice("hallbar-consent=".length)));

test("the record holds version, the visitor's own date and the choices, and no identifier", async () => {
  const cookies = [];
  openWith({ cookies });
  const { choose } = await choice();
  const day = () => new Date().toLocaleDateString("sv");
  const before = day();
  choose({ preferences: true });

  const { date, ...rest } = record(cookies);
  assert.deepEqual(rest, { version: "1", choices: { preferences: true } });
  assert.ok([before, day()].includes(date));
});

test("a choice of one category leaves the choices of the others", async () => {
  const { root } = openWith({ cookies: [] });
  const { choices, choose } = await choice();

  for (const [made, shown] of [
    [{ preferences: true }, "preferences"],
    [{ statistics: true }, "preferences statistics"],
    [{ preferences: false }, "statistics"],
    [{ statistics: false }, undefined],
  ]) {
    choose(made);
    assert.equal(root.dataset.consent, shown);
  }
  assert.deepEqual(choices(), { preferences: false, statistics: false });
});

for (const version of ["0", "2"])
  test(`a choice made for version ${version} does not count for version 1`, async () => {
    const record = { version, date: TODAY, choices: { preferences: true } };
    const { root } = openWith({ cookies: [`hallbar-consent=${encodeURIComponent(JSON.stringify(record))}`] });
    const { choices } = await choice();

    assert.equal(choices(), null);
    assert.equal(root.dataset.consent, undefined);
  });

test("every choice is announced to the page, also the one that is read when it opens", async () => {
  const { dispatch } = openWith({ cookies: [] });
  const { choose } = await choice();
  choose({ preferences: true });

  assert.deepEqual(
    dispatch.mock.calls.map((call) => call.arguments[0].type),
    ["hallbar:consent", "hallbar:consent"],
  );
});

const cookie = (choices) =>
  `hallbar-consent=${encodeURIComponent(JSON.stringify({ version: "1", date: TODAY, choices }))}`;
const ASKED = `${KEYS} statistics:cookie:count`;

for (const [name, choices, control, consent, refused, signalled] of [
  ["no choice", null, false, undefined, undefined, undefined],
  ["a yes", { preferences: true }, false, "preferences", undefined, undefined],
  ["a no", { preferences: false }, false, undefined, "preferences", undefined],
  ["one of each", { preferences: true, statistics: false }, false, "preferences", "statistics", undefined],
  [
    "no choice, under privacy control",
    null,
    true,
    undefined,
    "preferences statistics",
    "preferences statistics",
  ],
  ["a yes, under privacy control", { preferences: true }, true, "preferences", "statistics", "statistics"],
  [
    "a no, under privacy control",
    { preferences: false },
    true,
    undefined,
    "preferences statistics",
    "statistics",
  ],
])
  test(`before the first paint <html> shows ${name}, and the modules agree`, async () => {
    const cookies = choices ? [cookie(choices)] : [];
    const navigator = { globalPrivacyControl: control };
    openWith({ keys: ASKED, cookies, navigator });
    const { root, classes } = early();
    const shown = () => [root.dataset.consent, root.dataset.refused, root.dataset.signalled];

    assert.deepEqual(shown(), [consent, refused, signalled]);
    assert.equal(classes.has("no-js"), false);
    const { refused: saysNo } = await choice();
    assert.deepEqual(shown(), [consent, refused, signalled]);
    assert.equal(saysNo("preferences"), refused?.split(" ").includes("preferences") ?? false);
  });

for (const [name, choices, control, asks] of [
  ["no choice", null, false, "statistics"],
  ["a choice of a category with a gate", { preferences: true }, false, "statistics"],
  ["a yes", { statistics: true }, false, undefined],
  ["a no", { statistics: false }, false, undefined],
  ["privacy control", null, true, undefined],
])
  test(`before the first paint it is known if the banner asks: ${name}`, () => {
    openWith({
      keys: ASKED,
      cookies: choices ? [cookie(choices)] : [],
      navigator: { globalPrivacyControl: control },
    });
    document.documentElement.dataset.consentBanner = "statistics";

    assert.equal(early().root.dataset.asks, asks);
  });

test("a page whose gates cannot be fetched becomes the one without JavaScript", () => {
  openWith({ cookies: [cookie({ preferences: true })] });
  globalThis.customElements = { get: () => undefined };
  const { root, classes, load } = early();
  assert.equal(root.dataset.consent, "preferences");

  load();
  assert.equal(root.dataset.consent, undefined);
  assert.equal(classes.has("no-js"), true);

  globalThis.customElements = { get: () => class {} };
  const whole = early();
  whole.load();
  assert.equal(whole.root.dataset.consent, "preferences");
  assert.equal(whole.classes.has("no-js"), false);
});

test("a key under a name of an earlier version is deleted, with consent too", async () => {
  const storage = new Storage({ "hallbar.position": "1", "hallbar.speed": "2", other: "theirs" });
  const cookies = [cookie({ preferences: true }), "count=3"];
  const { root } = openWith({ storage: () => storage, cookies });
  root.dataset.consentFormer = "localStorage:hallbar.position cookie:count";
  await choice();

  assert.deepEqual([...storage.stored.keys()], ["hallbar.speed", "other"]);
  assert.equal(cookies.length, 1);
});

class Tab extends Channel {
  static latest = new Channel();

  constructor() {
    super();
    Tab.latest = this;
  }
}

/** The record that another tab writes. */
const REFUSED = { version: "1", date: TODAY, choices: { preferences: false } };

for (const [what, happen] of Object.entries({
  "another tab announces a choice": () => Tab.latest.dispatchEvent(new Event("message")),
  "the page comes back from the cache": ({ window }) =>
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true })),
}))
  test(`when ${what}, the page shows the stored choice`, async () => {
    const cookies = [];
    const { root, window } = openWith({ cookies, channel: Tab });
    const { choose } = await choice();
    choose({ preferences: true });
    cookies[0] = `hallbar-consent=${encodeURIComponent(JSON.stringify(REFUSED))}`;

    assert.equal(root.dataset.consent, "preferences");
    window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
    assert.equal(root.dataset.consent, "preferences");
    happen({ window });
    assert.equal(root.dataset.consent, undefined);
  });

for (const [setting, expected] of [
  [true, true],
  [false, false],
  [undefined, false],
  ["1", false],
])
  test(`a browser whose privacy control is ${setting} ${expected ? "refuses" : "does not refuse"}`, async () => {
    openWith({ cookies: [], navigator: { globalPrivacyControl: setting } });

    assert.equal((await choice()).signalled, expected);
  });

test("the site begins at data-base", async () => {
  const { root } = openWith({ cookies: [] });
  root.dataset.base = "../";

  assert.equal((await choice()).base.href, "https://site.example/");
});
