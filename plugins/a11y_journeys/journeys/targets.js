// How large what is pressed is, in CSS pixels, and how far it is to the next.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{element: Element, box: DOMRect}} Target */

  const LEAST = 24;
  const OURS = 44;
  const SLACK = 0.5; // pages are laid out in fractions of a pixel
  const FIELD = "button, input, select, textarea";
  const OWN = `${FIELD}, summary, [role=button]`;
  const CLEAR = "rgba(0, 0, 0, 0)";
  const CHOICE = "input[type=checkbox], input[type=radio]";

  /** What is smaller than it must be: 24 for all, 44 for what is no link. */
  function small() {
    const all = targets();
    const tight = all.filter((target) => under(target, LEAST) && !excused(target) && !spacious(target, all));
    const ours = all.filter(({ element }) => element.matches(OWN) && !inSentence(element));
    const short = ours.filter((target) => under(target, OURS) && !tight.includes(target));
    const { scrollX, scrollY } = window;
    const found = [
      ...tight.map((target) => fault(target, LEAST)),
      ...short.map((target) => fault(target, OURS)),
    ];
    scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    return found.filter((one) => one !== null);
  }

  /** @param {Target} target @param {number} least */
  function fault({ element, box }, least) {
    if (answersAround(element, least)) return null;
    const size = [box.width, box.height].map((side) => Math.round(side)).join(" × ");
    return { least, place: hallbarCheck.selector(element), what: `${hallbarCheck.words(element)} (${size})` };
  }

  /** @returns {Target[]} */
  function targets() {
    const choices = [...document.querySelectorAll(CHOICE)].filter(
      (choice) => !choice.closest("[inert], [disabled]"),
    );
    const all = new Set([...hallbarCheck.controls(), ...choices]);
    const targets = [...all].map((element) => ({ element, box: area(element) }));
    return targets.filter(({ box }) => box.width > 1 && box.height > 1);
  }

  /** A choice and its labels are one target; of a link that breaks, the largest piece counts.
   * @param {Element} element */
  function area(element) {
    if (element.matches(CHOICE)) {
      const { labels } = /** @type {HTMLInputElement} */ (element);
      return hull(
        [element, ...(labels ?? [])].filter(hallbarCheck.visible).map((one) => one.getBoundingClientRect()),
      );
    }
    const pieces = [...element.getClientRects()];
    if (pieces.length > 1) return pieces.reduce((most, piece) => (piece.width > most.width ? piece : most));
    const inner = [...element.querySelectorAll("*")].filter(hallbarCheck.visible);
    return hull([...pieces, ...inner.map((one) => one.getBoundingClientRect())]);
  }

  /** @param {DOMRect[]} boxes */
  function hull(boxes) {
    if (!boxes.length) return new DOMRect();
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const width = Math.max(...boxes.map((box) => box.right)) - left;
    return new DOMRect(left, top, width, Math.max(...boxes.map((box) => box.bottom)) - top);
  }

  /** @param {Target} target @param {number} least */
  const under = ({ box }, least) => Math.min(box.width, box.height) < least - SLACK;

  /** @param {Target} target */
  const excused = (target) => inSentence(target.element) || unstyled(target);

  /** Whether it is text in a line of other text, whose height it has. @param {Element} element */
  function inSentence(element) {
    const { display, borderTopStyle, backgroundColor } = getComputedStyle(element);
    const bare = display === "inline-block" && borderTopStyle === "none" && backgroundColor === CLEAR;
    if (display !== "inline" && !(bare && element.localName === "button")) return false;
    const walker = document.createTreeWalker(
      hallbarCheck.sights.block(element.parentElement),
      NodeFilter.SHOW_TEXT,
    );
    while (walker.nextNode()) {
      const { data, parentElement } = /** @type {Text} */ (walker.currentNode);
      if (/\p{L}/u.test(data) && !parentElement?.closest("a, button, script, style")) return true;
    }
    return false;
  }

  /** Whether the browser alone has set its size. @param {Target} target */
  function unstyled({ element, box }) {
    if (!element.matches(FIELD) || getComputedStyle(element).appearance === "none") return false;
    const host = document.createElement("div");
    host.style.cssText = "all: initial; position: absolute; top: 0; left: 0";
    const plain = /** @type {HTMLElement} */ (element.cloneNode(true));
    for (const name of ["class", "style", "id"]) plain.removeAttribute(name);
    host.attachShadow({ mode: "closed" }).append(plain);
    document.body.append(host);
    const { height } = plain.getBoundingClientRect();
    host.remove();
    return Math.abs(height - box.height) <= 1;
  }

  /** Whether a circle of 24 pixels around its middle meets no other target, nor the circle of a small one.
   * @param {Target} target @param {Target[]} all */
  function spacious(target, all) {
    const [x, y] = middle(target.box);
    return all.every((other) => {
      if (other.element.contains(target.element) || target.element.contains(other.element)) return true;
      const [right, down] = under(other, LEAST) ? middle(other.box) : nearest(other.box, x, y);
      return Math.hypot(right - x, down - y) >= (under(other, LEAST) ? LEAST : LEAST / 2) - SLACK;
    });
  }

  /** @param {DOMRect} box */
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];

  /** @param {DOMRect} box @param {number} x @param {number} y */
  const nearest = (box, x, y) => [between(box.left, x, box.right), between(box.top, y, box.bottom)];

  /** @param {number} least @param {number} value @param {number} most */
  const between = (least, value, most) => Math.min(Math.max(value, least), most);

  /** Whether a press beside it reaches it too: its ::before or ::after may be larger. @param {Element} element
   * @param {number} least */
  function answersAround(element, least) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const now = area(element);
    const [x, y] = middle(now);
    const far = least / 2 - SLACK;
    return [
      [-far, -far],
      [far, -far],
      [-far, far],
      [far, far],
    ].every(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
    });
  }

  hallbarCheck.targets = { small };
})();
