// CSS selectors that name elements in reports.

const NAMING = ["class", "name", "type", "role", "for", "href"];
const LONGEST = 60; // characters of an attribute's value

/** Return a short CSS selector that matches this element only. @param {Element} element @returns {string} */
export function selector(element) {
  if (element === document.documentElement || element === document.body) return element.localName;
  for (const own of candidates(element)) if (document.querySelectorAll(own).length === 1) return own;
  const parent = element.parentElement;
  if (!parent) return element.localName;
  const alike = [...parent.children].filter((other) => other.localName === element.localName);
  const position = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
  return `${selector(parent)} > ${element.localName}${position}`;
}

/** Yield selectors made of the element's id, its tag, and its tag with one attribute.
 * @param {Element} element */
function* candidates(element) {
  if (element.id) yield `#${CSS.escape(element.id)}`;
  const tag = element.localName;
  yield tag;
  for (const { name, value } of element.attributes) {
    const naming = name.startsWith("data-") || NAMING.includes(name);
    if (naming && value.length < LONGEST)
      yield value ? `${tag}[${name}="${CSS.escape(value)}"]` : `${tag}[${name}]`;
  }
}
