// What moves: by itself, and for those who have asked for less of it.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const SHORT = 50; // milliseconds: nobody sees a movement
  const LONG = 5000;
  const PLACE =
    "all|transform|translate|rotate|scale|offset-.+|left|right|top|bottom|inset.*|background-position.*";
  const SIZE =
    "margin.*|padding.*|(min-|max-)?(width|height|block-size|inline-size)|font-size|letter-spacing";
  const MOVES = new RegExp(`^(${PLACE}|${SIZE}|stroke-dashoffset)$`);

  /** Animations that run on what is seen. @returns {{element: Element, effect: KeyframeEffect, end: number}[]} */
  function running() {
    const all = document.getAnimations().filter((one) => !(one instanceof CSSTransition));
    return all.flatMap(({ effect, playState, timeline }) => {
      if (playState !== "running" || timeline !== document.timeline) return [];
      const element = effect instanceof KeyframeEffect ? effect.target : null;
      if (!(effect instanceof KeyframeEffect) || !element || !hallbarCheck.visible(element)) return [];
      return [{ element, effect, end: Number(effect.getComputedTiming().endTime) }];
    });
  }

  /** What moves, blinks or plays by itself for more than five seconds. */
  function restless() {
    const moving = "video[autoplay]:not([controls]), marquee, blink";
    const media = [...document.querySelectorAll(moving)].filter(hallbarCheck.visible);
    const drawn = "svg:has(:is(animate, animateTransform, animateMotion)[repeatCount=indefinite])";
    const pictures = [...document.querySelectorAll(drawn)].filter(hallbarCheck.visible);
    const animated = running()
      .filter(({ end }) => end > LONG)
      .map(({ element }) => element);
    return [...new Set([...animated, ...media, ...pictures])].map(hallbarCheck.kinds.named);
  }

  /** What still moves now that less motion is asked for: animations, transitions, smooth scrolling. */
  function unasked() {
    const moving = running().filter(({ effect, end }) => end > SHORT && effect.getKeyframes().some(moves));
    const all = [document.documentElement, ...document.body.querySelectorAll("*")];
    const gliding = all.filter((element) => glides(getComputedStyle(element)));
    const outer = gliding.filter(
      (element) => !element.parentElement || !gliding.includes(element.parentElement),
    );
    return [...new Set([...moving.map(({ element }) => element), ...outer])]
      .slice(0, 10)
      .map(hallbarCheck.kinds.named);
  }

  /** @param {ComputedKeyframe} frame */
  const moves = (frame) => Object.keys(frame).some((name) => MOVES.test(dashed(name)));

  /** @param {string} name */
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  /** @param {CSSStyleDeclaration} style */
  function glides(style) {
    if (style.scrollBehavior === "smooth") return true;
    const times = style.transitionDuration.split(",").map((time) => 1000 * parseFloat(time)); // computed: in seconds
    if (Math.max(...times) <= SHORT) return false;
    const names = style.transitionProperty.split(",").map((name) => name.trim());
    return names.some((name, index) => MOVES.test(name) && (times[index % times.length] ?? 0) > SHORT);
  }

  /** @type {CSSStyleSheet | null} */ let sheet = null;

  /** What glides has arrived, and from now on transitions take only so long: `0s`, or `1ms` where scripts wait for
   * their end. @param {string} duration */
  function still(duration) {
    sheet = new CSSStyleSheet();
    const css = `transition-duration: ${duration} !important; transition-delay: 0s !important`;
    sheet.replaceSync(`*, ::before, ::after { ${css} }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  }

  /** As the page was: transitions take their time. */
  function unstill() {
    document.body.getBoundingClientRect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }

  hallbarCheck.motion = { restless, unasked, still, unstill };
})();
