// Pages that work on data have a script of their own, loaded there only.
const TOOLS = { "[data-compare]": "compare.js", "[data-explore]": "explore.js" };

export function setUpTools() {
  for (const [selector, file] of Object.entries(TOOLS)) if (document.querySelector(selector)) import(new URL(file, import.meta.url).href);
}
