// Marks the heading that is read in the contents beside the text. Without this module the links work all the same.

const LINKS = ".contents-beside a";
const LINE = 0.15; // of the window's height: the last heading above it is being read

const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(LINKS)]);
const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));

function mark() {
  const read = headings.findLastIndex(
    (heading) => heading && heading.getBoundingClientRect().top < innerHeight * LINE,
  );
  for (const [index, link] of links.entries()) {
    if (index === read) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if ("IntersectionObserver" in window) {
  // The area reaches from far above the window down to the line, so a heading enters or leaves it at the line only.
  const observer = new IntersectionObserver(mark, { rootMargin: `999999px 0px -${100 * (1 - LINE)}% 0px` });
  for (const heading of headings) if (heading) observer.observe(heading);
}
