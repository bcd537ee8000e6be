// Controls that Tab has reached, themselves or through another control that does the same.

/** One tab stop is enough for all of it: arrow keys move inside. */
const COMPOSITE = [
  "tablist",
  "menu",
  "menubar",
  "listbox",
  "radiogroup",
  "tree",
  "grid",
  "treegrid",
  "toolbar",
]
  .map((role) => `[role=${role}]`)
  .join();

/** Return true if one of the elements that Tab has focused gives access to a control.
 * @param {Element} control @param {Element[]} focused */
export function reached(control, focused) {
  const field = control.localName === "label" ? null : control.closest("label")?.control;
  if (field && focused.some((one) => one === field || alike(one, field))) return true;
  const group = control.closest(COMPOSITE);
  return focused.some(
    (one) =>
      one.contains(control) ||
      control.contains(one) ||
      alike(one, control) ||
      (group !== null && (group.contains(one) || owns(one, group))),
  );
}

/** Return true for two radio buttons of a group, and for two links to the same address.
 * @param {Element} one @param {Element} other */
function alike(one, other) {
  if (one instanceof HTMLInputElement && other instanceof HTMLInputElement)
    return (
      one.type === "radio" &&
      other.type === "radio" &&
      one.name === other.name &&
      one.name !== "" &&
      one.form === other.form
    );
  return one instanceof HTMLAnchorElement && other instanceof HTMLAnchorElement && one.href === other.href;
}

/** Return true if an element names another in aria-controls or aria-owns, as a combobox names its list.
 * @param {Element} one @param {Element} other */
export function owns(one, other) {
  const names = ["aria-controls", "aria-owns"].map((name) => one.getAttribute(name) ?? "");
  return other.id !== "" && names.join(" ").split(" ").includes(other.id);
}
