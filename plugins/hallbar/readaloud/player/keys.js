// Keys that work while focus is in the player, and nowhere else (WCAG 2.2 2.1.4).

/**
 * Return the action that a key stands for; empty if there is none.
 * @param {KeyboardEvent} event
 */
export function actionOf({ key, shiftKey, ctrlKey, altKey, metaKey, target }) {
  const own = target instanceof HTMLInputElement && target.type === "range"; // the arrow keys move it
  if (own || target instanceof HTMLSelectElement || ctrlKey || altKey || metaKey) return "";
  const skip = shiftKey ? "heading" : "sentence";
  const actions = new Map([
    ["ArrowLeft", `${skip} -1`],
    ["ArrowRight", `${skip} 1`],
    ["+", "speed 1"],
    ["-", "speed -1"],
    ["p", "play"],
    ["P", "play"],
  ]);
  return actions.get(key) ?? "";
}
