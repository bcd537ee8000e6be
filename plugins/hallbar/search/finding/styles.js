// Style sheets that come with the scripts that need them.

/** Link a style sheet; resolves when it is there, or cannot be fetched. @param {URL} url */
export function linked(url) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url.href;
  document.head.append(link);
  return new Promise((done) => {
    link.onload = link.onerror = done;
  });
}
