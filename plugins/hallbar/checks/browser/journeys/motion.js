// What moves: by itself, and for those who have asked for less of it.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const SHORT = 50; // milliseconds: nobody sees a movement
  const LONG = 5000;
  const MOVES = /^(all|transform|translate|rotate|scale|offset-.+|left|right|top|bottom|inset.*|margin.*|padding.*|(min-|max-)?(width|height|block-size|inline-size)|background-position.*|font-size|letter-spacing|stroke-dashoffset)$/;

  /** @param {Element} element */
  const fault = (element) => ({ place: hallbarCheck.selector(element), what: hallbarCheck.words(element) });

  /** Animations that run on what is seen. @returns {{element: Element, effect: KeyframeEffect, end: number}[]} */
  function running() {
    const all = document.getAnimations().filter((one) => one.playState === "running" && one.timeline === document.timeline);
    return all.filter((one) => !(one instanceof CSSTransition)).flatMap(({ effect }) => {
      const element = effect instanceof KeyframeEffect ? effect.target : null;
      if (!(effect instanceof KeyframeEffect) || !element || !hallbarCheck.visible(element)) return [];
      return [{ element, effect, end: Number(effect.getComputedTiming().endTime) }];
    });
  }

  /** What moves, blinks or plays by itself for more than five seconds. */
  function restless() {
    const media = [...document.querySelectorAll("video[autoplay]:not([controls]), marquee, blink")].filter(hallbarCheck.visible);
    const drawn = [...document.querySelectorAll("svg :is(animate, animateTransform, animateMotion)[repeatCount=indefinite]")];
    const pictures = drawn.flatMap((one) => one.closest("svg") ?? []).filter(hallbarCheck.visible);
    const animated = running().filter(({ end }) => end > LONG).map(({ element }) => element);
    return [...new Set([...animated, ...media, ...pictures])].map(fault);
  }

  /** What still moves now that less motion is asked for: animations, transitions, smooth scrolling. */
  function unasked() {
    const moving = running().filter(({ effect, end }) => end > SHORT && effect.getKeyframes().some(moves));
    const all = [document.documentElement, ...document.body.querySelectorAll("*")];
    const gliding = all.filter((element) => glides(getComputedStyle(element)));
    const outer = gliding.filter((element) => element.parentElement === null || !gliding.includes(element.parentElement));
    return [...new Set([...moving.map(({ element }) => element), ...outer])].slice(0, 10).map(fault);
  }

  /** @param {ComputedKeyframe} frame */
  const moves = (frame) => Object.keys(frame).some((name) => MOVES.test(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)));

  /** @param {CSSStyleDeclaration} style */
  function glides(style) {
    if (style.scrollBehavior === "smooth") return true;
    const times = style.transitionDuration.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000));
    if (Math.max(...times) <= SHORT) return false;
    return style.transitionProperty.split(",").some((name, index) => MOVES.test(name.trim()) && (times[index % times.length] ?? 0) > SHORT);
  }

  /** @type {CSSStyleSheet | null} */ let sheet = null;

  /** What glides has arrived, and from now on transitions take only so long: `0s`, or `1ms` where scripts wait for their end.
   * @param {string} duration */
  function still(duration) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(`*, ::before, ::after { transition-duration: ${duration} !important; transition-delay: 0s !important }`);
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
