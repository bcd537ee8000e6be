// The speed and the position, remembered between visits; nothing is stored without consent (storage.toml).

import { read, write } from "../../frame/storage.js";

const SPEED = "hallbar.speed";
const POSITION = "hallbar.positions";

/** @param {string} speed */
export function storeSpeed(speed) {
  write(SPEED, speed);
}

/** @param {number} seconds from the start of this page's audio */
export function storePosition(seconds) {
  write(POSITION, `${location.pathname} ${Math.round(100 * seconds) / 100}`);
}

export function storedSpeed() {
  return read(SPEED);
}

/** Return the seconds from the start of this page's audio; 0 if another page's position is stored. */
export function storedPosition() {
  const [path, seconds] = read(POSITION).split(" ");
  return path === location.pathname && Number(seconds) > 0 ? Number(seconds) : 0;
}
