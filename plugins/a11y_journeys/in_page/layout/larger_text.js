// Content that is lost when the reader makes text larger, or adds space between letters, words and lines.

import { finding } from "../dom/finding.js";
import { drawn } from "../dom/frames.js";
import { styleSheet } from "../dom/style_sheet.js";
import { appearance, cutOff } from "./appearance.js";
import { newOverlaps, overlaps } from "./overlaps.js";

const MOST = 10; // findings
const WITHOUT_TRANSITIONS = "*, ::before, ::after { transition: none !important }";
const SPACED = `p { margin-bottom: 2em !important }
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`;

/** Return the elements that are lost when all letters are twice as large. */
export function enlarged() {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return lost(`html { font-size: ${2 * size}px !important }`, false);
}

/** Return the elements that are lost with the spacing of WCAG 2.2 1.4.12. */
export const spaced = () => lost(SPACED, true);

/** Return the elements that are cut off, or lie on others, only with a style sheet.
 * @param {string} css @param {boolean} known without elements that are cut off anyway */
async function lost(css, known) {
  const before = appearance(false);
  const overlapping = overlaps(before);
  const sheets = [...document.adoptedStyleSheets];
  const still = styleSheet(WITHOUT_TRANSITIONS);
  document.adoptedStyleSheets = [...sheets, still, styleSheet(css)];
  const worse = () => {
    const now = appearance(false);
    return [...cutOff(before, now, known), ...newOverlaps(overlapping, overlaps(now))];
  };
  let found = worse();
  if (found.length) {
    await drawn(); // a script may adapt the page
    found = worse();
  }
  document.adoptedStyleSheets = [...sheets, still];
  document.body.getBoundingClientRect(); // lays the page out: nothing may glide back
  document.adoptedStyleSheets = sheets;
  return [...new Set(found)].slice(0, MOST).map(finding);
}
