// The consent record: one first-party cookie that holds a version, a date and the choices. No identifier.

/** @typedef {{version: string, date: string, choices: Record<string, boolean>}} ConsentRecord */

const NAME = "hallbar-consent";
const DAYS = 365; // 12 months
const DAY = 24 * 60 * 60 * 1000;

/**
 * The record in `cookies` (as `document.cookie` writes them), or null: none, unreadable, of another version, too old.
 * @param {string} cookies
 * @param {string} version what is asked for today
 * @param {Date} now
 * @returns {ConsentRecord | null}
 */
export function parse(cookies, version, now) {
  const found = cookies.split("; ").find((cookie) => cookie.startsWith(`${NAME}=`));
  try {
    const record = JSON.parse(decodeURIComponent(found?.slice(NAME.length + 1) ?? ""));
    const age = now.getTime() - Date.parse(record.date);
    return record.version === version && age < DAYS * DAY && said(record.choices) ? record : null;
  } catch {
    return null;
  }
}

/** @param {unknown} choices whether each is a yes or a no */
function said(choices) {
  const all = typeof choices === "object" && choices !== null ? Object.values(choices) : [];
  return all.length > 0 && all.every((choice) => typeof choice === "boolean");
}

/**
 * The text that, assigned to `document.cookie`, removes a cookie of this site.
 * @param {string} name
 * @param {URL} base
 */
export const removal = (name, base) => `${name}=; Path=${base.pathname}; Max-Age=0; SameSite=Lax`;

/**
 * The text that, assigned to `document.cookie`, stores the record.
 * @param {ConsentRecord} record
 * @param {URL} base where the site begins: the cookie is for this site, not for its neighbours on the host
 */
export function serialise(record, base) {
  const value = encodeURIComponent(JSON.stringify(record));
  const secure = base.protocol === "https:" ? "; Secure" : "";
  return `${NAME}=${value}; Path=${base.pathname}; Max-Age=${(DAYS * DAY) / 1000}; SameSite=Lax${secure}`;
}
