// What is read when: the cues of the sound, and ways to find one.

import { blockOf } from "./place.js";

/**
 * One sentence: seconds, and its place on the page; each word's place, and when it is heard.
 * @typedef {{begins: number, ends: number, block: number, start: number, end: number,
 *   words: [number, number, number][]}} Sentence
 */

const AGAIN = 2; // seconds into a sentence after which "previous" means its own beginning

export class Cues {
  /** @param {TextTrack} track whose cues have come */
  constructor(track) {
    const cues = /** @type {VTTCue[]} */ (Array.from(track.cues ?? []));
    /** @type {Sentence[]} */
    this.sentences = cues.map((cue) => ({
      words: [],
      ...JSON.parse(cue.text),
      begins: cue.startTime,
      ends: cue.endTime,
    }));
  }

  /** The sentence that is heard at a time, or was heard last before it. @param {number} time */
  at(time) {
    return this.sentences.findLast((one) => one.begins <= time + 0.01);
  }

  /** The place of the word that is heard at a time. @param {Sentence} one @param {number} time */
  word(one, time) {
    const found = one.words.findLast(([, , after]) => one.begins + after / 1000 <= time + 0.01);
    return found && time < one.ends ? { block: one.block, start: found[0], end: found[1] } : null;
  }

  /**
   * Where to go on from a time: to a sentence, or to a heading.
   * @param {number} time
   * @param {number} way 1 to the next, -1 to the previous
   * @param {boolean} heading
   */
  from(time, way, heading) {
    const wanted = this.sentences.filter((one) => !heading || isHeading(one));
    if (way > 0) return wanted.find((one) => one.begins > time + 0.01)?.begins;
    const here = wanted.findLast((one) => one.begins <= time + 0.01);
    if (here && time - here.begins > AGAIN) return here.begins;
    return wanted.findLast((one) => one.begins < (here?.begins ?? 0) - 0.01)?.begins ?? 0;
  }

  /** The sentence at a place of the page, else the next one. @param {import("./place.js").Point} place */
  near({ block, at }) {
    const here = this.sentences.filter((one) => one.block === block && one.start < one.end);
    return (
      here.find((one) => at < one.end) ?? here.at(-1) ?? this.sentences.find((one) => one.block >= block)
    );
  }

  /**
   * From when to when a stretch of the page is heard.
   * @param {import("./place.js").Point} from
   * @param {import("./place.js").Point} to
   */
  span(from, to) {
    const first = this.near(from);
    const last = this.near({ block: to.block, at: Math.max(0, to.at - 1) });
    if (!first || !last) return null;
    return { begins: heardAt(first, from), ends: heardAt(last, to, last.ends) };
  }
}

/**
 * When the word at a place begins; with `otherwise`, when the first word after it does.
 * @param {Sentence} one
 * @param {import("./place.js").Point} place
 * @param {number} [otherwise]
 */
function heardAt(one, place, otherwise) {
  const after = otherwise !== undefined;
  const word = one.words.find(([start, end]) => (after ? start >= place.at : end > place.at));
  if (one.block !== place.block || !word) return otherwise ?? one.begins;
  return one.begins + word[2] / 1000;
}

/** @param {Sentence} one */
function isHeading(one) {
  return blockOf(one.block)?.matches("h1, h2, h3, h4, h5, h6") ?? false;
}
