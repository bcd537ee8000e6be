// Other players and the system's controls: all of it is optional.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, open } from "../../visitor.js";

const { SinglePlayer, showInSystem, showState } = await import(
  "../../../plugins/hallbar/readaloud/player/session.js"
);
const AUDIO = { duration: 60, currentTime: 61, playbackRate: 1, paused: false };

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

/** A page with a title in a browser with these system controls. */
function page(mediaSession) {
  const document = open();
  Object.assign(document, { title: "Sidan", querySelector: () => ({ textContent: " Rubriken\n" }) });
  Object.defineProperty(globalThis, "navigator", { configurable: true, get: () => ({ mediaSession }) });
}

test("a browser without the system's controls plays nevertheless", () => {
  page(undefined);
  delete globalThis.MediaMetadata;
  showInSystem("Biblioteket", { play: () => {} });
  showState(AUDIO);
});

test("the system shows the page, the site, the state and the position, and gets the controls", () => {
  const acts = {};
  const session = {
    setActionHandler: (action, act) =>
      action === "seekto" ? closed() : Object.assign(acts, { [action]: act }),
    setPositionState: (state) => Object.assign(session, { state }),
  };
  page(session);
  globalThis.MediaMetadata = class {
    constructor(given) {
      Object.assign(this, given);
    }
  };
  const play = () => {};
  showInSystem("Biblioteket", { seekto: play, play, seekforward: null });
  showState(AUDIO);

  assert.deepEqual({ ...session.metadata }, { title: "Rubriken", artist: "Biblioteket" });
  assert.deepEqual(acts, { play, seekforward: null }, "one that the system lacks does not stop the others");
  assert.equal(session.playbackState, "playing");
  assert.deepEqual(session.state, { duration: 60, playbackRate: 1, position: 60 });
  showState({ ...AUDIO, paused: true, duration: Number.NaN });
  assert.equal(session.playbackState, "paused");
});
