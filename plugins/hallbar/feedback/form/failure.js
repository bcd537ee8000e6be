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
    const place = advice.querySelector("[data-time]");
    if (place) place.textContent = time;
  }
}

/**
 * Return a time in words: `om 5 sekunder`. Longer than a minute and a half is told in minutes, rounded up; empty if the
 * browser has no words for it.
 * @param {number} seconds @param {string} lang
 */
export function inTime(seconds, lang) {
  const short = seconds <= 90;
  const amount = short ? seconds : Math.ceil(seconds / 60);
  return attempt(() => new Intl.RelativeTimeFormat(lang).format(amount, short ? "second" : "minute")) ?? "";
}
