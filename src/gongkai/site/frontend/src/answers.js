// What a query asks for by name: an agency or place, a row of the form or an indicator, a year, a number, a rule. The answer is
// the number itself with its address, from the same small files that the comparison reads.
import { findAbsence } from "./absence.js";
import { agencyName, loadAgency, loadMeasures, reached } from "./agencies.js";
import { findEntries, plain } from "./finder.js";
import { element, english, pageUrl, say, siteUrl } from "./page.js";

const LANG = english ? "en" : "zh";
const MOST_AGENCIES = 5;
const MOST = 12;
const YEAR = /(?<!\d)(20[0-4]\d)\s*年?度?(?!\d)/;
const COUNT = /(?<!\d)(\d+)\s*(件|宗|起|次|cases?|requests?)/;
const IDLE = /报告|年报|年度|有多少|多少|annual report|reports?\b/g;
const COMPARABLE = /[（(].*?[)）]|[\s·“”"'’，、：:]/g;
const RATE = /率|比|每千|rate|share|per/;
let leaders;

// Answers as { path, title, note }, the best first.
export async function findAnswers(query) {
  const known = await loadMeasures();
  const text = plain(query);
  const rule = known.rules.find((code) => code.toLowerCase() === text);
  if (rule) return [{ path: `quality/rules/${rule}/`, title: rule, note: say("核对规则", "a rule") }];
  const year = Number(text.match(YEAR)?.[1] ?? 0);
  const dated = year ? text.replace(YEAR, " ") : text;
  const count = dated.match(COUNT)?.[1];
  const rest = (count ? dated.replace(COUNT, " ") : dated).replace(IDLE, " ").trim();
  if (!rest) return year && !count ? [{ path: `years/${year}/`, title: say(`${year} 年`, String(year)), note: say("年度", "year") }] : [];
  const { places, measures } = await parted(rest, known);
  const agencies = year || count || measures.length ? await loaded(places) : [];
  const found = [];
  if (measures.length && agencies.length) found.push(...measures.slice(0, 3).flatMap((measure) => agencies.flatMap((agency) => values(agency, measure, year))));
  else if (measures.length && !places.length) found.push(...(await everywhere(measures, known)));
  else if (count && agencies.length) found.push(...agencies.flatMap((agency) => equal(agency, Number(count), year, known)));
  else if (year && agencies.length) found.push(...agencies.flatMap((agency) => agency.years.filter((one) => one.year === year).map((one) => ({ path: `reports/${one.report}/`, title: say(`${agency.zh} ${year} 年报告`, `${agencyName(agency)}, ${year}`), note: "" }))));
  const named = places.map((entry) => ({ path: entry.path, title: english ? entry.en || entry.zh : entry.zh, note: english ? entry.zh : entry.en }));
  if (!found.length && !named.length) return findAbsence(rest);
  return [...found, ...named].slice(0, MOST);
}

// Which part of the words names an agency or place, and which a measure.
async function parted(text, known) {
  const places = await findEntries(text);
  if (places.length) return { places, measures: [] };
  const whole = findMeasures(text, known);
  if (whole.length) return { places: [], measures: whole };
  for (const [left, right] of splits(text)) {
    for (const [name, measure] of [[left, right], [right, left]]) {
      const measures = findMeasures(measure, known);
      const entries = measures.length ? await findEntries(name) : [];
      if (entries.length) return { places: entries, measures };
    }
  }
  return { places: [], measures: [] };
}

// 哈尔滨 重复申请 between its words; 哈尔滨重复申请 anywhere.
function splits(text) {
  const words = text.split(" ");
  if (words.length > 1) return words.slice(1).map((_, number) => [words.slice(0, number + 1).join(" "), words.slice(number + 1).join(" ")]);
  return Array.from({ length: Math.max(0, text.length - 3) }, (_, number) => [text.slice(0, number + 2), text.slice(number + 2)]);
}

function findMeasures(text, known) {
  const wanted = bare(text);
  if (wanted.length < 2) return [];
  // A rate is meant where the words say so; else the row of the form is.
  const less = RATE.test(wanted) ? 0 : 2.5;
  const scored = Object.values(known.byCode).map((measure) => [measure, Math.max(0, Math.max(...namesOf(measure).map((name) => likeness(wanted, name))) - (measure.unit ? less : 0))]);
  return scored.filter(([, score]) => score).sort(([a, x], [b, y]) => y - x || a[LANG].length - b[LANG].length).map(([measure]) => measure);
}

const bare = (text) => text.toLowerCase().replace(COMPARABLE, "");
// A label with what stands in its brackets, and each without.
const namesOf = (measure) => (measure.names ??= [measure.zh, measure.en, ...measure.keys.split("|")].filter(Boolean).flatMap((name) => [bare(name), name.toLowerCase().replace(/[\s·“”"'’，、：:]/g, "")]));

function likeness(wanted, name) {
  if (name === wanted) return 5;
  if (name.startsWith(wanted)) return 4;
  if (name.includes(wanted)) return 3;
  return /[\u3400-\u9fff]/.test(wanted) && wanted.length > 3 && inOrder(wanted, name) ? 1 : 0;
}

// 新收申请 stands in 本年新收政府信息公开申请数量, in this order.
function inOrder(wanted, name) {
  let at = 0;
  for (const sign of wanted) {
    at = name.indexOf(sign, at) + 1;
    if (!at) return false;
  }
  return true;
}

async function loaded(places) {
  const agencies = places.filter(({ path }) => path.startsWith("agencies/")).map(({ path }) => path.split("/")[1]);
  return (await Promise.all(agencies.slice(0, MOST_AGENCIES).map(loadAgency))).filter(Boolean);
}

const line = (name, year, measure) => `${name} ${year} · ${measure[LANG]}`;
const told = ([number, mark]) => number + ({ r: say("（勾稽数）", " (reconciled)"), u: say("（读法存疑）", " (in doubt)") }[mark] ?? "");
const of = (number, processed) => (processed?.[0] === null || processed?.[0] === undefined ? told(number) : `${told(number)} / ${told(processed)}`);

function values(agency, measure, year) {
  const years = agency.years.filter((one) => !year || one.year === year).reverse();
  return years.flatMap((one) => {
    const path = `reports/${one.report}/${reached(measure)}`;
    if (measure.unit) {
      const [n, t, value, , mark] = one.rates[measure.code] ?? [];
      return t === undefined || t === null ? [] : [{ path, title: line(agencyName(agency), one.year, measure), note: `${value === null ? "" : `${measure.unit === "ratio" ? `${(100 * value).toFixed(1)}%` : value}, `}${n ?? "–"} / ${told([t, mark])}` }];
    }
    const number = one.counts[measure.code];
    const share = measure.table === "requests" && !/new_received|carried|total_processed/.test(measure.code);
    return number === undefined ? [] : [{ path, title: line(agencyName(agency), one.year, measure), note: share ? of(number, one.counts["requests.total_processed.total"]) : told(number) }];
  });
}

function equal(agency, count, year, known) {
  const years = agency.years.filter((one) => !year || one.year === year).reverse();
  return years.flatMap((one) => known.counts.filter(({ code }) => one.counts[code]?.[0] === count).slice(0, 3).map((measure) => ({ path: `reports/${one.report}/${reached(measure)}`, title: line(agencyName(agency), one.year, measure), note: told(one.counts[measure.code]) })));
}

// A measure without a place: its page, or the newest and largest numbers of its cell with the rates made of them.
async function everywhere(measures, known) {
  leaders ??= fetch(siteUrl("compare/leaders.json")).then((answer) => answer.json());
  const held = await leaders;
  return measures.slice(0, 3).flatMap((measure) => {
    const page = (rate) => ({ path: `indicators/${rate.code}/`, title: rate[LANG], note: say("指标", "indicator") });
    if (measure.unit) return [page(measure)];
    const share = measure.table === "requests" && !/new_received|carried|total_processed/.test(measure.code);
    const numbers = (held[measure.code] ?? []).map(([report, zh, en, year, number, mark, processed, itsMark]) => ({ path: `reports/${report}/${reached(measure)}`, title: line(english ? en || zh : zh, year, measure), note: share ? of([number, mark], [processed, itsMark]) : told([number, mark]) }));
    return [...numbers, ...known.rates.filter((rate) => rate.of === measure.code).map(page)];
  });
}

export function answerItem({ path, title, note }) {
  const link = element("a", { href: pageUrl(path) }, element("strong", {}, title));
  if (note) link.append(" ", element("span", { class: "quiet", lang: /[\u3400-\u9fff]/.test(note) ? "zh" : "en" }, note));
  return element("li", {}, link);
}
