// Whether a dialog that keeps the focus lets go of it on Esc. It is put back afterwards: others look at the page too.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** The page behind is out of reach, whoever sees to it. */
  const MODAL = ":modal, [aria-modal=true]";

  /** @type {{dialog: Element, parent: Node | null, next: Node | null, attributes: Map<string, string>, modal: boolean} | null} */
  let found = null;

  /** The dialog that is uppermost, if one is open. @returns {Element | null} */
  const open = () => [...document.querySelectorAll(MODAL)].filter(hallbarCheck.visible).at(-1) ?? null;

  /** Stand in it, and remember how it was. */
  function enter() {
    const dialog = /** @type {Element} */ (open());
    const attributes = new Map([...dialog.attributes].map(({ name, value }) => [name, value]));
    found = {
      dialog,
      parent: dialog.parentNode,
      next: dialog.nextSibling,
      attributes,
      modal: dialog.matches(":modal"),
    };
    hallbarCheck.stops.tabbable()[0]?.focus();
  }

  /** Whether it has closed; open again afterwards. */
  function closed() {
    if (!found || hallbarCheck.visible(found.dialog)) return false;
    const { dialog, parent, next, attributes, modal } = found;
    if (!dialog.isConnected) parent?.insertBefore(dialog, next);
    for (const { name } of [...dialog.attributes]) if (!attributes.has(name)) dialog.removeAttribute(name);
    for (const [name, value] of attributes) if (!modal || name !== "open") dialog.setAttribute(name, value);
    if (modal && dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    return true;
  }

  hallbarCheck.dialog = { open, enter, closed };
})();
