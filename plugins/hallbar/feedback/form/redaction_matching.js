// Search for patterns whose matches are judged by what is around them. The same as service/redaction/matching.py.

/** @typedef {[start: number, end: number]} Span */
/** @typedef {(match: RegExpExecArray, before: string) => Span | undefined} Judge */

const LONGEST_AROUND = 64;

/** Return what a judge takes of the matches. @param {RegExp} form @param {string} searched @param {Judge} judge */
export function judged(form, searched, judge) {
  const spans = /** @type {Span[]} */ ([]);
  let [place, done] = [0, 0];
  for (let match = execAt(form, searched, place); match; match = execAt(form, searched, place)) {
    const { index } = match;
    let before = searched.slice(Math.max(done, index - LONGEST_AROUND), index);
    if (done && before.length < LONGEST_AROUND) before = `\x1c${before}`;
    const span = judge(match, before);
    if (span) spans.push(span);
    if (span) done = span[1];
    place = span ? done : index + 1;
  }
  return spans;
}

/** Return spans in order, without those that overlap an earlier one. @param {Span[]} spans */
export function inOrder(spans) {
  let done = 0;
  const sorted = spans.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  return sorted.filter(([start, end]) => {
    const isFree = start >= done;
    if (isFree) done = end;
    return isFree;
  });
}

/** @param {RegExp} form @param {string} searched */
function execAt(form, searched, place = 0) {
  form.lastIndex = place;
  return form.exec(searched);
}

/** Return true if a short pattern matches at a place. @param {RegExp} form @param {string} searched */
export function isAt(form, searched, place = 0) {
  return searched.slice(place, place + LONGEST_AROUND).search(form) === 0;
}

/** @param {RegExp} form @param {string} searched */
export function isWhole(form, searched) {
  return execAt(form, searched)?.[0] === searched;
}

/** @param {RegExp} form @param {string} searched */
export function isIn(form, searched) {
  return searched.search(form) >= 0;
}

/** @param {RegExpExecArray} match @returns {Span} */
export function wholeSpan({ 0: { length }, index }) {
  return [index, index + length];
}

/** Take a match unless a pattern is found before it. @param {RegExp} form @returns {Judge} */
export function unless(form) {
  return (match, before) => (isIn(form, before) ? undefined : wholeSpan(match));
}

/** Take a match if a pattern is found before it. @param {RegExp} form @returns {Judge} */
export function after(form) {
  return (match, before) => (isIn(form, before) ? wholeSpan(match) : undefined);
}
