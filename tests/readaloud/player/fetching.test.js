// "Fetching": from the press until the sound is heard, and whenever it has to wait. Events as the HTML standard
// fires them.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { player } from "./parts.js";

globalThis.HTMLMediaElement = { HAVE_FUTURE_DATA: 3 };
const { Fetching } = await import("../../../plugins/hallbar/readaloud/player/fetching.js");

function listening() {
  const [element, audio, notes] = [player(), {}, { say: mock.fn(), unsay: mock.fn() }];
  const clock = element.find("[data-clock]");
  const fetching = new Fetching(element, audio, notes);
  const happens = (event, state) => {
    Object.assign(audio, state);
    fetching.update(event);
    return [element.hasAttribute("data-fetching"), clock.ariaBusy];
  };
  return { happens, ...notes };
}

test("it is shown from the press until the sound plays", () => {
  const { happens } = listening();
  assert.deepEqual(happens("play", { paused: false, readyState: 0 }), [true, "true"]);
  assert.deepEqual(happens("waiting", {}), [true, "true"]);
  assert.deepEqual(happens("playing", { readyState: 4 }), [false, "false"]);
});

for (const [what, type, state] of [
  ["a pause", "pause", { paused: true }],
  ["an error", "error", { error: { code: 4 } }],
  ["the sound", "playing", { readyState: 3 }],
]) {
  test(`${what} ends it when the sound had to wait`, () => {
    const { happens } = listening();
    happens("playing", { paused: false, readyState: 4 });
    assert.equal(happens("waiting", { readyState: 2 })[0], true);
    assert.equal(happens(type, state)[0], false);
  });
}

test("sound that goes on is here, whatever the browser says of its data; not while it seeks", () => {
  const { happens } = listening();
  const before = { paused: false, readyState: 2, currentTime: 10, seeking: true };
  assert.equal(happens("waiting", before)[0], true);
  assert.equal(happens("timeupdate", { currentTime: 30 })[0], true);
  assert.equal(happens("timeupdate", { seeking: false, currentTime: 30 })[0], true);
  assert.equal(happens("timeupdate", { currentTime: 30.2 })[0], false);
  assert.equal(happens("waiting", {})[0], true);
});

test("sound that is here already is not fetched", () => {
  const { happens } = listening();
  assert.equal(happens("play", { paused: false, readyState: 4 })[0], false);
});

test("it is announced once, after half a second", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { happens, say, unsay } = listening();
  happens("play", { paused: false, readyState: 0 });
  mock.timers.tick(499);
  assert.equal(say.mock.callCount(), 0);
  happens("waiting", {});
  mock.timers.tick(5000);
  assert.deepEqual(
    say.mock.calls.map(({ arguments: [name] }) => name),
    ["fetching"],
  );
  assert.equal(unsay.mock.callCount(), 0);
  happens("playing", { readyState: 4 });
  assert.deepEqual(unsay.mock.calls[0].arguments, ["fetching"]);
  mock.timers.reset();
});

test("it is not announced if the sound plays before that", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { happens, say } = listening();
  happens("play", { paused: false, readyState: 0 });
  happens("playing", { readyState: 4 });
  mock.timers.tick(5000);
  assert.equal(say.mock.callCount(), 0);
  mock.timers.reset();
});
