// On every page: fetches the script of the forms when somebody comes to one, and holds back a press until it has come.

const PATIENCE = 10_000; // milliseconds to wait for the script before the browser posts the form by itself
const FORM = "form[data-feedback]";

const fetched = () => import("./form/form.js");
let held = false;

/** @param {Event} event */
function opened({ target }) {
  if (target instanceof HTMLDetailsElement && target.matches("[data-report]")) void fetched().catch(() => {});
}

/** @param {Event} event */
function entered({ target }) {
  if (target instanceof Element && target.closest(FORM)) void fetched().catch(() => {});
}

/** Hold back a form whose script has not come: a second press would send it twice. @param {Event} event */
function submitted(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement && form.matches(FORM)) || customElements.get("page-report")) return;
  event.preventDefault();
  if (held) return;
  held = true;
  form.querySelector("[data-message=sending]")?.removeAttribute("hidden");
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE));
  Promise.race([fetched(), late]).then(
    () => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
    () => {
      held = false; // the citizen may come back
      form.submit();
    },
  );
}

document.addEventListener("toggle", opened, { capture: true }); // it does not bubble
document.addEventListener("focusin", entered); // a form without a gate
document.addEventListener("submit", submitted, { capture: true });
if (document.querySelector("[data-report][open]")) void fetched().catch(() => {});
