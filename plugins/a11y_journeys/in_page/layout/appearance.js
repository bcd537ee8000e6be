// The appearance of a page: how much is visible of each text and each control.

import { meet, within } from "../dom/boxes.js";
import { controls } from "../dom/controls.js";
import { clipAreas } from "./clipping.js";
import { textLines } from "./text_lines.js";

/** @import { Box } from "../dom/boxes.js" */
/** @typedef {{shows: "all" | "part" | "nothing", boxes: Box[]}} Visibility */
/** @typedef {Map<Element, Visibility>} Appearance */

const SLACK = 1;

/** Return how much is visible of each text, and of each control without text. `strict`: see clipAreas.
 * @param {boolean} strict @returns {Appearance} */
export function appearance(strict) {
  const { inside, around } = clipAreas(strict);
  /** @type {Appearance} */ const found = new Map();
  for (const [element, boxes] of textLines()) found.set(element, visibility(boxes, inside(element)));
  for (const element of controls()) {
    const textless = !element.textContent.trim() || element.matches("select, textarea");
    if (textless) found.set(element, visibility([element.getBoundingClientRect()], around(element)));
  }
  return found;
}

/** Return how much of some boxes is visible in an area.
 * @param {Box[]} boxes @param {Box} area @returns {Visibility} */
export function visibility(boxes, area) {
  const tiny = area.right - area.left <= SLACK || area.bottom - area.top <= SLACK;
  if (tiny || !boxes.some((box) => meet(box, area))) return { shows: "nothing", boxes };
  return { shows: boxes.every((box) => within(box, area, SLACK)) ? "all" : "part", boxes };
}

/** Return the elements that are cut off now. `known`: without those that were cut off before.
 * @param {Appearance} before @param {Appearance} now */
export function cutOff(before, now, known = false) {
  /** @type {Element[]} */ const found = [];
  for (const [element, { shows }] of now) {
    const was = before.get(element)?.shows ?? "nothing";
    const worse = shows === "part" ? !known || was !== "part" : shows === "nothing" && was !== "nothing";
    if (worse) found.push(element);
  }
  return found;
}
