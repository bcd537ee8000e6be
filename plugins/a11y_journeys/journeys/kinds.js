// Controls by their kind: what CSS and scripts cannot tell apart is judged once.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const PROSE = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, tr, sup, section";
  const TELLING =
    /^(id|class|type|role|open|aria-(current|expanded|pressed|checked|selected|disabled|haspopup))$/;

  /** Each attribute's name, and its value where styles are wont to look at it; the ids of prose are addresses.
   * @param {Element} element */
  function step(element) {
    const all = [...element.attributes].filter(({ name }) => name !== "id" || !element.matches(PROSE));
    const told = all.map(({ name, value }) => (TELLING.test(name) ? `${name}=${value}` : name));
    return [element.localName, ...told.sort()].join(" ");
  }

  /** @param {Element} element */
  function kind(element) {
    const steps = [];
    for (let one = element; one !== document.body && one.parentElement; one = one.parentElement)
      steps.push(step(one));
    return steps.join(" < ");
  }

  /** As a fault tells it. @param {Element} element */
  const named = (element) => ({ place: hallbarCheck.selector(element), what: hallbarCheck.words(element) });

  /** The first control of each kind. `also`: a CSS selector of what else is asked for; `events`: so is what listens to
   * them itself. @param {{also: string, events: string[]}} given */
  function first({ also, events }) {
    /** @type {Map<string, {kind: string, place: string, what: string}>} */ const found = new Map();
    const all = [...document.body.querySelectorAll("*")];
    const asked = all.filter((one) => one.matches(also) || hallbarCheck.listening.listens(one, events));
    const more = asked.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    for (const element of new Set([...hallbarCheck.controls(), ...more])) {
      const own = kind(element);
      if (!found.has(own)) found.set(own, { kind: own, ...named(element) });
    }
    return [...found.values()];
  }

  hallbarCheck.kinds = { first, named };
})();
