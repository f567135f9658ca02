// Filters and sorts all reports, loaded as data a year at a time; filters and order stand in the address, so that it can be
// shared. Without this script the catalogue is a list over several pages.
import { element, english, pageUrl, say, siteUrl } from "./page.js";
import { saveRows } from "./saving.js";

const SHOWN = 200;
const NUMBERS = ["year", "received", "processed", "filled", "errors", "uncertain"];
const years = {};

export function setUpCatalogue() {
  const area = document.querySelector("[data-catalogue]");
  if (!area) return;
  const form = area.querySelector("form");
  const parameters = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && parameters.has(field.name)) field.value = parameters.get(field.name);
  form.hidden = false;
  const state = { area, form, sort: parameters.get("sort") ?? "", rows: [] };
  form.addEventListener("input", () => refresh(state));
  form.addEventListener("reset", () => setTimeout(() => refresh(state)));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-download]").addEventListener("click", async () => download(await found(state)));
  for (const button of area.querySelectorAll("[data-sort]")) button.addEventListener("click", () => turn(state, button.dataset.sort));
  if (location.search.length > 1) refresh(state);
}

function turn(state, column) {
  state.sort = state.sort === column ? `-${column}` : column;
  refresh(state);
}

const wanted = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

async function refresh(state) {
  const asked = { ...wanted(state.form), ...(state.sort ? { sort: state.sort } : {}) };
  history.replaceState(null, "", Object.keys(asked).length ? `?${new URLSearchParams(asked)}` : location.pathname);
  const rows = await found(state);
  show(state, rows, SHOWN);
}

async function load(year) {
  years[year] ??= fetch(siteUrl(`reports/catalogue-${year}.json`)).then((answer) => answer.json());
  return (await years[year]).map(([id, agency, zh, en, province, level, received, processed, filled, cells, errors, uncertain, partial, receivedMarks, processedMarks]) => ({
    id, agency, zh, en, name: english ? en || zh : zh, year: Number(year), province, level,
    received: received === "" ? null : Number(received), processed: processed === "" ? null : Number(processed),
    filled, cells, errors, uncertain, partial, receivedMarks, processedMarks,
  }));
}

async function found({ area, form, sort }) {
  const { year, name, province, level, quality } = wanted(form);
  const parts = await Promise.all((year ? [year] : area.dataset.years.split(" ")).map(load));
  const text = name?.toLowerCase();
  const rows = parts.flat().filter((row) =>
    (!text || `${row.zh} ${row.en} ${row.id}`.toLowerCase().includes(text)) &&
    (!province || row.province === province) && (!level || row.level === level) && (!quality || fits(row, quality)));
  const column = sort.replace("-", "");
  const direction = sort.startsWith("-") ? -1 : 1;
  return column ? rows.sort((a, b) => compare(a, b, column) * direction) : rows;
}

function fits(row, quality) {
  return { error: row.errors > 0, doubt: row.uncertain > 0, partial: row.partial > 0, clean: !row.errors && !row.uncertain && !row.partial }[quality];
}

function compare(a, b, column) {
  if (NUMBERS.includes(column)) return (a[column] ?? -1) - (b[column] ?? -1);
  return String(a[column]).localeCompare(String(b[column]), "zh", { numeric: true });
}

function show(state, rows, most) {
  const { area, sort } = state;
  for (const button of area.querySelectorAll("[data-sort]")) {
    const heading = button.closest("th");
    heading.removeAttribute("aria-sort");
    if (sort.replace("-", "") === button.dataset.sort) heading.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
  }
  area.querySelector("tbody").replaceChildren(...rows.slice(0, most).map(tableRow));
  area.querySelector("[data-catalogue-status]").textContent = say(`共 ${rows.length} 份，显示 ${Math.min(rows.length, most)} 份`, `${rows.length} reports, ${Math.min(rows.length, most)} shown`);
  area.querySelector("nav.pager")?.remove();
  area.querySelector("[data-more]")?.remove();
  if (rows.length > most) {
    const more = element("button", { type: "button", class: "button", "data-more": "" }, say("再显示一些", "Show more"));
    more.addEventListener("click", () => show(state, rows, most + SHOWN));
    area.append(more);
  }
}

const levels = () => Object.fromEntries([...document.querySelectorAll("select[name='level'] option")].map((option) => [option.value, option.textContent]));
const grouped = (number) => (number === null ? "–" : number.toLocaleString("en"));

function tableRow(row) {
  const link = element("a", { href: pageUrl(`reports/${row.id}/`) }, row.name);
  if (english && !row.en) link.lang = "zh";
  const heading = element("th", { scope: "row" }, link);
  if (english && row.en) heading.append(" ", element("span", { class: "quiet small", lang: "zh" }, row.zh));
  const level = levels()[row.level] ?? say("未说明", "not stated");
  const numbers = [
    grouped(row.received) + row.receivedMarks,
    grouped(row.processed) + row.processedMarks,
    `${row.filled} / ${row.cells}`, row.errors, row.uncertain,
  ];
  return element("tr", {}, heading, element("td", {}, String(row.year)), element("td", {}, level), ...numbers.map((text) => element("td", { class: "n" }, String(text))));
}

// The list as data: ids first, so that it can be joined with the packages.
function download(rows) {
  const head = ["report_id", "agency_id", "agency_name", "agency_name_en", "year", "level", "province_code", "received", "received_marks", "processed", "processed_marks", "cells_reported", "cells_total", "error_causes", "cells_uncertain"];
  const body = rows.map((row) => [row.id, row.agency, row.zh, row.en, row.year, row.level, row.province, row.received ?? "", row.receivedMarks, row.processed ?? "", row.processedMarks, row.filled, row.cells, row.errors, row.uncertain]);
  saveRows("reports.csv", [head, ...body], [
    document.querySelector("h1").textContent,
    say(`${rows.length} 份报告；* 勾稽数，? 存疑`, `${rows.length} reports; * reconciled, ? in doubt`),
    location.href,
  ]);
}
