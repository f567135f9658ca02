// Finds agencies and regions by Chinese name, short name, pinyin, initials or English name.
import { element, english, pageUrl, say, siteUrl } from "./page.js";

const CHINESE = /^[\u3400-\u9fff]+$/;
let entries;

export const loadEntries = () => (entries ??= fetch(siteUrl("static/finder.json")).then((response) => response.json()).then(withKeys));

// All that a person may type for an entry, in one lower-case text; for an agency also the whole name of its region.
function withKeys(all) {
  const regions = new Map();
  for (const entry of all) {
    const { path, zh, en, also, pinyin } = entry;
    const [, kind, code] = path.match(/^(\w+)\/(\d+)/);
    if (kind === "regions") regions.set(code, [also.at(-1) ?? zh, ...spellings(pinyin.at(-1))]);
    const names = [zh, en, ...also, ...pinyin.flatMap(spellings), ...(regions.get(code) ?? [])];
    entry.keys = [...new Set(names)].filter(Boolean).join(" ").toLowerCase();
  }
  return all;
}

// Pinyin together, apart, and initials; what is no pinyin, as in 12345热线, stays whole.
const spellings = (apart) => [apart.replaceAll(" ", ""), apart, apart.replace(/([a-z])[a-z]*( |$)/g, "$1").replaceAll(" ", "")];

// All that match every word of the query, the best first: whole names, beginnings, parts, then abbreviations.
export async function findEntries(query) {
  loadEntries();
  const words = plain(query).split(" ").filter(Boolean);
  if (!words.length) return [];
  const found = (await entries).map((entry) => [entry, Math.min(...words.map((word) => match(entry, word)))]).filter(([, score]) => score);
  const region = ({ path }) => Number(path.startsWith("regions/"));
  return found.sort(([a, x], [b, y]) => y - x || region(b) - region(a) || a.zh.length - b.zh.length).map(([entry]) => entry);
}

function match(entry, word) {
  const names = (entry.names ??= entry.keys.split(" "));
  if (names.includes(word)) return 4;
  if (names.some((name) => name.startsWith(word))) return 3;
  if (entry.keys.includes(word)) return 2;
  return CHINESE.test(word) && word.length > 1 && names.some((name) => abbreviates(word, name)) ? 1 : 0;
}

// 海教局 abbreviates 海山市教育局: the same first character, all others in their order.
export function abbreviates(word, name) {
  if (word[0] !== name[0] || word.at(-1) !== name.at(-1)) return false;
  let at = 0;
  for (const sign of word) {
    at = name.indexOf(sign, at) + 1;
    if (!at) return false;
  }
  return true;
}

export function entryLink(entry) {
  const name = english ? entry.en || entry.zh : entry.zh;
  const other = english ? entry.zh : entry.en;
  const link = element("a", { href: pageUrl(entry.path) }, element("strong", {}, name));
  if (other) link.append(" ", element("span", { class: "quiet", lang: english ? "zh" : "en" }, other));
  return link;
}

export const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s'’·]+/g, " ").trim();

export function setUpFinder() {
  for (const form of document.querySelectorAll("[data-finder]")) {
    const input = form.querySelector("input");
    const list = form.querySelector("[data-finder-results]");
    const status = form.querySelector("[data-finder-status]");
    form.addEventListener("keydown", (event) => step(event, input, list));
    input.addEventListener("input", async () => {
      const query = input.value;
      const found = (await findEntries(query)).slice(0, 8);
      if (query !== input.value) return;
      list.replaceChildren(...found.map((entry) => element("li", {}, entryLink(entry))));
      list.hidden = !found.length;
      status.textContent = summary(query, found.length);
    });
  }
}

// ↓ goes from the field into the suggestions and through them, ↑ back, Escape closes them.
function step(event, input, list) {
  const links = [...list.querySelectorAll("a")];
  if (event.key === "Escape" && !list.hidden) {
    list.hidden = true;
    input.focus();
  } else if (links.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (event.key === "ArrowUp" && document.activeElement === input) return;
    (links[next] ?? (next < 0 ? input : links.at(-1))).focus();
    event.preventDefault();
  }
}

function summary(query, count) {
  if (!query.trim()) return "";
  if (!count) return say("没有同名的机关或地区，按回车在全文中查找", "No agency or region of that name; press Enter to search the full text");
  return say(`找到 ${count} 个机关或地区`, `${count} agencies or regions found`);
}
