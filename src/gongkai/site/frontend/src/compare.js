// Sets agencies, years and measures side by side from the files beside the page. What was chosen stands in the address, which
// is also what is cited. Loaded on its page only.
import { agencyName, loadAgency, loadMeasures, place, reached } from "./agencies.js";
import { findEntries } from "./finder.js";
import { element, english, pageUrl, say } from "./page.js";
import { INNER_WIDTH, framed } from "./picture.js";
import { savePng, saveRows, saveSvg } from "./saving.js";

const LANG = english ? "en" : "zh";
const CHART_HEIGHT = 320;
const FIRST_MEASURES = ["requests.new_received.total", "disclosure_rate_all"];
const area = document.querySelector("[data-compare]");
const form = area.querySelector("form");
const limits = { agencies: Number(area.dataset.mostAgencies), measures: Number(area.dataset.mostMeasures) };
const chosen = { agencies: [], measures: [] };
let known;
let turn = 0;

async function start() {
  known = await loadMeasures();
  const parameters = new URLSearchParams(location.search);
  chosen.agencies = listed(parameters.get("a")).slice(0, limits.agencies);
  chosen.measures = listed(parameters.get("m")).filter(measure).slice(0, limits.measures);
  const [from, to] = (parameters.get("y") ?? "").split("-");
  if (from) form.elements.from.value = from;
  if (to ?? from) form.elements.to.value = to ?? from;
  fillMeasures();
  setUpAgencies();
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["from", "to"]) form.elements[name].addEventListener("change", refresh);
  area.hidden = false;
  if (chosen.agencies.length) refresh();
}

const listed = (text) => (text ?? "").split(",").filter(Boolean);
const measure = (code) => known.byCode[code];

function fillMeasures() {
  const select = form.querySelector("[data-choose-measure]");
  const groups = [[say("比率", "Rates"), known.rates], [say("件数", "Counts"), known.counts]];
  for (const [label, entries] of groups) {
    select.append(element("optgroup", { label }, ...entries.map((entry) => element("option", { value: entry.code }, entry[LANG]))));
  }
  // Arrow keys change a select at each step: who chooses by keyboard adds by the button.
  let stepping = false;
  const addChosen = () => {
    add("measures", select.value);
    select.value = "";
  };
  select.addEventListener("keydown", () => (stepping = true));
  select.addEventListener("pointerdown", () => (stepping = false));
  select.addEventListener("change", () => stepping || addChosen());
  form.querySelector("[data-add-measure]").addEventListener("click", addChosen);
}

function setUpAgencies() {
  const input = form.querySelector("#compare-agency");
  const list = form.querySelector("[data-finder-results]");
  const pick = (entry) => {
    list.hidden = true;
    input.value = "";
    input.focus();
    add("agencies", entry.path.split("/")[1]);
  };
  input.addEventListener("input", async () => {
    const query = input.value;
    const found = (await findEntries(query)).filter((entry) => entry.path.startsWith("agencies/")).slice(0, 8);
    if (query !== input.value) return;
    list.replaceChildren(...found.map((entry) => {
      const button = element("button", { type: "button" }, english ? entry.en || entry.zh : entry.zh);
      button.addEventListener("click", () => pick(entry));
      return element("li", {}, button);
    }));
    list.hidden = !found.length;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") list.hidden = true;
    if (event.key === "Enter" && event.target === input) list.querySelector("button")?.click();
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || list.hidden) return;
    const stops = [input, ...list.querySelectorAll("button")];
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
    event.preventDefault();
  });
}

function add(kind, code) {
  if (!code || chosen[kind].includes(code) || chosen[kind].length >= limits[kind]) return;
  chosen[kind].push(code);
  refresh();
}

function remove(kind, code) {
  chosen[kind] = chosen[kind].filter((other) => other !== code);
  refresh();
}

async function refresh() {
  const own = ++turn;
  const agencies = (await Promise.all(chosen.agencies.map(loadAgency))).filter(Boolean);
  if (own !== turn) return;
  if (agencies.length && !chosen.measures.length) chosen.measures = [...FIRST_MEASURES];
  const [from, to] = [Number(form.elements.from.value), Number(form.elements.to.value)].sort((a, b) => a - b);
  const measures = chosen.measures.map(measure);
  remember(from, to);
  showChosen(agencies, measures);
  const years = [...new Set(agencies.flatMap((agency) => agency.years.map(({ year }) => year)))].filter((year) => year >= from && year <= to).sort();
  const missing = chosen.agencies.length - agencies.length;
  area.querySelector("[data-compare-status]").textContent = [
    agencies.length ? say(`${agencies.length} 个机关，${years.length} 个年度，${measures.length} 项`, `${agencies.length} agencies, ${years.length} years, ${measures.length} measures`) : say("先加一个机关。", "Add an agency to begin."),
    missing ? say(`另有 ${missing} 个机关本站没有数据。`, `${missing} more have no data here.`) : "",
  ].join(" ");
  const result = area.querySelector("[data-compare-result]");
  if (!agencies.length || !measures.length) return result.replaceChildren();
  result.replaceChildren(warnings(agencies, years, measures), ...measures.map((one) => block(agencies, years, one)), leaving(agencies, years, measures));
  const figures = result.querySelectorAll("figure.chart");
  if (figures.length) import(new URL("charts.js", import.meta.url).href).then(({ draw }) => figures.forEach((figure) => draw(figure)));
}

function remember(from, to) {
  const asked = new URLSearchParams({ a: chosen.agencies.join(","), y: from === to ? String(from) : `${from}-${to}`, m: chosen.measures.join(",") });
  history.replaceState(null, "", chosen.agencies.length ? `?${asked.toString().replaceAll("%2C", ",")}` : location.pathname);
}

function showChosen(agencies, measures) {
  const chip = (kind, code, name) => {
    const button = element("button", { type: "button", class: "button small", "aria-label": say(`去掉 ${name}`, `Remove ${name}`) }, `${name} ×`);
    button.addEventListener("click", () => remove(kind, code));
    return element("li", {}, button);
  };
  area.querySelector("[data-chosen]").replaceChildren(
    ...agencies.map((agency) => chip("agencies", agency.id, agencyName(agency))),
    ...measures.map((one) => chip("measures", one.code, one[LANG])),
  );
}

// Why not to read the numbers against each other.
function warnings(agencies, years, measures) {
  const told = [];
  const levels = new Set(agencies.map(({ level }) => level));
  const kinds = new Set(agencies.map(({ sector }) => sector));
  const names = (codes) => [...codes].map((code) => known.levels[code]?.[LANG] ?? say("级别不明", "level unknown")).join(say("、", ", "));
  if (levels.size > 1) told.push(say(`级别不同（${names(levels)}）：职责和申请的来源不同，件数和比率都不宜排名。`, `They are of different levels (${names(levels)}): duties and applicants differ, so neither counts nor rates should be ranked.`));
  if (kinds.size > 1) told.push(say("不是同一类机关：收到的申请不同，比率不能说明谁更公开。", "They are not of one kind: they receive other requests, so rates don’t tell who is more open."));
  for (const agency of agencies) {
    const gaps = years.filter((year) => !agency.years.some((one) => one.year === year));
    if (gaps.length) told.push(say(`${agencyName(agency)}：本站没有 ${gaps.join("、")} 年的报告，不等于没有公布。`, `${agencyName(agency)}: no report for ${gaps.join(", ")} is held here, which does not mean none was published.`));
  }
  const crossed = new Set(measures.flatMap((one) => breaksOf(one, years).map(({ text }) => text)));
  told.push(...crossed);
  if (measures.some((one) => !one.unit) && agencies.length > 1) told.push(say("件数随人口和职责而变，多不等于好或坏。", "Counts follow population and duties; more is neither better nor worse."));
  if (!told.length) return element("div");
  return element("div", { class: "caveat", "data-warnings": "" }, element("p", {}, say("比之前请看：", "Before you compare:")), element("ul", {}, ...told.map((text) => element("li", {}, text))));
}

// Breaks between neighbouring years: of the indicator, or of the table that a count stands in.
function breaksOf(one, years) {
  const found = [];
  for (const [after, later] of years.slice(1).entries()) {
    const earlier = years[after];
    const starts = one.unit ? one.breaks : known.breaks.filter(({ tables }) => tables.includes(one.table)).map(({ year }) => year);
    for (const start of new Set(starts)) {
      if (!(earlier < start && start <= later)) continue;
      const entry = known.breaks.find(({ year, tables }) => year === start && tables.some((table) => (one.tables ?? [one.table]).includes(table)));
      found.push({ after, label: entry?.label[LANG] ?? say(`${start} 年起不同`, `differs from ${start}`), text: entry?.text[LANG] ?? say(`${one.zh}：${start} 年起与以前不可比。`, `${one.en}: not comparable with the time before ${start}.`) });
    }
  }
  return found;
}

// One number with all that must be said of it: { value, n, t, mark, why, report }; undefined where there is no report.
function figure(agency, year, one) {
  const report = agency.years.find((each) => each.year === year);
  if (!report) return undefined;
  const address = { report: report.report, edition: report.edition };
  if (!one.unit) {
    const [value, mark] = report.counts[one.code] ?? [null, ""];
    return { ...address, value, mark, why: value === null ? say("未填或读不出", "not filled in or not readable") : "" };
  }
  const [n, t, value, reason, mark] = report.rates[one.code] ?? [null, null, null, "", ""];
  const single = t && reason === "too_few" ? say(`；1 件就是 ${Math.round((one.unit === "ratio" ? 100 : 1000) / t)} 个${one.unit === "ratio" ? "百分点" : "千分点"}`, `; 1 request = ${Math.round((one.unit === "ratio" ? 100 : 1000) / t)} points`) : "";
  return { ...address, n, t, value, mark, why: value === null ? (known.reasons[reason]?.[LANG] ?? say("这一版表格没有", "not in this form")) + single : "" };
}

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });
const rate = (value, one) => (one.unit === "ratio" ? `${(100 * value).toFixed(1)}%` : value.toFixed(1));
const signs = { r: "*", u: "?" };

function block(agencies, years, one) {
  const heading = element("h2", {}, one[LANG]);
  const parts = [heading];
  if (one.unit && one.caveat[LANG]) parts.push(element("p", { class: "small quiet" }, one.caveat[LANG], say("。", ". "), element("a", { href: pageUrl(`indicators/${one.code}/`) }, say("公式和分布", "Formula and spread"))));
  const drawn = chart(agencies, years, one);
  if (drawn) parts.push(drawn, pictures(drawn, agencies, years, one));
  const cell = (agency, year) => {
    const found = figure(agency, year, one);
    if (!found) return element("td", { class: "n quiet" }, "–");
    const td = element("td", { class: "n" });
    const fraction = one.unit && found.n !== null && found.t !== null ? `${number(found.n)} / ${number(found.t)}` : "";
    const main = found.value === null ? fraction || "–" : one.unit ? rate(found.value, one) : number(found.value);
    td.append(element("a", { href: pageUrl(`reports/${found.report}/${reached(one)}`) }, main === "–" ? main : main + (signs[found.mark] ?? "")));
    if (found.value !== null && fraction) td.append(element("br"), element("span", { class: "small quiet" }, fraction));
    if (found.why) td.append(element("br"), element("span", { class: "small quiet why" }, found.why));
    return td;
  };
  const head = element("tr", {}, element("th", { scope: "col" }, say("机关", "Agency")), ...years.map((year) => element("th", { scope: "col", class: "n" }, String(year))));
  const body = agencies.map((agency) => element("tr", {}, element("th", { scope: "row" }, element("a", { href: pageUrl(`agencies/${agency.id}/`) }, agencyName(agency)), element("br"), element("span", { class: "small quiet" }, place(agency, known))), ...years.map((year) => cell(agency, year))));
  const caption = element("caption", {}, say("* 勾稽数；? 读法存疑；n / T 是分子和分母；点数字看出处", "* reconciled; ? in doubt; n / T is numerator over denominator; follow a number to its place in the source"));
  const table = element("table", { class: "ledger" }, caption, element("thead", {}, head), element("tbody", {}, ...body));
  parts.push(element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": one[LANG] }, table));
  return element("section", { "data-measure": one.code }, ...parts);
}

// Plotly takes tags in a text for its own.
const literal = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// Lines over years, cut at breaks and gaps; dots where there is one year only.
function chart(agencies, years, one) {
  const lines = agencies.map((agency) => years.map((year) => figure(agency, year, one)?.value ?? null));
  if (!lines.flat().some((value) => value !== null)) return undefined;
  const breaks = breaksOf(one, years);
  const cut = new Set(breaks.map(({ after }) => after));
  const data = agencies.map((agency, place) => {
    const [colour, dash] = known.looks[place % known.looks.length];
    const x = [];
    const y = [];
    years.forEach((year, number) => {
      x.push(String(year));
      y.push(lines[place][number]);
      if (cut.has(number)) {
        x.push(String(year));
        y.push(null);
      }
    });
    return { type: "scatter", mode: "lines+markers", name: literal(agencyName(agency)), x, y, connectgaps: false, line: { color: colour, dash, width: 2 }, marker: { color: colour, size: 9, symbol: ["circle", "square", "diamond", "triangle-up", "x"][place % 5] }, hovertemplate: "%{x} · %{fullData.name}: %{y}<extra></extra>" };
  });
  const shapes = breaks.map(({ after }) => ({ type: "line", layer: "above", xref: "x", x0: after + 0.5, x1: after + 0.5, yref: "paper", y0: 0, y1: 1, line: { dash: "dash", width: 1.5, color: "#767676" } }));
  const annotations = breaks.map(({ after, label }) => ({ text: label, x: after + 0.5, xref: "x", xanchor: "left", y: 1, yref: "paper", yanchor: "top", showarrow: false, font: { size: 10 } }));
  const layout = { height: CHART_HEIGHT, margin: { l: 8, r: 16, t: 8, b: 40 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: agencies.length > 1, legend: { orientation: "h", y: -0.15 }, font: { size: 13 }, shapes, annotations, xaxis: { type: "category", fixedrange: true, categoryarray: years.map(String) }, yaxis: { rangemode: "tozero", automargin: true, fixedrange: true, tickformat: one.unit === "ratio" ? ".0%" : ",.6~g", title: { text: one.unit === "ratio" ? "" : one.unit ? say("每千件", "per 1,000") : say("件", "requests") } } };
  const summary = agencies.map((agency, place) => `${agencyName(agency)}: ${years.map((year, number) => `${year} ${lines[place][number] === null ? "–" : one.unit ? rate(lines[place][number], one) : lines[place][number]}`).join(", ")}`).join("; ");
  const json = element("script", { type: "application/json" });
  json.textContent = JSON.stringify({ data, layout });
  return element("figure", { class: "chart", "data-summary": `${one[LANG]}. ${summary}`, "data-ready": "true" }, element("div", { "data-chart-stage": "", class: "undrawn" }), json);
}

// The chart as SVG and PNG, with all that must be said of it inside.
function pictures(drawn, agencies, years, one) {
  const figures = agencies.flatMap((agency) => years.map((year) => figure(agency, year, one))).filter(Boolean);
  const valued = figures.filter(({ value }) => value !== null).length;
  const named = agencies.map(agencyName).join(say("、", ", "));
  const title = say(`${one.zh}：${named}各年是多少？`, `${one.en}: how much was it each year at ${named}?`);
  const notes = breaksOf(one, years).map(({ text }) => text);
  const save = async (how, name) => {
    const { svgOf } = await import(new URL("charts.js", import.meta.url).href);
    const doubted = figures.filter(({ value, mark }) => value !== null && mark === "u").length;
    const doubt = doubted ? say(`；${doubted} 份存疑`, `; ${doubted} in doubt`) : "";
    const covers = say(`${figures.length} 份报告中 ${valued} 份有这个数；${years.join("、")} 年`, `${valued} of ${figures.length} reports have this number; ${years.join(", ")}`) + doubt;
    how(name, framed(await svgOf(drawn, INNER_WIDTH), CHART_HEIGHT, title, [covers, ...notes, sourceLine(), location.href]));
  };
  const button = (label, how, ending) => {
    const node = element("button", { type: "button", class: "button small", "aria-label": say(`下载 ${label}：${one.zh}`, `Download ${label}: ${one.en}`) }, label);
    node.addEventListener("click", () => save(how, `compare-${one.code}.${ending}`));
    return node;
  };
  return element("div", { class: "chart-tools" }, button("PNG", savePng, "png"), button("SVG", saveSvg, "svg"));
}

const sourceLine = () => area.dataset.source;

// What leaves the page: CSV and the citation, both with the address.
function leaving(agencies, years, measures) {
  const release = area.dataset.release;
  const title = measures.map((one) => one[LANG]).join(say("、", ", "));
  const covers = `${agencies.map(agencyName).join(say("、", ", "))}${say("，", ", ")}${years.join(say("、", ", "))}`;
  const day = new Date().toISOString().slice(0, 10);
  const citation = say(`gongkai：${title}（${covers}），数据 ${release} 版，${location.href}，${day} 访问。`, `gongkai: ${title} (${covers}), data ${release}, ${location.href}, accessed ${day}.`);
  const save = element("button", { type: "button", class: "button" }, say("下载 CSV", "Download CSV"));
  save.addEventListener("click", () => {
    const head = ["agency_id", "agency", "year", "report_id", "edition", "measure", "label", "value", "numerator", "denominator", "mark", "reason"];
    const rows = measures.flatMap((one) => agencies.flatMap((agency) => years.map((year) => [agency, year, one, figure(agency, year, one)])));
    const lines = rows.filter(([, , , found]) => found).map(([agency, year, one, found]) => [agency.id, agencyName(agency), year, found.report, found.edition, one.code, one[LANG], found.value ?? "", found.n ?? "", found.t ?? "", { r: "reconciled", u: "uncertain" }[found.mark] ?? "", found.why]);
    saveRows("compare.csv", [head, ...lines], [title, covers, sourceLine(), location.href]);
  });
  const copy = element("button", { type: "button", class: "button" }, say("复制引文", "Copy citation"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(citation);
    copy.textContent = say("已复制", "Copied");
  });
  return element("div", { "data-leaving": "" }, element("h2", {}, say("引用和下载", "Cite and download")), element("p", { class: "small", "data-citation": "" }, citation), element("p", { class: "buttons" }, copy, save));
}

start();
