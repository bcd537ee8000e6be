// Colours as getComputedStyle writes them.

/** Return true if a colour is fully transparent. @param {string} colour */
export const transparent = (colour) => /^rgba\(.*, 0\)$/.test(colour) || colour === "transparent";

/** Return the red, green and blue of a colour as a text, without its alpha. @param {string} colour */
export const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).join(" ");

/** Return the alpha of a colour, from 0 to 1. @param {string} colour */
export const alpha = (colour) => Number(/(?:\/|rgba\(.*,)\s*([\d.]+)\)$/.exec(colour)?.[1] ?? 1);
