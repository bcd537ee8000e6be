import { charactersLeft } from "./counter.js";
import { PageForm } from "./page_form.js";

/** `<page-report>`: the report of a problem with a page. It starts when somebody opens it. */
export class PageReport extends PageForm {
  connectedCallback() {
    super.connectedCallback();
    addStyle();
  }

  fieldErrors() {
    const contact = () => this.find("[name=contact]", HTMLInputElement);
    return [
      { name: "describe", fields: "textarea", wrong: () => !this.comment.value.trim() },
      ...super.fieldErrors(),
      { name: "contact_too_long", fields: "[name=contact]", wrong: () => charactersLeft(contact()) < 0 },
    ];
  }
}

/** Link the style sheet of the forms, which comes with the question, too. The report needs it only when it is open. */
function addStyle() {
  const { href } = new URL("form.css", import.meta.url);
  if ([...document.styleSheets].some((style) => style.href === href)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href });
  document.head.append(link);
}
