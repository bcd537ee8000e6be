// The messages of a form: elements with `data-message`, of which at most one is shown.

import { focusOn } from "./focus.js";

export class Messages {
  /** @param {HTMLElement} element that holds the messages */
  constructor(element) {
    this.element = element;
  }

  /** Return a message. @param {string} name */
  of(name) {
    const message = this.element.querySelector(`[data-message=${name}]`);
    if (message instanceof HTMLElement) return message;
    throw new Error(`no message ${name}`);
  }

  /** Show one message, or none. @param {string} name */
  show(name) {
    for (const message of this.element.querySelectorAll("[data-message]")) {
      message.toggleAttribute("hidden", message.getAttribute("data-message") !== name);
    }
  }

  /**
   * Show a message and move focus to it. If the reader has gone on elsewhere, it is read as an alert instead.
   * @param {string} name
   */
  say(name, focusVisible = true) {
    const { activeElement } = document;
    const here = !activeElement || activeElement === document.body || this.element.contains(activeElement);
    const message = this.of(name);
    message.setAttribute("role", here ? "group" : "alert");
    this.show(name);
    if (here) focusOn(message, focusVisible);
  }
}
