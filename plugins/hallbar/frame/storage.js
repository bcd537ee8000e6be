// May we store? A feature reads, writes and deletes on the visitor's device through this module and no other.
//
// LEK (2022:482) 9:28: only with consent, also to read. `<html data-consent>` names the categories that the
// visitor has accepted, `<html data-consent-keys>` every key with its category (from each storage.toml). A
// key that does not stand there is never stored, and nothing is where the site leaves consent out.

/** The words of an attribute of <html>. @param {string} name */
function words(name) {
  return (document.documentElement.dataset[name] ?? "").split(/\s+/).filter(Boolean);
}

/** @param {string} category */
export function accepted(category) {
  return words("consent").includes(category);
}

/** Every key that needs consent. */
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

/** The value of a key; empty when there is none, or none that we may read. @param {string} key */
export function read(key) {
  return (mayStore(key) && attempt(() => localStorage.getItem(key))) || "";
}

/** Keep a value if we may at this moment. @param {string} key @param {string} value */
export function write(key, value) {
  if (mayStore(key)) attempt(() => localStorage.setItem(key, value));
}

/** Needs no consent: it is what follows when there is none any more. @param {string} key */
export function remove(key) {
  attempt(() => localStorage.removeItem(key));
}

/**
 * Do what the page must work without: a browser may lack it, close it to us, be full, or hold something else.
 * @template T
 * @param {() => T} act
 * @returns {T | null} null where it cannot be done
 */
export function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
