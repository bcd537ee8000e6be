// Focus that is never lost: when a control disappears, focus moves to one that stays.

/**
 * Make a change in the player; if it hides the control with focus, move focus to Play.
 * @param {import("../../frame/element.js").PageElement} player
 * @param {() => void} change
 */
export function keepingFocus(player, change) {
  const focused = document.activeElement;
  change();
  const hidden = focused instanceof HTMLElement && focused.offsetParent === null;
  if (hidden && player.contains(focused)) player.find("[data-act=play]").focus({ preventScroll: true });
}

/** Move focus to text, which is focusable until focus leaves it. @param {Element | null} text */
export function focusText(text) {
  if (!(text instanceof HTMLElement)) return;
  text.tabIndex = -1;
  text.addEventListener("blur", () => text.removeAttribute("tabindex"), { once: true });
  text.focus({ preventScroll: true });
}
