// Controls: elements that a person can press, choose or write in.

import { finding } from "./finding.js";
import { hasListener } from "./listeners.js";
import { displayed, visible } from "./visibility.js";

/** @import { Finding } from "./finding.js" */

const CONTROL = `a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls],
  video[controls], iframe, [tabindex]:not([tabindex^="-"]), [role=button], [role=link],
  [contenteditable=true]`;
const PROSE = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, tr, sup, section";
const STYLED_BY_VALUE =
  /^(id|class|type|role|open|aria-(current|expanded|pressed|checked|selected|disabled|haspopup))$/;

/** Return all visible controls that are not disabled. A field that is not visible itself is left out. */
export function controls() {
  const all = [...document.querySelectorAll(CONTROL)];
  return all.filter((element) => visible(element) && !element.closest("[inert], [disabled]"));
}

/** Return the first control of each kind, as a finding with the key of its kind.
 * `also`: a selector of further elements to include; `events`: so are elements that listen to one of these.
 * @param {{also: string, events: string[]}} options */
export function firstOfEachKind({ also, events }) {
  /** @type {Map<string, Finding & {kind: string}>} */ const found = new Map();
  const all = [...document.body.querySelectorAll("*")];
  const included = all.filter((element) => element.matches(also) || hasListener(element, events));
  for (const element of new Set([...controls(), ...included.filter(displayed)])) {
    const key = kind(element);
    if (!found.has(key)) found.set(key, { kind: key, ...finding(element) });
  }
  return [...found.values()];
}

/** Return a key that is equal for controls that CSS and scripts cannot distinguish.
 * @param {Element} element */
function kind(element) {
  const path = [];
  for (let one = element; one !== document.body && one.parentElement; one = one.parentElement)
    path.push(described(one));
  return path.join(" < ");
}

/** Return the tag of an element and its attributes, with a value where style sheets usually match on values.
 * The ids of prose are only addresses, so they are left out. @param {Element} element */
function described(element) {
  const all = [...element.attributes].filter(({ name }) => name !== "id" || !element.matches(PROSE));
  const attributes = all.map(({ name, value }) => (STYLED_BY_VALUE.test(name) ? `${name}=${value}` : name));
  return [element.localName, ...attributes.sort()].join(" ");
}
