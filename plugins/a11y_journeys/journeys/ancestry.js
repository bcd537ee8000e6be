// What an element is and what it stands in, for mend.py: from that it knows the file that the element comes from.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** The place and what it stands in, innermost first; nothing when it is not there. @param {string} selector */
  function ancestry(selector) {
    try {
      return line(document, selector).map(described);
    } catch {
      return []; // "line 12": engines that read files have places that are no selectors
    }
  }

  /** Also in what waits in a template for the reader's choice. @param {ParentNode} root @param {string} selector @returns {Element[]} */
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

  /** The names by which templates can be told. @param {Element} element */
  function* contents(element) {
    for (const part of element.querySelectorAll("*")) {
      if (part.id) yield `#${part.id}`;
      if (part.localName.includes("-")) yield part.localName;
    }
  }

  Object.assign(hallbarCheck, { ancestry });
})();
