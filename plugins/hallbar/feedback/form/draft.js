// What a citizen has typed into a form, and the id that it is sent with.

/**
 * `id`: the same one for each attempt to send, so that the service stores one answer, with its latest content.
 * `values`: name of a field → what was typed or chosen. `state`: `again` if the citizen wants to send another one.
 * @typedef {{id: string, values: Record<string, string>, state: "open" | "again" | "sent" | "elsewhere"}} Draft
 */

const TYPED = "[name=helpful], [name=comment], [name=contact]";

/**
 * Name of a form and its page → draft. It outlives the element, which the gate removes when consent is withdrawn.
 * @type {Map<string, Draft>}
 */
const drafts = new Map();

/**
 * Return the draft of a form. The first time it holds what is in the form: on a slow connection somebody may
 * type before this script has loaded.
 * @param {string} name @param {HTMLElement} form
 */
export function draftOf(name, form) {
  const draft = drafts.get(name) ?? startAgain({ id: "", values: valuesIn(form), state: "open" });
  drafts.set(name, draft);
  return draft;
}

/** Give a draft a new id, for something that is to be stored beside what was sent before. @param {Draft} draft */
export function startAgain(draft) {
  draft.id = uuid();
  return draft;
}

/** Return what is typed into a form. @param {HTMLElement} form */
export function valuesIn(form) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const field of typedFields(form)) {
    if (field.type !== "radio") values[field.name] = field.value;
    else values[field.name] = (isChosen(field) ? field.value : values[field.name]) ?? "";
  }
  return values;
}

/** Fill in a form. @param {HTMLElement} form @param {Record<string, string>} values */
export function fillIn(form, values) {
  for (const field of typedFields(form)) {
    const value = values[field.name] ?? "";
    if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === value;
    else if (field.value !== value) field.value = value; // the cursor stays where the text is the same
  }
}

/** @param {HTMLElement} form */
function typedFields(form) {
  const fields = form.querySelectorAll(TYPED);
  return /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([...fields]);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
const isChosen = (field) => field instanceof HTMLInputElement && field.checked;

/** Return a random UUID. `crypto.randomUUID` exists only on https and localhost. */
function uuid() {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, place) => {
    // RFC 9562, version 4
    const marked = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  }).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
