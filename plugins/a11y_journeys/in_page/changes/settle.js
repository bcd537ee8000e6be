// A page at rest: nothing is judged half way through a change, on a busy machine no more than on an idle one.

/** Frames in a row that must look the same. */
const FRAMES = 3;
/** Frames to wait at most, as some pages never rest. Smooth scrolling takes about 40. */
const MOST = 90;
const HIDDEN = 100; // milliseconds: a hidden tab draws no frames
// The browser's own functions, which a page may replace.
const requestFrame = requestAnimationFrame.bind(globalThis);
const startTimer = setTimeout.bind(globalThis);

/** Wait until nothing moves. First wait for so many milliseconds, if a script needs them.
 * @param {number | null} milliseconds */
export async function settle(milliseconds) {
  if (milliseconds) await new Promise((done) => startTimer(done, milliseconds));
  let before = snapshot();
  for (let alike = 1, count = 0; alike < FRAMES && count < MOST; count++) {
    finishAnimations();
    await frame();
    const now = snapshot();
    alike = now.focus === before.focus && now.text === before.text ? alike + 1 : 1;
    before = now;
  }
}

/** Finish animations that end by themselves, such as changes of colour. */
function finishAnimations() {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
}

const frame = () =>
  new Promise((done) => {
    requestFrame(done);
    startTimer(done, HIDDEN);
  });

/** Return the focused element, and all texts and boxes as one text. */
function snapshot() {
  const boxes = [...document.querySelectorAll("*")].map((element) => element.getBoundingClientRect());
  const places = boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`);
  return { focus: document.activeElement, text: [document.body?.textContent, ...places].join("\n") };
}
