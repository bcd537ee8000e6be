// What a walk by Tab (walk.js) tells about a page.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{seen: number, covered: number, by: Element | null}} Cover */
  /** @typedef {Cover & {element: Element, back: boolean, times: number, changes: boolean, nameless: boolean}} Stop */

  /** One stop is enough for all of it: arrow keys do the rest. */
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
  const PRESSES = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];
  const NAMED_BY_CONTENT =
    "a, button, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=switch]";
  /** Controls before the content that a reader need not step past each time. */
  const FEW = { main: 1, heading: 5 };
  /** Controls of a notice that may come before the link, as a question about cookies does. */
  const NOTICE = 3;

  /** @type {Stop[]} */ let stops = [];

  /** @param {Element} element */
  const fault = (element) => ({ place: hallbarCheck.selector(element), what: hallbarCheck.words(element) });

  /** Each element once, with what lies upon it. @param {(stop: Stop) => boolean} wrong */
  function faulty(wrong) {
    const found = new Map(stops.filter(wrong).map(({ element, by }) => [element, by && whole(by, element)]));
    return [...found].map(([element, by]) => {
      const { place, what } = fault(element);
      return { place, what: by ? `${what} (${hallbarCheck.selector(by)})` : what };
    });
  }

  /** All of what lies upon an element. @param {Element} part @param {Element} element @returns {Element} */
  const whole = (part, element) =>
    !part.parentElement || part.parentElement.contains(element) ? part : whole(part.parentElement, element);

  /** Tell what was wrong with the walk. @param {boolean} trapped */
  function judge(trapped) {
    stops = hallbarCheck.walk.taken();
    const last = stops.at(-1)?.element;
    return {
      trapped: trapped && last ? [fault(last)] : [],
      dialog: trapped && Boolean(last && hallbarCheck.dialog.open()?.contains(last)),
      missed: trapped ? [] : missed(),
      backwards: trapped ? [] : backwards(),
      changing: [...new Set(stops.filter(({ changes }) => changes).map(({ element }) => element))].map(fault),
      unseen: faulty(({ seen, covered }) => !seen && !covered),
      covered: faulty(({ seen, covered }) => !seen && covered > 0),
      partly: faulty(({ seen, covered }) => seen > 0 && covered > 0),
      nameless: stops.flatMap(({ element, nameless }, index) =>
        nameless ? [{ index, key: element.outerHTML, ...fault(element) }] : [],
      ),
    };
  }

  /** Whether Tab has come to it, or to what does the same. @param {Element} element */
  function reached(element) {
    const elements = stops.map((stop) => stop.element);
    /** @param {Element} other */
    const same = (other) =>
      other === element || other.contains(element) || element.contains(other) || alike(other, element);
    const group = element.closest(COMPOSITE);
    const field = element.localName === "label" ? null : element.closest("label")?.control;
    if (field && elements.some((other) => other === field || alike(other, field))) return true;
    return (
      elements.some(same) ||
      (group !== null && elements.some((other) => group.contains(other) || owns(other, group)))
    );
  }

  /** Two radio buttons of a group, or two links to the same place. @param {Element} one @param {Element} other */
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

  /** A combobox and its list, or the button beside it. @param {Element} one @param {Element} other */
  function owns(one, other) {
    const owned = `${one.getAttribute("aria-controls") ?? ""} ${one.getAttribute("aria-owns") ?? ""}`.split(
      " ",
    );
    return other.id !== "" && owned.includes(other.id);
  }

  /** Whether it is in the dialog, if one is open: the rest waits. @param {Element} element */
  const current = (element) => hallbarCheck.dialog.open()?.contains(element) ?? true;

  /** What can be seen and pressed, and Tab did not come to. */
  function missed() {
    const labels = [...document.querySelectorAll("label")].filter(
      ({ control }) => control && !hallbarCheck.visible(control),
    );
    const found = [...hallbarCheck.controls().filter(operable), ...labels.filter(forNothing), ...handled()];
    return [...new Set(found)]
      .filter((element) => current(element) && !reached(element) && pressable(element))
      .map(fault);
  }

  /** @param {Element} element */
  function operable(element) {
    const off = element.matches(":disabled, [aria-disabled=true]");
    const idle =
      element.localName === "summary" && element !== element.parentElement?.querySelector(":scope > summary");
    const controlled = document.getElementById(element.getAttribute("aria-controls") ?? "");
    const beside =
      controlled &&
      stops.some((stop) => stop.element.matches("[role=combobox]") && owns(stop.element, controlled));
    const frame = element instanceof HTMLIFrameElement && element.tabIndex >= 0; // from frame to frame, nobody tells
    return !off && !idle && !beside && !frame;
  }

  /** A label is no way to a field that Tab does not come to. @param {HTMLLabelElement} label */
  const forNothing = ({ control }) => control !== null && !control.matches(":disabled") && !reached(control);

  /** What does something when pressed, and looks as if it did. @returns {HTMLElement[]} */
  function handled() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.body.querySelectorAll("*"))].filter(
      (element) => {
        const listens =
          element.onclick ||
          (hallbarCheck.listening.listens(element, PRESSES) &&
            getComputedStyle(element).cursor === "pointer");
        return listens && clickable(element);
      },
    );
  }

  /** @param {Element} element */
  function clickable(element) {
    const told =
      element.textContent?.trim() ||
      element.querySelector("img, svg") ||
      element.matches("img, svg, [role], [aria-label]");
    return Boolean(told) && hallbarCheck.visible(element) && !element.matches("label, option, body");
  }

  /** Whether a pointer gets at it. @param {Element} element */
  function pressable(element) {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    scrollTo({ left: 0, top: 0, behavior: "instant" });
    return hit !== null && element.contains(hit);
  }

  /** Where Tab goes up the page. What is opened as a popover or a dialog has an order of its own. */
  function backwards() {
    const forwards = stops.filter(({ back }) => !back).map(({ element }) => element);
    const wrong = forwards.filter((element, index) => {
      const next = forwards[index + 1];
      const layered = [element, next].some((one) => one?.closest(":popover-open, dialog[open]"));
      return (
        next && !layered && Boolean(element.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_PRECEDING)
      );
    });
    return [...new Set(wrong)].map(fault);
  }

  /** Whether nothing in the document alone makes sure that it has a name. @param {Element} element */
  function perhapsNameless(element) {
    const { tabIndex } = /** @type {HTMLElement} */ (element);
    if (element.matches("audio, video, iframe[title]:not([title=''])") || !(tabIndex >= 0)) return false;
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const texts = [
      element.getAttribute("aria-label"),
      ...ids.map((id) => document.getElementById(id)?.textContent),
    ];
    if (texts.some((text) => text?.trim())) return false;
    const labels = /** @type {HTMLInputElement} */ (element).labels ?? [];
    const named = [...labels, ...(element.matches(NAMED_BY_CONTENT) ? [element] : [])];
    return !named.some(shown);
  }

  /** Whether an element has text that is rendered and read out. @param {Element} element */
  function shown(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = /** @type {Text} */ (walker.currentNode);
      const read =
        parentElement?.checkVisibility({ visibilityProperty: true }) &&
        !parentElement.closest("[aria-hidden=true]");
      if (data.trim() && read) return true;
    }
    return false;
  }

  /** Stand at a stop again. @param {number} index */
  function stand(index) {
    const element = /** @type {HTMLElement} */ (stops[index]?.element);
    element.focus();
    return element;
  }

  /** Where the content begins. */
  const content = () => document.querySelector("main, [role=main]") ?? document.querySelector("h1");

  /** The link that leads past what comes before the content, or the first stop where there is none, and how many times
   * one presses Tab to get there; null where nothing need be led past. */
  function shortcut() {
    const start = content();
    const early = stops.filter(({ back }) => !back).slice(0, NOTICE + 1);
    const index = Math.max(
      0,
      early.findIndex(({ element }) => led(element)),
    );
    const first = early[index]?.element;
    if (!start || !first || hallbarCheck.dialog.open()) return null;
    const before = stops.filter(
      ({ element, back }) =>
        !back && element.compareDocumentPosition(start) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (before.length <= (start.localName === "h1" ? FEW.heading : FEW.main)) return null;
    return { ...fault(first), link: led(first), presses: index + 1 };
  }

  /** The same text for links that do the same; empty when it is no link within the page. @param {Element} first */
  function led(first) {
    const here =
      first instanceof HTMLAnchorElement && first.href.split("#")[0] === location.href.split("#")[0];
    const target = here ? document.getElementById(decodeURIComponent(first.hash.slice(1))) : null;
    if (!target) return "";
    return `skip ${innerWidth} ${first.outerHTML} ${/** @type {Element} */ (target.cloneNode(false)).outerHTML}`;
  }

  /** Whether what has the focus, after the link and one Tab more, lies in the content or after it. */
  function past() {
    const start = content();
    const at = document.activeElement;
    /** @param {Element | null | undefined} element */
    const after = (element) =>
      Boolean(start && element && start.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const thrown = at === document.body && document.hasFocus(); // by the next stop, which is another fault
    return after(at) || thrown || !stops.some(({ element }) => after(element));
  }

  hallbarCheck.keyboard = { judge, perhapsNameless, stand, shortcut, past };
})();
