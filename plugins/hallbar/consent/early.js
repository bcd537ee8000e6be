// Reads the consent record, and shows it on <html> before the first paint, so that nothing jumps afterwards.
//
// A classic script, first in <head>, because modules run after the first paint. It can export nothing, so
// choice.js calls its functions by their global names.

/** @typedef {{version: string, date: string, choices: Record<string, boolean>}} ConsentRecord */

/** Return the stored record; null if it is missing, unreadable, too old, of another version, or of the future.
 *
 * It lasts 365 dates. The date of tomorrow counts: a visitor may have chosen in a time zone further east.
 * @param {string} cookies @param {string} version @param {Date} now @returns {ConsentRecord | null} */
function hallbarConsentRecord(cookies, version, now) {
  try {
    const text = /(?:^|; )hallbar-consent=([^;]*)/.exec(cookies)?.[1] ?? "";
    const record = JSON.parse(decodeURIComponent(text));
    const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
    // Rounded, as a day lasts 23 or 25 hours when summer time begins or ends.
    const days = Math.round((today.getTime() - Date.parse(`${record.date}T00:00`)) / 86_400_000);
    const choices = Object.values(record.choices);
    const made = choices.length > 0 && choices.every((choice) => typeof choice === "boolean");
    const valid = record.version === version && days >= -1 && days < 365;
    return valid && made && !Array.isArray(record.choices) ? record : null;
  } catch {
    return null;
  }
}

/** Show the stored choices on <html>. */
function hallbarShowConsent() {
  const root = document.documentElement;
  const { consentKeys = "", consentVersion = "", consentBanner = "" } = root.dataset;
  const asked = new Set(consentKeys.match(/[^\s:]+(?=:\w+:)/g));
  let record = null;
  try {
    record = hallbarConsentRecord(document.cookie, consentVersion, new Date());
  } catch {
    // Cookies are blocked: nobody has chosen.
  }
  const choices = record?.choices ?? {};
  const made = Object.keys(choices);
  // Global Privacy Control is a no to what the visitor has not answered here.
  const control = /** @type {{globalPrivacyControl?: boolean}} */ (navigator).globalPrivacyControl === true;
  const open = [...asked].filter((category) => !made.includes(category));
  const signalled = control ? open : [];
  for (const [name, categories] of Object.entries({
    consent: made.filter((category) => choices[category]),
    refused: [...made.filter((category) => !choices[category]), ...signalled],
    signalled,
    asks: control ? [] : open.filter((category) => consentBanner.split(" ").includes(category)),
  })) {
    if (categories.length) root.dataset[name] = categories.join(" ");
    else delete root.dataset[name];
  }
}

document.documentElement.classList.remove("no-js");
hallbarShowConsent();
addEventListener("load", () => {
  if (customElements.get("consent-gate")) return;
  // The script of the gates could not be fetched: show what is there without JavaScript.
  const { classList, dataset } = document.documentElement;
  classList.add("no-js");
  for (const name of ["consent", "refused", "asks"]) delete dataset[name];
});
