// An error summary as public services have it; and two faults on purpose: the summary does not get the focus,
// and “Save for later” is no button, whose answer nobody announces.
const form = document.querySelector("form");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-errors], [data-error]")) part.hidden = false;
});

document.querySelector("[data-later]").addEventListener("click", () => {
  document.querySelector("[data-saved]").hidden = false;
});
