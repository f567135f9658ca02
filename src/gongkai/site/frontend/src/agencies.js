// The numbers of an agency over its years, and what they are called: small files beside the comparison.
import { english, say, siteUrl } from "./page.js";

const LANG = english ? "en" : "zh";
const loaded = {};
let measures;

export function loadAgency(id) {
  loaded[id] ??= fetch(siteUrl(`compare/${encodeURIComponent(id)}.json`)).then((answer) => (answer.ok ? answer.json() : undefined));
  return loaded[id];
}

export function loadMeasures() {
  measures ??= fetch(siteUrl("compare/measures.json"))
    .then((answer) => answer.json())
    .then((data) => ({ ...data, byCode: Object.fromEntries([...data.counts, ...data.rates].map((entry) => [entry.code, entry])) }));
  return measures;
}

export const agencyName = (agency) => (english ? agency.en || agency.zh : agency.zh);

// Level and kind: what makes agencies comparable.
export const place = (agency, { levels }) => [levels[agency.level]?.[LANG] ?? say("级别不明", "level unknown"), agency[`sector_${LANG}`] ?? say("各类", "mixed")].join(" · ");

// Where a measure stands on the page of a report: at its cell, at the heading of its group of rows; a rate nowhere.
export const reached = (measure) => (measure.unit ? "" : `#${measure.group ? measure.code.replace(/\.total$/, "") : measure.code}`);
