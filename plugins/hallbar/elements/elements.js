// Only a table region that scrolls needs to be focusable. Without this script every region stays focusable.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) fit(/** @type {HTMLElement} */ (target));
});

/** @param {HTMLElement} region */
function fit(region) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

for (const region of document.querySelectorAll(".table-region")) observer.observe(region);
