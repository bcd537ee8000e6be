// Motion that begins by itself, and motion that goes on although the reader prefers less of it.

import { finding } from "../dom/finding.js";
import { visible } from "../dom/visibility.js";

const SHORT = 50; // milliseconds: too short to be seen as motion
const LONG = 5000; // milliseconds, WCAG 2.2 2.2.2
const MOST = 10; // findings
const PLAYING = "video[autoplay]:not([controls]), marquee, blink";
const ANIMATED_SVG = "svg:has(:is(animate, animateTransform, animateMotion)[repeatCount=indefinite])";
const PLACE =
  "all|transform|translate|rotate|scale|offset-.+|left|right|top|bottom|inset.*|background-position.*";
const SIZE = "margin.*|padding.*|(min-|max-)?(width|height|block-size|inline-size)|font-size|letter-spacing";
const MOVING = new RegExp(`^(${PLACE}|${SIZE}|stroke-dashoffset)$`);

/** Return the elements that move, blink or play by themselves for more than five seconds. */
export function persistent() {
  const media = [...document.querySelectorAll(PLAYING)].filter(visible);
  const pictures = [...document.querySelectorAll(ANIMATED_SVG)].filter(visible);
  const long = running().filter(({ end }) => end > LONG);
  return [...new Set([...long.map(({ element }) => element), ...media, ...pictures])].map(finding);
}

/** Return the elements that move although the reader prefers reduced motion: by an animation, a transition or
 * smooth scrolling. */
export function unreduced() {
  const moving = running().filter(({ effect, end }) => end > SHORT && effect.getKeyframes().some(moves));
  const all = [document.documentElement, ...document.body.querySelectorAll("*")];
  const gliding = all.filter((element) => glides(getComputedStyle(element)));
  const outer = gliding.filter(
    (element) => !element.parentElement || !gliding.includes(element.parentElement),
  );
  return [...new Set([...moving.map(({ element }) => element), ...outer])].slice(0, MOST).map(finding);
}

/** Return the animations that run on visible elements, without transitions.
 * @returns {{element: Element, effect: KeyframeEffect, end: number}[]} */
function running() {
  const all = document.getAnimations().filter((one) => !(one instanceof CSSTransition));
  return all.flatMap(({ effect, playState, timeline }) => {
    if (playState !== "running" || timeline !== document.timeline) return [];
    const element = effect instanceof KeyframeEffect ? effect.target : null;
    if (!(effect instanceof KeyframeEffect) || !element || !visible(element)) return [];
    return [{ element, effect, end: Number(effect.getComputedTiming().endTime) }];
  });
}

/** Return true if a keyframe changes the place or the size of an element. @param {ComputedKeyframe} frame */
export const moves = (frame) => Object.keys(frame).some((name) => MOVING.test(kebab(name)));

/** Return a property as CSS writes it. @param {string} name as scripts write it */
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Return true if scrolling is smooth, or a transition moves the element.
 * @param {Pick<CSSStyleDeclaration, "scrollBehavior" | "transitionDuration" | "transitionProperty">} style */
export function glides({ scrollBehavior, transitionDuration, transitionProperty }) {
  if (scrollBehavior === "smooth") return true;
  const times = transitionDuration.split(",").map((time) => 1000 * parseFloat(time)); // computed: in seconds
  if (Math.max(...times) <= SHORT) return false;
  const names = transitionProperty.split(",").map((name) => name.trim());
  return names.some((name, index) => MOVING.test(name) && (times[index % times.length] ?? 0) > SHORT);
}
