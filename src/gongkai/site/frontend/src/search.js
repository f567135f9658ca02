// The search page: agencies and regions by name first, then the full text through Pagefind.
import { element, english, say, siteUrl } from "./page.js";
import { entryLink, findEntries } from "./finder.js";

const PAGE = 10;
let index;

async function pagefind() {
  if (!index) {
    index = await import(siteUrl(english ? "en/pagefind/pagefind.js" : "pagefind/pagefind.js"));
    await index.options({ excerptLength: 24 });
    await index.init();
  }
  return index;
}

export function setUpSearchPage() {
  const area = document.querySelector("[data-search]");
  if (!area) return;
  const form = area.querySelector("form");
  const parameters = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && parameters.has(field.name)) field.value = parameters.get(field.name);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(form);
    search(area, form);
  });
  for (const choice of form.querySelectorAll("select")) choice.addEventListener("change", () => form.requestSubmit());
  if (form.elements.q.value.trim()) search(area, form);
}

function remember(form) {
  const filled = [...new FormData(form)].filter(([, value]) => value);
  history.replaceState(null, "", `?${new URLSearchParams(filled)}`);
}

async function search(area, form) {
  const query = form.elements.q.value.trim();
  const status = area.querySelector("[data-search-status]");
  status.textContent = say("正在查找…", "Searching…");
  const names = await findEntries(query);
  showNames(area.querySelector("[data-search-names]"), names);
  const found = await textResults(query, form);
  await showTexts(area.querySelector("[data-search-texts]"), found.results);
  const texts = found.results.length;
  status.textContent = say(`“${query}”：${names.length} 个机关或地区，${texts} 页正文`, `“${query}”: ${names.length} agencies or regions, ${texts} pages`);
}

async function textResults(query, form) {
  const engine = await pagefind();
  const filters = {};
  for (const choice of form.querySelectorAll("select")) if (choice.value) filters[choice.name] = choice.value;
  // Unquoted Chinese is cut into words that match too much; quoted first, and words only if that finds nothing.
  const exact = await engine.search(`"${query.replaceAll('"', "")}"`, { filters });
  return exact.results.length ? exact : engine.search(query, { filters });
}

function showNames(list, names) {
  list.replaceChildren(...names.slice(0, 12).map((entry) => element("li", {}, entryLink(entry))));
  list.hidden = !names.length;
}

async function showTexts(list, results, from = 0) {
  if (!from) list.replaceChildren();
  const pages = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  list.append(...pages.map(textItem));
  const next = from + PAGE;
  if (next >= results.length) return;
  const more = element("button", { type: "button", class: "button" }, say("再显示一些", "Show more"));
  const item = element("li", { class: "more" }, more);
  more.addEventListener("click", () => {
    item.remove();
    showTexts(list, results, next);
  });
  list.append(item);
}

function textItem(page) {
  const excerpt = element("p", { class: "excerpt" });
  excerpt.innerHTML = page.excerpt;
  return element("li", {}, element("a", { href: page.url }, page.meta.title ?? page.url), excerpt);
}
