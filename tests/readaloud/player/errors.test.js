// Errors: delays by a given clock, what a server's answer means, and what happens in the player.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

/** @type {{onLine: boolean}} */
const network = { onLine: true };
const page = new EventTarget();
/** @type {{activeElement: unknown}} */
const document = { activeElement: null };
let clock = 0;
/** @type {Map<number, () => void>} */
const timers = new Map();
/** @type {() => Promise<{status: number, headers: Headers}>} */
let answer;

Object.defineProperty(globalThis, "navigator", { configurable: true, get: () => network });
Object.assign(globalThis, {
  document,
  addEventListener: page.addEventListener.bind(page),
  setInterval: (look) => timers.set(timers.size + 1, look).size,
  clearInterval: (number) => timers.delete(number),
  fetch: (address, { cache, method }) => {
    assert.deepEqual([cache, method, address], ["no-store", "HEAD", audio.src]);
    return answer();
  },
});
performance.now = () => clock;

const { Delay, Errors, errorOf, refusal } = await import(
  "../../../plugins/hallbar/readaloud/player/errors.js"
);

const SOUNDING = { paused: false, seeking: false };

/** Return the state of a delay after each look: [seconds of the clock, the audio's time, anything else]. */
function states(...looks) {
  const delay = new Delay();
  return looks.map(([now, currentTime, rest]) =>
    delay.look({ ...SOUNDING, currentTime, ...rest }, 1000 * now),
  );
}

/** Return looks every half second at audio that stands still. */
function still(from, to, time, rest) {
  return Array.from({ length: 2 * (to - from) + 1 }, (_, half) => [from + half / 2, time, rest]);
}

const PAUSED = { paused: true };
const SEEKING = { seeking: true };

for (const [what, looks, last] of [
  ["audio that goes on is no delay", [...still(0, 1, 5), [1.5, 5.5], [3, 7], [4, 8]], ""],
  ["a silence shorter than 2 seconds is no delay", still(0, 1.5, 5), ""],
  ["audio is slow after 2 seconds", still(0, 2, 5), "slow"],
  ["it is slow until 10 seconds have passed", still(0, 9.5, 5), "slow"],
  ["it is late after 10 seconds", still(0, 10, 5), "late"],
  ["it stays late", still(0, 60, 5), "late"],
  ["audio that comes back ends a delay", [...still(0, 30, 5), [30.5, 5.2]], ""],
  ["a new silence is a new delay", [...still(0, 30, 5), [30.5, 5.2], ...still(31, 33, 5.3)], "slow"],
  ["the first fetch may be slow, too", still(100, 102, 0), "slow"],
  ["paused audio is no delay", still(0, 30, 5, PAUSED), ""],
  ["a pause ends that the audio is slow", [...still(0, 3, 5), [3.5, 5, PAUSED]], ""],
  ["the time of a pause does not count", [...still(0, 30, 5, PAUSED), ...still(30.5, 31.5, 5)], ""],
  ["a pause does not cure audio that is late", [...still(0, 12, 5), [12.5, 5, PAUSED]], "late"],
  ["seeking again and again is no delay", [0, 1, 2, 3].map((now) => [now, 10 * now, SEEKING]), ""],
  ["a place that does not come is slow", [[0, 5], ...still(0.5, 2.5, 60, SEEKING)], "slow"],
  ["to seek while it is late does not end that", [...still(0, 12, 5), [12.5, 60, SEEKING]], "late"],
  ["a place that has come ends a delay", [...still(0, 12, 5), [12.5, 60, SEEKING], [13, 60.1]], ""],
  ["a device that sleeps is no delay", [...still(0, 1, 5), [4000, 5], [4001, 5]], ""],
]) {
  test(what, () => assert.equal(states(...looks).at(-1), last));
}

for (const [status, type, name] of [
  [200, "audio/mpeg", "broken"],
  [206, "audio/mpeg", "broken"],
  [200, "application/octet-stream", "broken"],
  [200, "", "broken"],
  [200, "text/html", "elsewhere"],
  [200, "text/html; charset=utf-8", "elsewhere"],
  [404, "text/html", "missing"],
  [410, "text/plain", "missing"],
  [403, "text/html", "busy"],
  [429, "", "busy"],
  [500, "text/html", "busy"],
  [503, "", "busy"],
]) {
  test(`an answer ${status} ${type} is ${name}`, () => assert.equal(errorOf({ status, type }, true), name));
}

test("a right answer that was cut off is an error of the network", () => {
  assert.equal(errorOf({ status: 206, type: "audio/mpeg" }, true, 2), "network");
  assert.equal(errorOf({ status: 206, type: "audio/mpeg" }, true, 4), "broken");
  assert.equal(errorOf({ status: 404, type: "" }, true, 2), "missing");
});

test("no answer is an error of the network, or of one's own connection", () => {
  assert.equal(errorOf(null, true), "network");
  assert.equal(errorOf(null, false), "offline");
});

// The player: what a listener sees, hears and where the focus is

class Button {
  hidden = true;

  focus() {
    document.activeElement = this;
  }
}

class Audio extends EventTarget {
  src = "https://site.example/a.mp3";
  currentTime = 0;
  paused = true;
  seeking = false;
  /** @type {object | null} */
  error = null;
  /** True in a browser that pauses audio that fails. */
  pauses = false;
  /** @type {unknown} why the browser does not play */
  refuses = null;

  play() {
    if (this.refuses) return Promise.reject(this.refuses);
    this.paused = false;
    this.error = null;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }

  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }

  async fail() {
    this.error = {};
    if (this.pauses) this.pause();
    this.dispatchEvent(new Event("error"));
    for (let turns = 0; turns < 5; turns++) await null;
  }
}

/** @type {Audio} */
let audio;
/** @type {{message: {textContent: string}, retry: Button, play: Button, box: {error: boolean}}} */
let seen;
/** @type {InstanceType<typeof Errors>} */
let errors;
/** @type {AbortController} */
let player;

const NAMES = "slow late network offline elsewhere missing busy broken cut refused unmarked selection";

beforeEach(() => {
  network.onLine = true;
  clock = 0;
  timers.clear();
  document.activeElement = null;
  audio = new Audio();
  const box = { error: false };
  const classList = { toggle: (name, yes) => Object.assign(box, { [name]: yes }) };
  const dataset = Object.fromEntries(NAMES.split(" ").map((name) => [name, `(${name})`]));
  const message = { dataset, parentElement: { classList }, textContent: "" };
  seen = { message, retry: new Button(), play: new Button(), box };
  player = new AbortController();
  const parts = { "[data-fault]": message, "[data-act=retry]": seen.retry, "[data-act=play]": seen.play };
  const toggleAttribute = (name, yes) => Object.assign(box, { [name]: yes });
  errors = new Errors({ find: (part) => parts[part], toggleAttribute }, audio, player.signal);
  answer = async () => ({ status: 200, headers: new Headers({ "Content-Type": "audio/mpeg" }) });
});

afterEach(() => {
  player.abort();
  assert.equal(timers.size, 0, "nothing looks at a player that is gone");
});

/** Let the clock go on, with a look every quarter of a second. */
function pass(seconds, { sounds = false } = {}) {
  for (let quarter = 0; quarter < 4 * seconds; quarter++) {
    clock += 250;
    if (sounds) audio.currentTime += 0.25;
    for (const look of timers.values()) look();
  }
}

function shows(name, again) {
  assert.equal(seen.message.textContent, name && `(${name})`);
  assert.equal(!seen.retry.hidden, again);
  assert.equal(seen.box.error, again, "looks like an error");
  assert.equal(seen.box["data-slow"] ?? false, name === "slow");
}

test("a stalled connection is shown, then offered to try again, and disappears by itself", () => {
  audio.play();
  pass(5, { sounds: true });
  shows("", false);
  pass(2);
  shows("slow", false);
  pass(8);
  shows("late", true);
  assert.equal(audio.paused, false, "it goes on when the audio comes");
  seen.retry.focus();
  pass(1, { sounds: true });
  shows("", false);
  assert.equal(document.activeElement, seen.play, "focus does not vanish with the button");
});

test("a message is set once as long as it lasts", () => {
  audio.play();
  const set = mock.fn();
  Object.defineProperty(seen.message, "textContent", { set, get: () => "" });
  network.onLine = false;
  pass(60);
  assert.deepEqual(
    set.mock.calls.map((call) => call.arguments[0]),
    ["(offline)"],
  );
});

test("nothing looks at the audio while it is paused", () => {
  audio.play();
  pass(1, { sounds: true });
  audio.pause();
  pass(1);
  assert.equal(timers.size, 0);
});

test("another try has a new address, the same place, and focus on the button that pauses", () => {
  audio.play();
  pass(5, { sounds: true });
  pass(12);
  seen.retry.focus();
  audio.currentTime = 5;
  errors.retry();
  assert.equal(audio.src, "https://site.example/a.mp3?again=1");
  assert.equal(audio.currentTime, 5);
  assert.equal(document.activeElement, seen.play);
  shows("", false);
  pass(1.5);
  shows("", false); // it has its own two seconds
  pass(1);
  shows("slow", false);
});

test("the place is not lost if another try fails, too", async () => {
  audio.play();
  pass(5, { sounds: true });
  await audio.fail();
  shows("broken", true);
  errors.retry();
  audio.currentTime = 0; // some browsers forget it
  await audio.fail();
  shows("broken", true);
  errors.retry();
  assert.equal(audio.currentTime, 5);
});

for (const [name, server] of Object.entries({
  missing: async () => ({ status: 404, headers: new Headers() }),
  busy: async () => ({ status: 503, headers: new Headers() }),
  elsewhere: async () => ({ status: 200, headers: new Headers({ "Content-Type": "text/html" }) }),
  network: () => Promise.reject(new TypeError("Failed to fetch")),
})) {
  for (const pauses of [false, true]) {
    test(`audio that fails is paused and explained: ${name}, ${pauses}`, async () => {
      answer = server;
      audio.pauses = pauses;
      audio.play();
      await audio.fail();
      assert.equal(audio.paused, true);
      shows(name, true);
      assert.equal(errors.failed, true);
    });
  }
}

test("without a connection nobody is asked, and the audio goes on when it is back", async () => {
  answer = () => assert.fail("asked");
  audio.play();
  network.onLine = false;
  await audio.fail();
  shows("offline", true);
  network.onLine = true;
  page.dispatchEvent(new Event("online"));
  assert.equal(audio.paused, false);
  assert.equal(document.activeElement, null, "focus stays where the reader is");
  shows("", false);
});

test("a listener who has paused is not surprised by audio when the connection is back", async () => {
  audio.play();
  network.onLine = false;
  pass(3);
  shows("offline", true);
  audio.pause();
  network.onLine = true;
  page.dispatchEvent(new Event("online"));
  assert.equal(audio.paused, true);
});

test("audio that fails while it is paused is fetched again when it is wanted, without a message", async () => {
  audio.play();
  audio.pause();
  await audio.fail();
  shows("", false);
  assert.equal(errors.failed, true);
});

test("an answer that comes after another try is forgotten", async () => {
  /** @type {(answer: {status: number, headers: Headers}) => void} */
  let answers = () => {};
  answer = () => new Promise((resolve) => (answers = resolve));
  audio.play();
  await audio.fail();
  errors.retry();
  answers({ status: 404, headers: new Headers() });
  for (let turns = 0; turns < 5; turns++) await null;
  shows("", false);
});

test("a browser that does not let audio begin is named; other reasons have an event of their own", async () => {
  for (const name of ["AbortError", "NotSupportedError"])
    assert.equal(refusal(new DOMException("", name)), "");
  assert.equal(refusal(undefined), "");
  audio.refuses = new DOMException("", "NotAllowedError");
  errors.retry();
  await null;
  await null;
  shows("refused", false);
});
