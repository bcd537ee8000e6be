// The cues of the page audio: which sentence and word are heard at a time, and when a place is heard.

import { blockOf } from "./place.js";

/**
 * A sentence: begin and end in seconds, its place on the page, and the place of each word with the
 * milliseconds from the begin of the sentence.
 * @typedef {{begins: number, ends: number, block: number, start: number, end: number,
 *   words: [number, number, number][]}} Cue
 */

const ROUNDING = 0.01; // seconds that a player's clock may be behind the begin of a cue
const RESTART = 2; // seconds into a sentence after which "previous" means its own begin

export class Cues {
  /** @param {TextTrack} track a loaded track; throws a SyntaxError if a payload is not JSON */
  constructor(track) {
    const found = /** @type {VTTCue[]} */ (Array.from(track.cues ?? []));
    /** @type {Cue[]} */
    this.all = found.map((cue) => ({
      words: [],
      ...JSON.parse(cue.text),
      begins: cue.startTime,
      ends: cue.endTime,
    }));
  }

  /** Return the sentence that is heard at a time, or the last one before it. @param {number} time */
  at(time) {
    return this.all.findLast((cue) => cue.begins <= time + ROUNDING);
  }

  /** Return the place of the word that is heard at a time. @param {Cue} cue @param {number} time */
  word(cue, time) {
    const word = cue.words.findLast(([, , after]) => cue.begins + after / 1000 <= time + ROUNDING);
    return word && time < cue.ends ? { block: cue.block, start: word[0], end: word[1] } : null;
  }

  /**
   * Return the time of the next or previous sentence or heading; undefined if there is no next one.
   * @param {number} time
   * @param {number} direction 1 for the next, -1 for the previous
   * @param {boolean} heading
   */
  timeFrom(time, direction, heading) {
    const candidates = this.#each(heading);
    if (direction > 0) return candidates.find((cue) => cue.begins > time + ROUNDING)?.begins;
    const current = candidates.findLast((cue) => cue.begins <= time + ROUNDING);
    if (current && time - current.begins > RESTART) return current.begins;
    return candidates.findLast((cue) => cue.begins < (current?.begins ?? 0) - ROUNDING)?.begins ?? 0;
  }

  /**
   * Return the sentence or heading at a time, or else the first one, its number from 1, and their count.
   * @param {number} time
   * @param {boolean} heading
   */
  count(time, heading) {
    const all = this.#each(heading);
    const number = Math.max(1, all.findLastIndex((cue) => cue.begins <= time + ROUNDING) + 1);
    return { cue: all[number - 1], number, count: all.length };
  }

  /** Return all sentences, or the first one of each heading. @param {boolean} heading */
  #each(heading) {
    if (!heading) return this.all;
    return this.all.filter((cue, at) => cue.block !== this.all[at - 1]?.block && isHeading(cue));
  }

  /**
   * Return the sentence at a point of the page, else the next one.
   * @param {import("./place.js").Point} point
   */
  near({ block, at }) {
    const inside = this.all.filter((cue) => cue.block === block && cue.start < cue.end);
    return inside.find((cue) => at < cue.end) ?? inside.at(-1) ?? this.all.find((cue) => cue.block >= block);
  }

  /**
   * Return the times between which a stretch of the page is heard; null if it is not read aloud.
   * @param {import("./place.js").Point} from
   * @param {import("./place.js").Point} to
   */
  span(from, to) {
    const first = this.near(from);
    const last = this.near({ block: to.block, at: Math.max(0, to.at - 1) });
    if (!first || !last) return null;
    return { begins: wordTime(first, from), ends: wordTime(last, to, last.ends) };
  }
}

/**
 * Return the begin of the word at a point; with `otherwise`, that of the first word after the point.
 * @param {Cue} cue
 * @param {import("./place.js").Point} point
 * @param {number} [otherwise] the time if there is no such word
 */
function wordTime(cue, point, otherwise) {
  const after = otherwise !== undefined;
  const word = cue.words.find(([start, end]) => (after ? start >= point.at : end > point.at));
  if (cue.block !== point.block || !word) return otherwise ?? cue.begins;
  return cue.begins + word[2] / 1000;
}

/** @param {Cue} cue */
function isHeading(cue) {
  return blockOf(cue.block)?.matches("h1, h2, h3, h4, h5, h6") ?? false;
}
