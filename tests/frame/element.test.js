// The base class of custom elements: it listens only while the element is in the page, and finds its parts.

import assert from "node:assert/strict";
import { test } from "node:test";

class Button {}

globalThis.HTMLElement = class extends EventTarget {
  localName = "page-test";
  parts = { button: new Button(), input: new EventTarget() };

  querySelector(selector) {
    return this.parts[selector] ?? null;
  }
};
const { PageElement } = await import("../../plugins/hallbar/frame/element.js");

test("an element handles events until it leaves the page, and again after it is back", () => {
  const element = new PageElement();
  const page = new EventTarget();
  const handled = [];
  element.handleEvent = ({ type }) => handled.push(type);
  const heard = () => {
    page.dispatchEvent(new Event("change"));
    for (const type of ["click", "input", "keydown"]) element.dispatchEvent(new Event(type));
    return handled.splice(0);
  };
  const enter = () => {
    element.connectedCallback();
    element.listen(page, "change");
    element.listen(element, "click", "input");
  };

  enter();
  assert.deepEqual(heard(), ["change", "click", "input"]);
  element.disconnectedCallback();
  assert.deepEqual(heard(), []);
  assert.equal(element.gone.aborted, true);
  enter();
  assert.deepEqual(heard(), ["change", "click", "input"]);
});

test("a part is found, and one that is missing or of another kind is named", () => {
  const element = new PageElement();

  assert.equal(element.find("button", Button), element.parts.button);
  for (const selector of ["button", "input", "textarea"])
    assert.throws(() => element.find(selector), { message: `<page-test> has no ${selector}` });
});

test("an element that comes back to the page has a new signal", () => {
  const element = new PageElement();

  assert.equal(element.gone.aborted, false);
  element.disconnectedCallback();
  assert.equal(element.gone.aborted, true);
  element.connectedCallback();
  assert.equal(element.gone.aborted, false);
});

test("each element listens and leaves on its own", () => {
  const [one, other] = [new PageElement(), new PageElement()];
  const heard = [];
  for (const [element, name] of [
    [one, "one"],
    [other, "other"],
  ]) {
    element.handleEvent = () => heard.push(name);
    element.connectedCallback();
    element.listen(element, "click");
  }
  one.disconnectedCallback();
  for (const element of [one, other]) element.dispatchEvent(new Event("click"));

  assert.deepEqual(heard, ["other"]);
});
