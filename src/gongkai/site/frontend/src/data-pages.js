// Pages that work on data have a script of their own, loaded there only.
const PAGES = { "[data-compare]": "compare.js", "[data-explore]": "explore.js" };

export function setUpDataPages() {
  for (const [selector, file] of Object.entries(PAGES)) if (document.querySelector(selector)) import(new URL(file, import.meta.url).href);
}
