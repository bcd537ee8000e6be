// The visitor's choice: stored in the record, shown on <html> by early.js, sent to every open tab.

import { accepted, attempt, keys, remove } from "../frame/storage.js";
import { removal, serialise } from "./record.js";

const root = document.documentElement;
/** URL of the site's root. */
export const base = new URL(root.dataset.base ?? "./", location.href);
/** Channel to the other tabs. Without one (in an old browser) they follow when their page is loaded again. */
const channel = attempt(() => new BroadcastChannel("hallbar-consent"));

/** True if the browser sends Global Privacy Control. A choice that the visitor makes here overrides it. */
export const signalled =
  /** @type {{globalPrivacyControl?: boolean}} */ (navigator).globalPrivacyControl === true;

/** Return the stored record, or null. */
export function record() {
  return attempt(() => hallbarConsentRecord(document.cookie, root.dataset.consentVersion ?? "", new Date()));
}

/** @returns {Record<string, boolean> | null} */
export function choices() {
  return record()?.choices ?? null;
}

/** Return true if the visitor, or the visitor's browser, has said no. @param {string} category */
export function refused(category) {
  return (root.dataset.refused ?? "").split(" ").includes(category);
}

/** Store a choice and apply it here and in every other tab. @param {Record<string, boolean>} made
 * @returns true if it could be stored */
export function choose(made) {
  const here = new Date(Date.now() - 60_000 * new Date().getTimezoneOffset()); // in the visitor's time zone
  const version = root.dataset.consentVersion ?? "";
  const today = { version, date: here.toISOString().slice(0, 10), choices: { ...choices(), ...made } };
  attempt(() => (document.cookie = serialise(today, base)));
  show();
  attempt(() => channel?.postMessage(null));
  const now = choices() ?? {};
  return Object.entries(made).every(([category, yes]) => now[category] === yes);
}

/** Show the stored choice on <html>. A feature may store only while `data-consent` names its category. */
function show() {
  hallbarShowConsent();
  forget();
  document.dispatchEvent(new CustomEvent("hallbar:consent"));
}

/** Delete every key without valid consent (withdrawn, expired, or given for an older version), and former names. */
function forget() {
  for (const { category, kind, name } of keys()) if (!accepted(category)) drop(kind, name);
  for (const former of root.dataset.consentFormer?.split(" ") ?? []) {
    const [kind = "", name = ""] = former.split(":");
    drop(kind, name);
  }
}

/** Delete a key. @param {string} kind @param {string} name */
function drop(kind, name) {
  if (kind === "cookie") attempt(() => (document.cookie = removal(name, base)));
  else remove(name);
}

channel?.addEventListener("message", show);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) show(); // back/forward cache: the choice may have changed in between
});
show();
