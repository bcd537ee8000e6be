// The field in the header: what is typed is looked up, and the keys of the panel are understood.

import { destination, writes } from "./keys.js";
import { Latest } from "./latest.js";
import { Panel } from "./panel.js";
import { Status } from "./status.js";

const FIRST = 5; // pages in the panel
const REST = 150; // milliseconds without a new character, after which the query is looked up

export class Field {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {import("../../frame/element.js").PageElement} host */
  constructor(host) {
    this.host = host;
    this.input = host.find("input", HTMLInputElement);
    this.panel = new Panel(host, String(host.find("form", HTMLFormElement).getAttribute("action")));
    this.status = new Status(host.find("[role=status]"));
    this.latest = new Latest(() => this.#show("searching"));
  }

  /** @param {Event} event */
  handle(event) {
    const { type, target } = event;
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (type === "focusout") this.#left(/** @type {FocusEvent} */ (event).relatedTarget);
    else if (type === "pointerdown") this.#left(target);
    else if (type === "click") this.#click(target);
    else if (type === "submit") this.close();
    else if (!(event instanceof InputEvent && event.isComposing)) this.changed();
  }

  /** Look up what the field holds, when it has not changed for a while. */
  changed() {
    this.#forget();
    if (this.#query) this.#timer = setTimeout(() => this.#look(), REST);
    else this.panel.close();
  }

  close() {
    this.#forget();
    this.panel.close();
  }

  get #query() {
    return this.input.value.trim();
  }

  /** Neither look up nor announce what was typed before. */
  #forget() {
    clearTimeout(this.#timer);
    this.latest.cancel();
    this.status.clear();
  }

  async #look() {
    const found = await this.latest.ask(this.#query, FIRST);
    if (found) this.status.say(this.panel.fill(found));
    else if (found === null) this.#show("failed");
  }

  /** @param {string} kind */
  #show(kind) {
    this.status.say(this.panel.show(kind));
  }

  /** Close if the focus, or a press, goes elsewhere. @param {EventTarget | null} target */
  #left(target) {
    if (target instanceof Node && !this.host.contains(target)) this.close();
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    if (!(target instanceof Element)) return;
    const link = target.closest("a");
    if (target.closest("[data-again]")) this.#again();
    else if (link?.pathname === location.pathname) this.close(); // it leads to another part of this page
  }

  /** Try again; the button may vanish, so the focus goes to the field. */
  #again() {
    this.input.focus();
    this.#forget();
    this.#look();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") this.#escape(event);
    else if (event.key === "ArrowDown" && !this.panel.open) this.changed();
    else this.#move(event);
  }

  /** Close the panel, but leave the text in the field, which some browsers would empty. @param {Event} event */
  #escape(event) {
    if (this.panel.open) {
      event.preventDefault();
      this.input.focus();
    }
    this.close();
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const { links } = this.panel;
    const from = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = destination(event.key, from, links.length);
    if (to !== undefined) {
      event.preventDefault();
      (links[to] ?? this.input).focus();
    } else if (links[from] instanceof HTMLAnchorElement && writes(event.key)) this.input.focus(); // before it writes
  }
}
