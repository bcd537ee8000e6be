// The search field. All that finds is fetched when somebody uses it.

/** @type {HTMLFormElement | null} */
const form = document.querySelector("form.search-field");

const start = () => import("./finding/finding.js").catch(() => {}); // without it, Enter leads to the results page

form?.addEventListener("focusin", start);
if (document.querySelector("form.search-field:focus-within, search-results")) start();

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = form.querySelector("input")?.value.trim();
  location.assign(form.action + (query ? `#q=${encodeURIComponent(query)}` : "")); // what follows # is not sent
});

export {};
