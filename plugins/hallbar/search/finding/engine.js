// The engine: finds pages by means of the index of this page's language.

/** @typedef {{ text: string, marked: boolean }} Piece */
/** @typedef {{ title: string, url: string }} Link */
/** @typedef {{ title: string, url: string, excerpt: Piece[], sections: Link[] }} Result */
/** @typedef {{ query: string, used: string, total: number, results: Result[], words: string[], pages: Link[] }} Found */
