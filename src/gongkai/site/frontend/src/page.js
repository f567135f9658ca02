// What a page says about itself: language and the way to the root of the site.
export const english = document.documentElement.lang.startsWith("en");
export const say = (chinese, other) => (english ? other : chinese);

const root = document.querySelector("[data-root]")?.dataset.root ?? ".";
export const siteUrl = (path) => new URL(`${root}/${path}`, location.href).href;
export const pageUrl = (path) => siteUrl(english ? `en/${path}` : path);

// Rows, columns and checks of the cells of a form, loaded once.
const forms = {};
export const formNames = (edition) => (forms[edition] ??= fetch(pageUrl(`method/form-${edition}.json`)).then((answer) => answer.json()));

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
