// The ancestors of an element, by which a report finds the source file that the element comes from.

/** Describe an element and its ancestors, innermost first. Returns an empty list if there is no such element.
 * @param {string} selector */
export function ancestry(selector) {
  try {
    return line(document, selector).map(described);
  } catch {
    return []; // "line 12": engines that read files report places that are no selectors
  }
}

/** Return the element and its ancestors. Looks in templates too, as some content waits there for consent.
 * @param {ParentNode} root @param {string} selector @returns {Element[]} */
function line(root, selector) {
  const found = root.querySelector(selector);
  if (found) return upwards(found);
  const inside = selector.split(/\btemplate\S* > /).pop() ?? "";
  for (const template of root.querySelectorAll("template")) {
    const within = line(template.content, inside);
    if (within.length) return [...within, ...upwards(template)];
  }
  return [];
}

/** @param {Element} element @returns {Element[]} */
function upwards(element) {
  return element.parentElement ? [element, ...upwards(element.parentElement)] : [element];
}

/** @param {Element} element */
function described(element) {
  return {
    tag: element.localName,
    id: element.id,
    classes: [...element.classList],
    attributes: element.getAttributeNames(),
    inside: element.localName === "article" ? [...new Set(contents(element))] : [],
  };
}

/** Yield the ids and custom elements in an article, by which templates differ. @param {Element} element */
function* contents(element) {
  for (const part of element.querySelectorAll("*")) {
    if (part.id) yield `#${part.id}`;
    if (part.localName.includes("-")) yield part.localName;
  }
}
