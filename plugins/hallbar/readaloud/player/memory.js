// What is remembered between visits; nothing is stored without consent (storage.toml).

import { attempt, read, write } from "../../frame/storage.js";

const POSITIONS = "hallbar.positions";
const PAGES = 20;

/** Store the speed, or if a click in the text plays. @param {"speed" | "click"} name @param {string} value */
export function store(name, value) {
  write(`hallbar.${name}`, value);
}

/** @param {"speed" | "click"} name */
export function stored(name) {
  return read(`hallbar.${name}`);
}

/**
 * Store the position in this page's audio, and forget that of the page that was heard longest ago.
 * @param {string} file address of the audio, which changes with its content
 * @param {number} seconds from its start; 0 forgets the position
 */
export function storePosition(file, seconds) {
  const others = positions().filter(([page]) => page !== location.pathname);
  const here = seconds > 0 ? [[location.pathname, hash(file), Math.round(100 * seconds) / 100]] : [];
  write(POSITIONS, JSON.stringify([...others, ...here].slice(-PAGES)));
}

/** Return the seconds from the start; 0 if none are stored, or those of other audio. @param {string} file */
export function storedPosition(file) {
  const found = positions().find(([page, audio]) => page === location.pathname && audio === hash(file));
  return found?.[2] ?? 0;
}

/**
 * Return page, hash of the audio, and seconds of each stored position. Visitors and extensions can write
 * anything under the key.
 * @returns {[string, string, number][]}
 */
function positions() {
  const found = attempt(() => JSON.parse(read(POSITIONS)));
  if (!Array.isArray(found)) return [];
  return found.filter((one) => Number.isFinite(one?.[2]) && one[2] > 0);
}

/** Return the start of the hash that the file is named by. @param {string} file */
function hash(file) {
  return /(\w{1,12})[^/]*$/.exec(file)?.[1] ?? "";
}
