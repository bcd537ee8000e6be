import { PageElement } from "../../frame/element.js";
import { Counter, charactersLeft } from "./counter.js";
import { draftOf, fillIn, startAgain, valuesIn } from "./draft.js";
import { Errors } from "./errors.js";
import { explain, inTime } from "./failure.js";
import { focusOn, keepInPlace, setOrRemove } from "./focus.js";
import { showPersonal } from "./personal.js";
import { redacted } from "./redaction.js";
import { post } from "./sending.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./errors.js").FieldError} FieldError */
/** @typedef {import("./sending.js").Reply} Reply */

const SHORT = 10; // seconds that the form waits by itself, if the service asks for it
const ATTEMPTS = 2; // that it makes by itself

/**
 * A form that sends itself, and preserves what was typed until the service has stored it.
 *
 * Every visible word is in the form's HTML. Messages are the elements with `data-message`, of which at most one is shown;
 * those with `data-error` are errors of a field. What is said gets focus, or is described by the field that gets it: a live
 * region would be read a second time.
 */
export class PageForm extends PageElement {
  #sending = false;
  #waiting = 0; // timer of the next attempt
  #attempts = 0;
  /** @type {Counter | null} */
  #counter = null;
  /** @type {Errors | null} */
  #errors = null;

  connectedCallback() {
    super.connectedCallback();
    this.#counter = new Counter(this.comment, this.find("[data-count]"), this.find("[data-spoken]"));
    this.#errors = new Errors(this.form, this.errors());
    this.listen(this, "submit", "input", "click");
    this.show();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopWaiting();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "input") this.#edited(event.target);
    if (event.type === "submit") {
      event.preventDefault(); // even while sending, so that the browser never posts the form too
      this.#attempts = 0;
      if (!this.#sending) void this.#submit();
    }
    if (event.type === "click" && event.target instanceof Element) this.#clicked(event, event.target);
  }

  /** Return the errors that a field may have, in the order of the form. @returns {FieldError[]} */
  errors() {
    return [{ name: "too_long", fields: "textarea", wrong: () => charactersLeft(this.comment) < 0 }];
  }

  /** Return the fields that are not typed. @returns {Record<string, string>} */
  own() {
    return {};
  }

  /** Do what belongs to a form that is stored. */
  stored() {}

  get page() {
    return this.dataset.page ?? "";
  }

  get draft() {
    return draftOf(`${this.localName} ${this.page}`, this);
  }

  get form() {
    return this.find("form", HTMLFormElement);
  }

  get comment() {
    return this.find("textarea", HTMLTextAreaElement);
  }

  get isSending() {
    return this.#sending;
  }

  /** Show the form with what was typed, or the message in its place. @param {string} instead name of that message */
  show(instead = this.draft.state === "sent" ? "thanks" : "") {
    fillIn(this.form, this.draft.values);
    this.typed();
    this.form.hidden = instead !== "";
    this.showMessage(instead);
  }

  /** Show what follows from what is typed. */
  typed() {
    this.#counter?.count();
  }

  /** @param {string} name */
  showMessage(name) {
    for (const message of this.querySelectorAll("[data-message]")) {
      message.toggleAttribute("hidden", message.getAttribute("data-message") !== name);
    }
  }

  /** Show a message and move focus to it; if the reader has gone on elsewhere, it is read as an alert. @param {string} name */
  say(name, focusVisible = true) {
    const { activeElement } = document;
    const here = !activeElement || activeElement === document.body || this.contains(activeElement);
    const message = this.find(`[data-message=${name}]`);
    message.setAttribute("role", here ? "group" : "alert");
    this.showMessage(name);
    if (here) focusOn(message, focusVisible);
  }

  /** Open the form for another answer or report. */
  again() {
    Object.assign(startAgain(this.draft), { values: {}, state: "again" });
    this.show();
    const first = this.querySelector("[name=helpful], textarea");
    if (first instanceof HTMLElement) focusOn(first);
  }

  /** @param {EventTarget | null} field */
  #edited(field) {
    const waited = this.#stopWaiting();
    keepInPlace(field instanceof Element ? field : null, () => {
      this.draft.values = valuesIn(this.form);
      this.typed();
      this.showMessage(waited ? "failed" : this.#errors?.hide() ? "wrong" : "");
    });
  }

  /** @param {Event} event @param {Element} target */
  #clicked(event, target) {
    const link = target.closest("[data-summary] a");
    if (link) {
      event.preventDefault(); // the address of the page stays as it is
      this.#errors?.follow(link);
    }
    if (target.closest("[data-again]")) this.again();
    if (target.closest("[data-remove]")) this.#removePersonal();
    if (target.closest("[data-edit]")) this.#editPersonal();
  }

  /** Send what is typed, unless something is missing, too long or personal. @returns {Promise<void>} */
  async #submit() {
    this.#stopWaiting();
    if (this.#errors?.show()) return this.say("wrong");
    if (showPersonal(this.find("[data-message=personal]"), this.comment.value)) return this.say("personal");
    const { draft } = this;
    const sent = JSON.stringify(draft.values);
    const reply = await this.#post(draft);
    if (reply.kind === "stored" && sent !== JSON.stringify(draft.values)) return this.#submit(); // edited meanwhile
    this.#react(reply);
  }

  /** Post a draft. An id that was settled long ago is replaced, once. @param {Draft} draft */
  async #post(draft) {
    this.#setSending(true);
    this.showMessage("sending");
    const send = () => post(this.form.action, { ...this.#fields(), ...this.own(), id: draft.id });
    let reply = await send();
    if (reply.kind === "settled") {
      startAgain(draft);
      reply = await send();
    }
    this.#setSending(false);
    return reply;
  }

  #fields() {
    return Object.fromEntries(new FormData(this.form));
  }

  /** @param {Reply} reply */
  #react(reply) {
    if (reply.kind === "stored") return this.#thank(reply.removed);
    if (this.#errors?.add(reply.key)) return this.say("wrong");
    if (reply.wait && reply.wait <= SHORT && this.#attempts < ATTEMPTS) return this.#wait(reply);
    this.#explain(reply);
    this.say("failed");
  }

  /** @param {Reply} reply */
  #explain(reply) {
    explain(this.find("[data-message=failed]"), reply, document.documentElement.lang);
  }

  /** Try again by itself, after the seconds that the service asks for. @param {Reply} reply */
  #wait(reply) {
    const message = this.find("[data-message=waiting]");
    message.textContent = (message.dataset.words ?? "").replace(
      "{time}",
      inTime(reply.wait, document.documentElement.lang),
    );
    this.#explain(reply); // shown if the citizen edits the text meanwhile
    this.showMessage("waiting");
    this.#attempts += 1;
    this.#waiting = setTimeout(() => void this.#submit(), 1000 * reply.wait);
  }

  /** Return true if the form was waiting. */
  #stopWaiting() {
    const waited = this.#waiting !== 0;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    return waited;
  }

  /** @param {number} removed */
  #thank(removed) {
    const message = this.find("[data-removed]");
    message.hidden = removed === 0;
    message.textContent = ((removed === 1 ? message.dataset.one : message.dataset.many) ?? "").replace(
      "{count}",
      `${removed}`,
    );
    Object.assign(this.draft, { values: {}, state: "sent" });
    this.stored();
    this.show();
    this.say("thanks", false);
  }

  /** Replace the personal details in the text, and let the citizen read and send it. */
  #removePersonal() {
    this.comment.value = redacted(this.comment.value).text;
    this.#edited(null);
    this.say("removed");
  }

  /** Let the citizen edit the text, with the first detail selected. */
  #editPersonal() {
    const first = showPersonal(this.find("[data-message=personal]"), this.comment.value);
    this.showMessage("");
    focusOn(this.comment);
    if (first) this.comment.setSelectionRange(first.start, first.end);
  }

  /** Mark the form as busy. A disabled button would lose focus. @param {boolean} sending */
  #setSending(sending) {
    this.#sending = sending;
    this.form.setAttribute("aria-busy", `${sending}`);
    setOrRemove(this.find("[type=submit]"), "aria-disabled", sending ? "true" : "");
  }
}
