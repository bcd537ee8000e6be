// What is remembered between visits: nothing without consent (see storage.toml).

import { read, write } from "../../frame/storage.js";

const SPEED = "hallbar.speed";
const POSITION = "hallbar.position";

/** @param {string} speed */
export function keepSpeed(speed) {
  write(SPEED, speed);
}

/** @param {number} seconds into the sound of this page */
export function keepPosition(seconds) {
  write(POSITION, `${location.pathname} ${Math.round(100 * seconds) / 100}`);
}

export function speedKept() {
  return read(SPEED);
}

/** Seconds into the sound of this page; 0 when it was another page's. */
export function positionKept() {
  const [path, seconds] = read(POSITION).split(" ");
  return path === location.pathname && Number(seconds) > 0 ? Number(seconds) : 0;
}
