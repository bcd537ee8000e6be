/**
 * `<page-feedback>`: sends the form inside it as one answer, and preserves what was typed if that fails.
 *
 * It starts when the gate clones it into the page. Every visible word is in the form's HTML. Messages are the
 * elements with `data-message`, of which at most one is shown; those with `data-error` are errors of a field.
 * What is said gets focus, or is described by the field that gets it: a live region would be read a second time.
 */

import { PageElement } from "../../frame/element.js";
import { answeredPages, consent, remember } from "./answered.js";

const PATIENCE = 20_000; // milliseconds to wait for the service

/** Errors, in the order of the form: the element that each describes, and its invalid fields. */
const ERRORS = [
  { name: "choose", described: "fieldset", fields: "[name=helpful]" },
  { name: "too_long", described: "textarea", fields: "textarea" },
];

/** @typedef {{id: string, helpful: string, comment: string, state: "open" | "again" | "sent"}} Draft */

/**
 * Page -> what was typed. It outlives the element, which the gate removes when consent is withdrawn.
 * @type {Map<string, Draft>}
 */
const drafts = new Map();

/** @returns {Draft} */
const newDraft = () => ({ id: uuid(), helpful: "", comment: "", state: "open" });

export class PageFeedback extends PageElement {
  #sending = false;
  #counted = false;

  connectedCallback() {
    super.connectedCallback();
    if (!drafts.has(this.#page)) {
      drafts.set(this.#page, newDraft());
      this.#saveDraft(); // on a slow connection somebody may type before this script has loaded
    }
    this.listen(this, "submit", "input", "click");
    this.#show();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "input") this.#saveDraft();
    if (event.type === "submit") {
      event.preventDefault(); // even while sending, so that the browser never posts the form too
      if (!this.#sending && this.#isComplete()) void this.#send();
    }
    if (event.target instanceof Element && event.target.matches("[data-again]")) {
      this.#draft.state = "again";
      this.#show();
      focusOn(this.find("[name=helpful]"));
    }
  }

  /** Show the form, the thanks, or the notice that the page was answered before. */
  #show() {
    const { helpful, comment, state } = this.#draft;
    for (const input of this.querySelectorAll("input")) {
      if (input.name === "helpful") input.checked = input.value === helpful;
    }
    this.#comment.value = comment;
    this.#count();
    const answered = state === "open" && answeredPages().includes(this.#page);
    this.find("form").hidden = state === "sent" || answered;
    this.#showMessage(state === "sent" ? "thanks" : answered ? "answered" : "");
  }

  #saveDraft() {
    const helpful = this.querySelector("[name=helpful]:checked");
    this.#draft.helpful = helpful instanceof HTMLInputElement ? helpful.value : "";
    this.#draft.comment = this.#comment.value;
    this.#count();
    this.#showMessage("");
    for (const error of ERRORS) if (!this.#isWrong(error.name)) this.#mark(error, false);
  }

  #count() {
    const count = this.find("[data-count]");
    if (!this.#comment.value && !this.#counted) return; // the limit, until something is typed
    this.#counted = true;
    const words = this.#left < 0 ? count.dataset.over : count.dataset.count;
    count.textContent = (words ?? "").replace("{count}", `${Math.abs(this.#left)}`);
  }

  /** Return true if the answer can be sent. If not, show each error and move focus to the first wrong field. */
  #isComplete() {
    const wrong = ERRORS.filter(({ name }) => this.#isWrong(name));
    for (const error of wrong) this.#mark(error, true);
    if (wrong[0]) focusOn(this.find(wrong[0].fields));
    return wrong.length === 0;
  }

  /** @param {string} name */
  #isWrong(name) {
    return name === "choose" ? !this.#draft.helpful : this.#left < 0;
  }

  /** Show or hide an error at its fields (WCAG 2.2 3.3.1). @param {typeof ERRORS[number]} error @param {boolean} wrong */
  #mark({ name, described, fields }, wrong) {
    const message = this.find(`[data-error=${name}]`);
    const field = this.find(described);
    const others = (field.getAttribute("aria-describedby") ?? "").replace(message.id, "").trim();
    setOrRemove(field, "aria-describedby", wrong ? `${message.id} ${others}`.trim() : others);
    // A field that has focus already is not read again, so the message itself must be.
    setOrRemove(message, "role", wrong && field.contains(document.activeElement) ? "alert" : "");
    message.hidden = !wrong;
    for (const input of this.querySelectorAll(fields)) {
      setOrRemove(input, "aria-invalid", wrong ? "true" : "");
    }
  }

  async #send() {
    const draft = this.#draft;
    this.#setSending(true);
    this.#showMessage("sending");
    const sent = await post(this.find("form", HTMLFormElement), { id: draft.id, consent: consent() });
    this.#setSending(false);
    if (sent) {
      Object.assign(draft, { comment: "", state: "sent" });
      remember(this.#page);
      this.#show();
    } else this.#showMessage("error");
    focusOn(this.find(`[data-message=${sent ? "thanks" : "error"}]`), !sent);
  }

  /** Mark the form as busy. A disabled button would lose focus. @param {boolean} sending */
  #setSending(sending) {
    this.#sending = sending;
    this.find("form").setAttribute("aria-busy", `${sending}`);
    this.find("[type=submit]").setAttribute("aria-disabled", `${sending}`);
  }

  /** @param {string} name */
  #showMessage(name) {
    for (const message of this.querySelectorAll("[data-message]")) {
      message.toggleAttribute("hidden", message.getAttribute("data-message") !== name);
    }
  }

  get #page() {
    return this.dataset.page ?? "";
  }

  get #draft() {
    return /** @type {Draft} */ (drafts.get(this.#page)); // set when the element was connected
  }

  get #comment() {
    return this.find("textarea", HTMLTextAreaElement);
  }

  /** Number of characters left, counted in code points as the service does. */
  get #left() {
    return Number(this.#comment.dataset.limit) - [...this.#comment.value].length;
  }
}

/** Set an attribute, or remove one that would be empty. @param {Element} element @param {string} name @param {string} value */
function setOrRemove(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/**
 * Move focus. Its indicator is shown after a press with a pointer too, if there is something to do there.
 * @param {HTMLElement} element
 */
function focusOn(element, focusVisible = true) {
  element.focus(focusVisible ? { focusVisible } : {});
}

/**
 * Post the answer. Return true only if the service confirms that it is stored.
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} own
 */
async function post(form, own) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...Object.fromEntries(new FormData(form)), ...own }),
      signal: giveUp.signal,
    });
    return response.status === 201;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

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

customElements.define("page-feedback", PageFeedback);
