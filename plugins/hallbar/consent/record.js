// The consent record: one first-party cookie that holds a version, a date and the choices. No identifier.

/** @typedef {{version: string, date: string, choices: Record<string, boolean>}} ConsentRecord */

const NAME = "hallbar-consent";
const DAYS = 365; // 12 months
const DAY = 24 * 60 * 60 * 1000;

/** Return the record in `document.cookie`; null if it is missing, unreadable, too old or of another version.
 * @param {string} cookies @param {string} version @param {Date} now @returns {ConsentRecord | null} */
export function parse(cookies, version, now) {
  const found = cookies.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
  try {
    const record = JSON.parse(decodeURIComponent(found?.slice(NAME.length + 1) ?? ""));
    const age = now.getTime() - Date.parse(`${record.date}T00:00`);
    return record.version === version && age < DAYS * DAY && areYesOrNo(record.choices) ? record : null;
  } catch {
    return null;
  }
}

/** Return true if each category has a yes or a no. @param {unknown} choices */
function areYesOrNo(choices) {
  const named = typeof choices === "object" && choices !== null && !Array.isArray(choices);
  const all = named ? Object.values(choices) : [];
  return all.length > 0 && all.every((choice) => typeof choice === "boolean");
}

/** Return the cookie text that stores a record. @param {ConsentRecord} record @param {URL} base */
export const serialise = (record, base) =>
  cookie(NAME, encodeURIComponent(JSON.stringify(record)), (DAYS * DAY) / 1000, base);

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
