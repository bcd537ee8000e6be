// The results page. Its address holds the query: it can be shared, and the back button leads to the search before.

import { Latest } from "./latest.js";
import { addressed, queried } from "./location.js";
import { Outcome } from "./outcome.js";
import { Status } from "./status.js";

const STEP = 10; // pages at a time

export class Results {
  #title = document.title;

  /** @param {import("../../frame/element.js").PageElement} host */
  constructor(host) {
    this.input = host.find("input", HTMLInputElement);
    this.outcome = new Outcome(host);
    this.status = new Status(host.find("[role=status]"));
    this.latest = new Latest(() => this.#wait());
  }

  /** @param {Event} event */
  handle(event) {
    if (event.type === "submit") this.#submit(event);
    else if (event.type === "click") this.#click(event.target);
    else if (event.type === "pagehide") this.#remember();
    else this.arrive(true);
  }

  /** Look up the query of the address. @param {boolean} [here] the visitor has searched on this page */
  async arrive(here = false) {
    const query = queried(location);
    if (location.search) history.replaceState(history.state, "", addressed(location.pathname, query));
    document.title = query ? `${query} – ${this.#title}` : this.#title;
    this.input.value = query;
    await this.#look(here && inSearch(document.activeElement));
    scrollTo({ top: history.state?.scroll ?? scrollY, behavior: "instant" });
  }

  get #shown() {
    return history.state?.shown ?? STEP;
  }

  /** @param {boolean} moves to the results, with the focus */
  async #look(moves) {
    const query = queried(location);
    this.status.clear();
    if (!query) {
      this.latest.cancel();
      return this.outcome.close();
    }
    const found = await this.latest.ask(query, this.#shown);
    if (found === undefined) return;
    const text = found ? this.outcome.fill(found) : this.outcome.show("failed");
    if (found && moves) this.outcome.heading.focus();
    else this.status.say(text);
  }

  /** The answer takes long. A button that was pressed to try again must not vanish under the focus. */
  #wait() {
    this.status.say(this.outcome.failed ? this.outcome.text("searching") : this.outcome.show("searching"));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const query = this.input.value.trim();
    if (!query) this.input.focus();
    else if (query === queried(location)) this.#look(true);
    else location.assign(addressed(location.pathname, query));
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-again]")) this.#look(true);
    if (target.closest("[data-more]")) this.#more();
  }

  /** Show more pages, and move the focus to the first of them. */
  async #more() {
    const before = this.outcome.list.children.length;
    const found = await this.latest.ask(queried(location), before + STEP);
    if (found) {
      history.replaceState({ ...history.state, shown: before + STEP }, "");
      this.status.say(this.outcome.extend(found));
      this.outcome.list.children[before]?.querySelector("a")?.focus();
    } else if (found === null) this.status.say(this.outcome.show("failed"));
  }

  /** Note in the history, which ends with the tab, how far down the visitor is. */
  #remember() {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
  }
}

/** Return true if a search has begun at this element, which may be gone by now. @param {Element | null} element */
const inSearch = (element) => element === document.body || Boolean(element?.closest("[role=search]"));
