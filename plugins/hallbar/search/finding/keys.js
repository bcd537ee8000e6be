// Keys between the field and the links of the panel, which are counted from 0; -1 is the field.

/**
 * Return the number that a key leads to; undefined if the key is left to the browser.
 * @param {string} key
 * @param {number} from
 * @param {number} count
 */
export function destination(key, from, count) {
  if (!count) return undefined;
  if (key === "ArrowDown") return Math.min(from + 1, count - 1);
  if (from < 0) return undefined; // in the field they move the caret
  if (key === "ArrowUp") return from - 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

/** Return true for a key that writes or deletes. @param {string} key */
export const writes = (key) => [...key].length === 1 || key === "Backspace";
