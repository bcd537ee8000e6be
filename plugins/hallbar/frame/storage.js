// Storage on the visitor's device. Every feature reads, writes and deletes through this module and no other.
//
// LEK (2022:482) 9:28: storing and reading need consent. `<html data-consent>` names the categories that the
// visitor has accepted, `<html data-consent-keys>` every key with its category (from each storage.toml). Other
// keys are never stored, and without the consent capability none is.

/** Return the words in a data attribute of <html>. @param {string} name */
function words(name) {
  return (document.documentElement.dataset[name] ?? "").split(/\s+/).filter(Boolean);
}

/** @param {string} category */
export function accepted(category) {
  return words("consent").includes(category);
}

/** Return every key that needs consent. */
export function keys() {
  return words("consentKeys").map((entry) => {
    const [category = "", kind = "", name = ""] = entry.split(":");
    return { category, kind, name };
  });
}

/** @param {string} key */
export function mayStore(key) {
  return keys().some(({ category, name }) => name === key && accepted(category));
}

/** Return the value of a key; empty if there is none, or no consent to read it. @param {string} key */
export function read(key) {
  return (mayStore(key) && attempt(() => localStorage.getItem(key))) || "";
}

/** Store a value if there is consent now. @param {string} key @param {string} value */
export function write(key, value) {
  if (mayStore(key)) attempt(() => localStorage.setItem(key, value));
}

/** Delete a key. This needs no consent: it is done when consent ends. @param {string} key */
export function remove(key) {
  attempt(() => localStorage.removeItem(key));
}

/**
 * Run something optional that may fail: the browser may lack it or block it, or its storage may be full.
 * @template T
 * @param {() => T} act
 * @returns {T | null} null if it fails
 */
export function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
