// A table that fits needs no stop for Tab: only one that scrolls does. Without this, each keeps its stop.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) fit(/** @type {HTMLElement} */ (target));
});

/** @param {HTMLElement} region */
function fit(region) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

for (const region of document.querySelectorAll(".table-region")) observer.observe(region);
