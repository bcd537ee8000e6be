import { PageElement } from "../../frame/element.js";
import { Attempts } from "./attempts.js";
import { Counter, charactersLeft } from "./counter.js";
import { draftOf, fillIn, startAgain, valuesIn } from "./draft.js";
import { Errors } from "./errors.js";
import { explain, inTime } from "./failure.js";
import { focusOn, keepInPlace, setOrRemove } from "./focus.js";
import { Messages } from "./messages.js";
import { Personal } from "./personal.js";
import { post } from "./sending.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./errors.js").FieldError} FieldError */
/** @typedef {import("./sending.js").Reply} Reply */

/**
 * A form that sends itself, and preserves what was typed until the service has stored it.
 *
 * Every visible word is in the form's HTML. What is said gets focus, or is described by the field that gets it: a live region
 * would be read a second time.
 */
export class PageForm extends PageElement {
  #attempts = new Attempts();
  #sending = false;
  /** @type {Counter | null} */
  #counter = null;
  messages = new Messages(this);

  connectedCallback() {
    super.connectedCallback();
    this.#counter = new Counter(this.comment, this.find("[data-count]"), this.find("[data-spoken]"));
    this.listen(this, "submit", "input", "click");
    this.show();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#attempts.stop();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "input") this.#edited(event.target);
    if (event.type === "submit") {
      event.preventDefault(); // even while sending, so that the browser never posts the form too
      this.#attempts.begin();
      if (!this.#sending) void this.#submit();
    }
    if (event.type === "click" && event.target instanceof Element) this.#clicked(event, event.target);
  }

  /** Return the errors that a field may have, in the order of the form. @returns {FieldError[]} */
  fieldErrors() {
    return [{ name: "too_long", fields: "textarea", wrong: () => charactersLeft(this.comment) < 0 }];
  }

  /** Return the fields that are not in the form. @returns {Record<string, string>} */
  ownFields() {
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

  get comment() {
    return this.find("textarea", HTMLTextAreaElement);
  }

  get isSending() {
    return this.#sending;
  }

  /** Show the form with what was typed, or the message in its place. @param {string} instead name of that message */
  show(instead = this.draft.state === "sent" ? "thanks" : "") {
    fillIn(this.#form, this.draft.values);
    this.follow();
    this.#form.hidden = instead !== "";
    this.messages.show(instead);
  }

  /** Show what follows from what is typed. */
  follow() {
    this.#counter?.count();
  }

  get #form() {
    return this.find("form", HTMLFormElement);
  }

  get #errors() {
    return new Errors(this.#form, this.fieldErrors());
  }

  get #personal() {
    return new Personal(this.messages.of("personal"), this.comment);
  }

  /** @param {EventTarget | null} field */
  #edited(field) {
    const waited = this.#attempts.stop();
    keepInPlace(field instanceof Element ? field : null, () => {
      this.draft.values = valuesIn(this.#form);
      this.follow();
      this.messages.show(waited ? "failed" : this.#errors.hide() ? "wrong" : "");
    });
  }

  /** @param {Event} event @param {Element} target */
  #clicked(event, target) {
    const link = target.closest("[data-summary] a");
    if (link) {
      event.preventDefault(); // the address of the page stays as it is
      this.#errors.follow(link);
    }
    if (target.closest("[data-again]")) this.#again();
    if (target.closest("[data-remove]")) this.#removePersonal();
    if (target.closest("[data-edit]")) {
      this.messages.show("");
      this.#personal.edit();
    }
  }

  /** Open the form for another answer or report. */
  #again() {
    Object.assign(startAgain(this.draft), { values: {}, state: "again" });
    this.show();
    focusOn(this.find("[name=helpful], textarea"));
  }

  /** Replace the personal details in the text, and let the citizen read and send it. */
  #removePersonal() {
    this.#personal.remove();
    this.#edited(null);
    this.messages.say("removed");
  }

  /** Send what is typed, unless something is missing, too long or personal. @returns {Promise<void>} */
  async #submit() {
    this.#attempts.stop();
    if (this.#errors.show()) return this.messages.say("wrong");
    if (this.#personal.show()) return this.messages.say("personal");
    const { draft } = this;
    const sent = JSON.stringify(draft.values);
    const reply = await this.#post(draft);
    if (reply.kind === "stored" && sent !== JSON.stringify(draft.values)) return this.#submit(); // edited meanwhile
    this.#react(reply);
  }

  /** Post a draft. An id that was settled long ago is replaced, once. @param {Draft} draft */
  async #post(draft) {
    this.#setSending(true);
    this.messages.show("sending");
    const fields = () => ({
      ...Object.fromEntries(new FormData(this.#form)),
      ...this.ownFields(),
      id: draft.id,
    });
    let reply = await post(this.#form.action, fields());
    if (reply.kind === "settled") {
      startAgain(draft);
      reply = await post(this.#form.action, fields());
    }
    this.#setSending(false);
    return reply;
  }

  /** @param {Reply} reply */
  #react(reply) {
    if (reply.kind === "stored") return this.#thank(reply.removed);
    if (this.#errors.add(reply.key)) return this.messages.say("wrong");
    explain(this.messages.of("failed"), reply, document.documentElement.lang);
    if (this.#attempts.may(reply.wait)) return this.#wait(reply.wait);
    this.messages.say("failed");
  }

  /** Try again by itself, after the seconds that the service asks for. @param {number} seconds */
  #wait(seconds) {
    const message = this.messages.of("waiting");
    const time = inTime(seconds, document.documentElement.lang);
    message.textContent = (message.dataset.words ?? "").replace("{time}", time);
    this.messages.show("waiting");
    this.#attempts.later(seconds, () => void this.#submit());
  }

  /** @param {number} removed personal details that the service has removed */
  #thank(removed) {
    const message = this.find("[data-removed]");
    const words = removed === 1 ? message.dataset.one : message.dataset.many;
    message.hidden = removed === 0;
    message.textContent = (words ?? "").replace("{count}", `${removed}`);
    Object.assign(this.draft, { values: {}, state: "sent" });
    this.stored();
    // The gate may have been closed and opened meanwhile: what is in the page now is another element.
    for (const form of document.querySelectorAll(this.localName)) if (form instanceof PageForm) form.show();
    if (this.isConnected) this.messages.say("thanks", false);
  }

  /** Mark the form as busy. A disabled button would lose focus. @param {boolean} sending */
  #setSending(sending) {
    this.#sending = sending;
    this.#form.setAttribute("aria-busy", `${sending}`);
    setOrRemove(this.find("[type=submit]"), "aria-disabled", sending ? "true" : "");
  }
}
