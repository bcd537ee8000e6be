// The cookie that holds the consent record: a version, a date and the choices, no identifier. early.js reads it.

const NAME = "hallbar-consent";
const SECONDS = 365 * 24 * 60 * 60; // 12 months

/** Return the cookie text that stores a record. @param {ConsentRecord} record @param {URL} base */
export const serialise = (record, base) =>
  cookie(NAME, encodeURIComponent(JSON.stringify(record)), SECONDS, base);

/** Return the cookie text that removes a cookie. @param {string} name @param {URL} base */
export const removal = (name, base) => cookie(name, "", 0, base);

/**
 * Return a cookie text with the path of this site, so that other sites on the host do not get the cookie.
 * @param {string} name
 * @param {string} value
 * @param {number} age
 * @param {URL} base
 */
function cookie(name, value, age, { pathname, protocol }) {
  const secure = protocol === "https:" ? "; Secure" : "";
  return `${name}=${value}; Path=${pathname}; Max-Age=${age}; SameSite=Lax${secure}`;
}
