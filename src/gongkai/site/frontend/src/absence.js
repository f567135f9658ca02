// A place or agency that the site holds nothing of gets an answer that says so: which region it is in, what is held there, and how
// to send a report in. The names of all divisions are loaded only where nothing else was found.
import { loadEntries, plain } from "./finder.js";
import { element, english, pageUrl, say, siteUrl } from "./page.js";

const AGENCY = /(局|厅|委|办|府|院|会|中心|委员会|bureau|department|commission|committee|office|government|administration)$/;
let divisions;

const loaded = () => (divisions ??= fetch(siteUrl("search/divisions.json")).then((answer) => answer.json()));

// Answers as { path, title, note }; none where the query names no division, or something that is no agency of it.
export async function findAbsence(query) {
  const text = plain(query).replace(/(?<=[\u3400-\u9fff])\s+/g, "");
  const [division] = named(text, await loaded());
  return division ? answers(query.trim(), division) : [];
}

// The divisions a text begins with, by its longest name; in English the names are apart from what follows.
function named(text, all) {
  const found = [];
  for (const division of all) {
    for (const name of division.slice(1)) {
      const known = name.toLowerCase();
      if (known.length < 2 || !text.startsWith(known)) continue;
      const rest = text.slice(known.length).trim();
      if (!rest || (rest.length > 1 && AGENCY.test(rest))) found.push([known.length, division]);
    }
  }
  return found.sort(([a], [b]) => b - a).map(([, division]) => division);
}

async function answers(query, [code, zh, , en]) {
  const region = await nearest(code);
  const name = english ? en : zh;
  const where = region.code === code ? name : `${name} · ${english ? region.en : region.zh}`;
  return [
    { path: `regions/${region.code}/`, title: say(`本站没有收录“${query}”的报告`, `No report of “${query}” is held here`), note: say(`没有收录不等于没有公布；看${where}收录了什么`, `which doesn’t mean that none was published; see what is held of ${where}`) },
    sendIn(),
  ];
}

export const sendIn = () => ({ path: "about/#add", title: say("怎样把报告寄来", "How to send a report in"), note: "" });

// The division, prefecture or province of a code that has a page; every province has one.
async function nearest(code) {
  const held = new Set((await loadEntries()).map(({ path }) => path));
  const codes = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  const own = codes.find((one) => held.has(`regions/${one}/`)) ?? codes[2];
  const [, zh, , en] = (await loaded()).find(([one]) => one === own);
  return { code: own, zh, en };
}

// The page for wrong addresses says, of an address of ours, which place it is about; that page stands for both languages.
export async function setUpAbsence() {
  const list = document.querySelector("[data-absent]");
  const code = location.pathname.match(/\/(?:regions|agencies|reports)\/(\d{6})[^/]*\/?$/)?.[1];
  const division = list && code ? (await loaded()).find(([one]) => one === code) : undefined;
  if (!division) return;
  const region = await nearest(code);
  const english = element("span", { lang: "en" }, `What is held of ${region.en}`);
  list.prepend(element("li", {}, element("a", { href: siteUrl(`regions/${region.code}/`) }, `${division[1]}：本站没有收录这个地址；${region.zh}收录了什么 `, english)));
}
