// The number of characters left: always right for those who see it, and said at thresholds to those who hear it.

const SAID_AT = [100, 50, 20, 0];

/** Return the number of characters left, in code points as the service counts. @param {HTMLTextAreaElement | HTMLInputElement} field */
export function charactersLeft(field) {
  return Number(field.dataset.limit) - [...field.value].length;
}

export class Counter {
  #started = false;
  #level = 0;

  /** @param {HTMLTextAreaElement} field @param {HTMLElement} shown @param {HTMLElement} said a live region */
  constructor(field, shown, said) {
    this.field = field;
    this.shown = shown;
    this.said = said;
  }

  /** Count. The limit is shown until something is typed. */
  count() {
    this.#started ||= this.field.value !== "";
    if (!this.#started) return;
    const number = charactersLeft(this.field);
    const words = number < 0 ? this.shown.dataset.over : this.shown.dataset.count;
    this.shown.textContent = (words ?? "").replace("{count}", `${Math.abs(number)}`);
    this.#say(number);
  }

  /** Say it when a threshold is passed downwards, and when too much has become short enough. @param {number} number */
  #say(number) {
    const level = SAID_AT.filter((threshold) => number <= threshold).length + Number(number < 0);
    const was = this.#level;
    this.#level = level;
    const short = was > SAID_AT.length && level <= SAID_AT.length;
    if (level > was || short) this.said.textContent = this.shown.textContent;
    else if (level < was) this.said.textContent = "";
  }
}
