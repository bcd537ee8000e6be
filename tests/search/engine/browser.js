// The little of a browser that the engine needs: a language, and files over `fetch`, with faults at will.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** @type {(path: string) => Response | Promise<Response> | undefined} */
let fault = () => undefined;
/** Paths that were fetched, since `forget`. */
export const fetched = [];

export function open(language) {
  globalThis.location = new URL("https://kommunen.example/");
  globalThis.document = {
    documentElement: { lang: language },
    querySelector: () => ({ getAttribute: () => language }),
  };
  globalThis.fetch = async (url, options) => {
    fetched.push(String(url));
    const faulty = fault(String(url), options);
    if (faulty) return faulty;
    return readFile(fileURLToPath(String(url).replace(/\?.*/, ""))).then(
      (bytes) => new Response(bytes),
      () => new Response("<h1>404</h1>", { status: 404 }),
    );
  };
}

/** Let a fetch give what `answer` returns for its URL, if that is something. */
export function breakDown(answer) {
  fault = answer;
}
