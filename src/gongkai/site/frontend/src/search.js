// The search page: what the query names first (answers.js), then the full text through Pagefind.
import { sendIn } from "./absence.js";
import { answerItem, findAnswers } from "./answers.js";
import { element, english, say, siteUrl } from "./page.js";
import { fromPairs, toQuery, wordsOf } from "./pairs.js";

const PAGE = 8;
const EXCERPT = 70;
const FOLDER = `pagefind/${english ? "en" : "zh"}/`;
let index;
let parts;
let replaced;
let asked = 0;

async function pagefind() {
  if (!index) {
    const since = fetch(siteUrl(`${FOLDER}since.json`)).then((answer) => answer.json());
    const engine = await import(siteUrl(`${FOLDER}pagefind.js`));
    await engine.options({ baseUrl: siteUrl("") });
    start(engine);
    const { merged, replaced: ids } = await since;
    for (const folder of merged) await engine.mergeIndex(siteUrl(FOLDER + folder), { baseUrl: siteUrl("") });
    [parts, replaced] = [1 + merged.length, ids];
    index = engine;
  }
  return index;
}

// Pagefind reads the language of the page when it starts and would cut Chinese queries its own way; the index is in pairs.
function start(engine) {
  const page = document.documentElement;
  const { lang } = page;
  page.lang = "en";
  engine.init();
  page.lang = lang;
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
  const turn = ++asked;
  const query = form.elements.q.value.trim();
  const status = area.querySelector("[data-search-status]");
  status.textContent = say("正在查找…", "Searching…");
  const names = await findAnswers(query);
  if (turn !== asked) return;
  showNames(area.querySelector("[data-search-names]"), names);
  const results = await pagesAbout(query, form);
  if (turn !== asked) return;
  const list = area.querySelector("[data-search-texts]");
  list.replaceChildren();
  await showTexts(list, results, wordsOf(query));
  status.textContent = found(query, names.length, results.length);
  if (!names.length && !results.length) showNames(area.querySelector("[data-search-names]"), [sendIn()]);
}

// Reports, agencies and places first, rules and pages written by hand after them; for a number with its unit reports alone come
// first, as it is printed there.
async function pagesAbout(query, form) {
  const engine = await pagefind();
  const chosen = filters(form);
  const found = async (more) => {
    const asking = toQuery(query);
    const { results } = await engine.search(asking, { filters: { ...chosen, ...more } });
    const [passed, every] = [new Set(replaced), parts > 1 ? await withEveryTerm(engine, asking) : () => true];
    return results.filter(({ id }) => !passed.has(id) && every(id) && passed.add(id));
  };
  const results = await found({});
  const background = new Set((await found({ kind: "background" })).map(({ id }) => id));
  const years = [...form.elements.year.options].map(({ value }) => value).filter(Boolean);
  const reports = /\d\s*件/.test(query) && !chosen.year ? new Set((await found({ year: { any: years } })).map(({ id }) => id)) : new Set();
  const rank = ({ id }) => (reports.has(id) ? 0 : background.has(id) ? 2 : 1);
  return results.map((result) => [rank(result), result]).sort(([a], [b]) => a - b).map(([, result]) => result);
}

// Pagefind passes over a term that an index does not hold: the small one would give pages that lack it.
async function withEveryTerm(engine, asking) {
  if (asking.startsWith('"')) return () => true;
  const found = await Promise.all(asking.split(" ").map((term) => engine.search(term)));
  const sets = found.filter(({ results }) => results.length).map(({ results }) => new Set(results.map(({ id }) => id)));
  return (id) => sets.every((ids) => ids.has(id));
}

function found(query, names, texts) {
  if (!names && !texts) return say(`没有找到“${query}”。换个说法，或去掉筛选条件再试；本站没有收录，不等于没有公布。`, `Nothing found for “${query}”. Try other words or fewer filters; what is not held here may well have been published.`);
  return say(
    `“${query}”：${names} 个直接的答案，${texts} 页正文`,
    `“${query}”: ${names} direct answers, ${texts} pages`,
  );
}

function filters(form) {
  const chosen = [...form.querySelectorAll("select")].filter(({ value }) => value).map(({ name, value }) => [name, value]);
  return Object.fromEntries(chosen);
}

function showNames(list, names) {
  list.replaceChildren(...names.map(answerItem));
  list.hidden = !names.length;
}

async function showTexts(list, results, words, from = 0) {
  const pages = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  list.append(...pages.map((page) => textItem(page, words)));
  const next = from + PAGE;
  if (next >= results.length) return;
  const more = element("button", { type: "button", class: "button" }, say("再显示一些", "Show more"));
  const item = element("li", { class: "more" }, more);
  more.addEventListener("click", () => {
    item.remove();
    showTexts(list, results, words, next);
  });
  list.append(item);
}

function textItem(page, words) {
  const title = fromPairs(page.meta.title ?? page.url);
  const text = fromPairs(page.content);
  return element("li", {}, element("a", { href: page.url }, title), element("p", { class: "excerpt" }, ...excerpt(text, words)));
}

// The text around the first word found, the words marked; made of text nodes, never of markup.
function excerpt(text, words) {
  const lower = text.toLowerCase();
  const found = words.map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0);
  const start = Math.max(0, Math.min(...(found.length ? found : [0])) - EXCERPT);
  const piece = `${start ? "…" : ""}${text.slice(start, start + 3 * EXCERPT)}…`;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return piece.split(new RegExp(`(${pattern})`, "gi")).map((part, place) => (place % 2 ? element("mark", {}, part) : part));
}
