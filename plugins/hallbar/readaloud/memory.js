// What is remembered between visits: nothing without consent, which the page says on <html>.

const SPEED = "hallbar.speed";
const POSITION = "hallbar.position";

/** @param {string} key @param {string} value */
function store(key, value) {
  if (!document.documentElement.dataset.consent?.split(" ").includes("preferences")) return;
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is full or closed: listening works without it.
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} speed */
export function keepSpeed(speed) {
  store(SPEED, speed);
}

/** @param {number} seconds into the sound of this page */
export function keepPosition(seconds) {
  store(POSITION, `${location.pathname} ${Math.round(100 * seconds) / 100}`);
}

export function speedKept() {
  return stored(SPEED);
}

/** Seconds into the sound of this page; 0 when it was another page's. */
export function positionKept() {
  const [path, seconds] = stored(POSITION).split(" ");
  return path === location.pathname && Number(seconds) > 0 ? Number(seconds) : 0;
}
