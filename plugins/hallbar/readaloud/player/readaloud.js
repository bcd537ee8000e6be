// <read-aloud>: the player. It is in the gate's template, so it is not fetched before the gate opens.

import { PageElement } from "../../frame/element.js";
import { Actions } from "./actions.js";
import { actionOf } from "./keys.js";
import { pointAt } from "./place.js";
import { Player } from "./player.js";

const CONTROLS = "a, button, input, select, textarea, summary, label, [contenteditable]";

class ReadAloud extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.player = new Player(this, this.gone);
    this.actions = new Actions(this.player);
    this.listen(this, "click", "change", "input", "keydown");
    document.addEventListener("click", (event) => this.#clicked(event), { signal: this.gone });
    if (!this.closest("[data-pressed]")) return;
    this.player.button.focus(); // the visitor pressed "listen" on the gate: play at once, with focus on Pause
    this.player.playback.play();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.player?.end();
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (event.type === "click")
      this.actions?.act(target?.closest("[data-act]")?.getAttribute("data-act") ?? "");
    else if (event.type === "change") this.player?.choices.changed(target);
    else if (target === this.player?.slider.input) this.actions?.seek();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const action = actionOf(event);
    if (!action) return;
    this.actions?.act(action);
    event.preventDefault();
  }

  /** Play from a click in the text, if the listener has chosen that. @param {MouseEvent} event */
  #clicked({ target, clientX, clientY }) {
    const text = target instanceof Element && target.closest("[data-speech]") && !target.closest(CONTROLS);
    if (!text || !this.player?.choices.click.checked || !getSelection()?.isCollapsed) return;
    this.player.notes.clear();
    this.player.playback.playFrom(pointAt(clientX, clientY));
  }
}

customElements.define("read-aloud", ReadAloud);
