// A form that was not sent: the words about it.

import { attempt } from "../../frame/storage.js";

/** @typedef {import("./sending.js").Reply} Reply */

/** Show why a form was not sent, and what to do. @param {HTMLElement} panel @param {Reply} reply @param {string} lang */
export function explain(panel, { error, permanent, wait }, lang) {
  const sentence = panel.querySelector("[data-sentence]");
  if (sentence instanceof HTMLElement) {
    sentence.dataset.general ??= sentence.textContent ?? "";
    sentence.textContent = error || sentence.dataset.general;
  }
  const time = wait ? inTime(wait, lang) : "";
  const wanted = permanent ? "never" : time ? "later" : "soon";
  for (const advice of panel.querySelectorAll("[data-advice]")) {
    advice.toggleAttribute("hidden", advice.getAttribute("data-advice") !== wanted);
    const place = advice.querySelector("[data-wait]");
    if (place) place.textContent = time;
  }
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} Units from the longest: the next one is used up to one and a half of it. */
const UNITS = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/**
 * Return a time in words, rounded up: `om 5 sekunder`. Empty if the browser has no words for it.
 * @param {number} seconds @param {string} lang
 */
export function inTime(seconds, lang) {
  const [unit, length] = UNITS.find(([, length]) => seconds > 1.5 * length) ?? ["second", 1];
  return attempt(() => new Intl.RelativeTimeFormat(lang).format(Math.ceil(seconds / length), unit)) ?? "";
}
