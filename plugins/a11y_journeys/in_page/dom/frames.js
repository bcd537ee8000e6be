// Frames that the browser draws.

/** Wait until the latest changes are laid out and drawn. */
export const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
