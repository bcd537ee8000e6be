// The visitor's choice: kept in the record, shown on <html data-consent="preferences">, told to every open tab.

import { parse, serialise } from "./record.js";

const root = document.documentElement;
const channel = new BroadcastChannel("hallbar-consent");

/** What is asked for today. */
export const version = root.dataset.consentVersion ?? "";

/** @returns {Record<string, boolean> | null} the stored choices, or null when there is no valid record */
export function choices() {
  return parse(document.cookie, version, new Date())?.choices ?? null;
}

/** @param {string} category */
export function accepted(category) {
  return (root.dataset.consent ?? "").split(" ").includes(category);
}

/**
 * Store a choice and act on it here and in every other tab.
 * @param {Record<string, boolean>} made
 * @returns {boolean} whether the record could be stored
 */
export function choose(made) {
  const record = { version, date: new Date().toISOString().slice(0, 10), choices: { ...choices(), ...made } };
  document.cookie = serialise(record, new URL(root.dataset.base ?? "./", location.href));
  show();
  channel.postMessage(null);
  return choices() !== null;
}

/** Let the page say what is stored now. A feature may store only while `data-consent` names its category. */
function show() {
  const given = Object.entries(choices() ?? {}).filter(([, yes]) => yes);
  if (given.length) root.dataset.consent = given.map(([category]) => category).join(" ");
  else delete root.dataset.consent;
  forget();
  document.dispatchEvent(new CustomEvent("hallbar:consent"));
}

/** Delete what was stored with a consent that has been withdrawn, has grown too old or was for something else. */
function forget() {
  for (const entry of (root.dataset.consentKeys ?? "").trim().split(/\s+/)) {
    const [category, name] = entry.split(":");
    if (!name || accepted(category)) continue;
    try {
      localStorage.removeItem(name);
    } catch {
      // Storage is closed to us: then there is nothing of ours in it.
    }
  }
}

channel.addEventListener("message", show);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) show(); // back from the back/forward cache: the choice may have changed meanwhile
});
show();
