// The visitor's choice: stored in the record, shown on <html data-consent="…">, sent to every open tab.

import { accepted, attempt, keys, remove } from "../frame/storage.js";
import { parse, removal, serialise } from "./record.js";

const root = document.documentElement;
/** URL of the site's root. */
export const base = new URL(root.dataset.base ?? "./", location.href);
/** Channel to the other tabs. Without one (in an old browser) they follow when their page is loaded again. */
const channel = attempt(() => new BroadcastChannel("hallbar-consent"));

/** True if the browser sends Global Privacy Control. A choice that the visitor makes here overrides it. */
export const signalled =
  /** @type {{globalPrivacyControl?: boolean}} */ (navigator).globalPrivacyControl === true;

/** Version of what the site asks for now. */
export const version = root.dataset.consentVersion ?? "";

/** The stored record, or null. */
export function record() {
  return parse(attempt(() => document.cookie) ?? "", version, new Date());
}

/** @returns {Record<string, boolean> | null} */
export function choices() {
  return record()?.choices ?? null;
}

/** Store a choice and apply it here and in every other tab. @param {Record<string, boolean>} made
 * @returns true if it could be stored */
export function choose(made) {
  const here = new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()); // in the visitor's time zone
  const today = { version, date: here.toISOString().slice(0, 10), choices: { ...choices(), ...made } };
  attempt(() => (document.cookie = serialise(today, base)));
  show();
  channel?.postMessage(null);
  const now = choices() ?? {};
  return Object.entries(made).every(([category, yes]) => now[category] === yes);
}

/** Show the stored choice on <html>. A feature may store only while `data-consent` names its category. */
function show() {
  const given = Object.entries(choices() ?? {}).filter(([, yes]) => yes);
  if (given.length) root.dataset.consent = given.map(([category]) => category).join(" ");
  else delete root.dataset.consent;
  forget();
  document.dispatchEvent(new CustomEvent("hallbar:consent"));
}

/** Delete every key without valid consent: withdrawn, expired, or given for an older version. */
function forget() {
  for (const { category, kind, name } of keys()) {
    if (accepted(category)) continue;
    if (kind === "cookie") attempt(() => (document.cookie = removal(name, base)));
    else remove(name);
  }
}

channel?.addEventListener("message", show);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) show(); // back/forward cache: the choice may have changed in between
});
show();
