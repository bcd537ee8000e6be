// The visitor's choice: kept in the record, shown on <html data-consent="…">, told to every open tab.

import { accepted, attempt, keys, remove } from "../frame/storage.js";
import { parse, removal, serialise } from "./record.js";

const root = document.documentElement;
/** Where the site begins. */
export const base = new URL(root.dataset.base ?? "./", location.href);
/** Where the browser has none, another tab follows when its page is opened anew. */
const channel = attempt(() => new BroadcastChannel("hallbar-consent"));

/** Whether the browser says no for its visitor: Global Privacy Control. A choice made here goes before it. */
export const signalled =
  /** @type {{globalPrivacyControl?: boolean}} */ (navigator).globalPrivacyControl === true;

/** What is asked for today. */
export const version = root.dataset.consentVersion ?? "";

/** The stored record, or null. */
export function record() {
  return parse(attempt(() => document.cookie) ?? "", version, new Date());
}

/** @returns {Record<string, boolean> | null} */
export function choices() {
  return record()?.choices ?? null;
}

/** Store a choice and act on it here and in every other tab. @param {Record<string, boolean>} made
 * @returns whether it could be stored */
export function choose(made) {
  const here = new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()); // the visitor's own
  const today = { version, date: here.toISOString().slice(0, 10), choices: { ...choices(), ...made } };
  attempt(() => (document.cookie = serialise(today, base)));
  show();
  channel?.postMessage(null);
  const now = choices() ?? {};
  return Object.entries(made).every(([category, yes]) => now[category] === yes);
}

/** Let the page say what is stored now. A feature may store only while `data-consent` names its category. */
function show() {
  const given = Object.entries(choices() ?? {}).filter(([, yes]) => yes);
  if (given.length) root.dataset.consent = given.map(([category]) => category).join(" ");
  else delete root.dataset.consent;
  forget();
  document.dispatchEvent(new CustomEvent("hallbar:consent"));
}

/** Delete what was stored with a consent that was withdrawn, is too old or was for something else. */
function forget() {
  for (const { category, kind, name } of keys()) {
    if (accepted(category)) continue;
    if (kind === "cookie") attempt(() => (document.cookie = removal(name, base)));
    else remove(name);
  }
}

channel?.addEventListener("message", show);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) show(); // back/forward cache: the choice may have changed meanwhile
});
show();
