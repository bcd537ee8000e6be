import { answeredPages, consent, remember } from "./answered.js";
import { sayAnswered, whenAnswered } from "./other_tabs.js";
import { PageForm } from "./page_form.js";

/** `<page-feedback>`: the question if a page helped. It starts when the gate clones it into the page. */
export class PageFeedback extends PageForm {
  connectedCallback() {
    super.connectedCallback();
    whenAnswered(this.page, () => this.#answeredElsewhere(), this.gone);
  }

  fieldErrors() {
    return [
      { name: "choose", fields: "[name=helpful]", wrong: () => !this.draft.values.helpful },
      ...super.fieldErrors(),
    ];
  }

  ownFields() {
    return { consent: consent() };
  }

  stored() {
    remember(this.page);
    sayAnswered(this.page);
  }

  show() {
    const { state } = this.draft;
    const answered = state === "elsewhere" || (state === "open" && answeredPages().includes(this.page));
    super.show(state === "sent" ? "thanks" : answered ? "answered" : "");
  }

  /** Show the prompt that fits the choice. */
  follow() {
    super.follow();
    for (const prompt of this.querySelectorAll("[data-prompt]")) {
      prompt.toggleAttribute(
        "hidden",
        prompt.getAttribute("data-prompt") !== (this.draft.values.helpful ?? ""),
      );
    }
  }

  /** Close the form, unless there is text in it that is not sent. */
  #answeredElsewhere() {
    const { draft } = this;
    if (draft.state === "sent" || this.isSending) return;
    if (draft.values.comment) return this.messages.show("elsewhere");
    const focused = this.contains(document.activeElement);
    draft.state = "elsewhere";
    this.show();
    if (focused) this.messages.say("answered", false);
  }
}
