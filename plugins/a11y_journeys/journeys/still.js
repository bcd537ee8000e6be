// When a page has come to rest: nothing is judged half way, on a busy machine no more than on an idle one.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** In a row; what is seen in them must be the same. */
  const FRAMES = 3;
  /** Frames to wait for that at most: a page may move for ever. Smooth scrolling takes some 40. */
  const MOST = 90;
  const HIDDEN = 100; // milliseconds: no frames come in a tab that nobody sees
  const frames = requestAnimationFrame.bind(globalThis); // the browser's own: a page may put another in its place
  const timer = setTimeout.bind(globalThis);

  const frame = () =>
    new Promise((done) => {
      frames(done);
      timer(done, HIDDEN);
    });

  /** Where all is, what has the focus and what is said. */
  function sight() {
    const boxes = [...document.querySelectorAll("*")].map((element) => element.getBoundingClientRect());
    const places = boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`);
    return { focus: document.activeElement, text: [document.body?.textContent, ...places].join("\n") };
  }

  /** End what only runs for a while, as colours that pass into others. */
  function settle() {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }

  /** Wait until nothing moves, nor is about to: what scripts do `after` so many milliseconds comes first. */
  async function still(after = 0) {
    if (after) await new Promise((done) => timer(done, after));
    let before = sight();
    for (let alike = 1, count = 0; alike < FRAMES && count < MOST; count++) {
      settle();
      await frame();
      const now = sight();
      alike = now.focus === before.focus && now.text === before.text ? alike + 1 : 1;
      before = now;
    }
  }

  Object.assign(hallbarCheck, { still });
})();
