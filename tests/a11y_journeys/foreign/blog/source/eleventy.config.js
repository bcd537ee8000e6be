// Built with: npx @11ty/eleventy --input . --output ../site --config eleventy.config.js
export default (config) => {
  config.addPassthroughCopy("style.css");
  config.addPassthroughCopy("heap.svg");
};
