// Filters, groups and sorts a table over its Parquet file, or asks it by SQL; what was asked stands in the address. Loaded on
// its page only; the SQL engine only when it is asked for.
import { filtered, grouped, OPERATORS, sorted } from "./asking.js";
import { element, pageUrl, say, siteUrl } from "./page.js";
import { readRows } from "./parquet.js";
import { saveRows } from "./saving.js";

const SHOWN = 200;
const FIRST_COLUMNS = 8;
// characters from which on a cell is given room, so that it doesn't become a tall column of single words
const LONG = 12;
const OPERATOR_NAMES = { is: say("等于", "is"), not: say("不等于", "is not"), has: say("含", "contains"), ge: "≥", le: "≤", empty: say("空", "is empty"), filled: say("不空", "is filled in") };
const area = document.querySelector("[data-explore]");
const known = JSON.parse(area.querySelector("script").textContent);
const form = area.querySelector("form");
const sqlArea = area.querySelector("[data-explore-sql]");
const query = sqlArea.querySelector("textarea");
const tables = {};
const state = { columns: [], filters: [], sort: "", sql: "", shown: SHOWN };
let result = { head: [], rows: [] };
let turn = 0;
let engine;

function start() {
  const asked = new URLSearchParams(location.search);
  for (const name of ["dataset", "table"]) if (asked.has(name) && form.elements[name].querySelector(`option[value="${CSS.escape(asked.get(name))}"]`)) form.elements[name].value = asked.get(name);
  fillColumns();
  for (const name of ["group", "group2", "aggregate", "of"]) if (asked.has(name)) form.elements[name].value = asked.get(name);
  state.filters = asked.getAll("f").map(fromText).filter(({ column, operator }) => names().includes(column) && OPERATORS[operator]);
  state.columns = (asked.get("columns") ?? "").split(",").filter((name) => names().includes(name));
  state.sort = asked.get("sort") ?? "";
  state.sql = asked.get("sql") ?? "";
  showFilters();
  showColumns();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (["dataset", "table"].includes(target.name)) {
      fillColumns();
      Object.assign(state, { columns: [], filters: [], sort: "" });
      showFilters();
      showColumns();
    }
    state.sql = "";
    refresh();
  });
  area.querySelector("[data-add-filter]").addEventListener("click", () => {
    state.filters.push({ column: names()[0], operator: "is", value: "" });
    showFilters();
    area.querySelector("[data-explore-filters] > :last-child select").focus();
  });
  folding("[data-columns]", area.querySelector("[data-explore-columns]"));
  folding("[data-open-sql]", sqlArea);
  sqlArea.querySelector("[data-run-sql]").addEventListener("click", () => {
    state.sql = query.value.trim();
    refresh();
  });
  area.querySelector("[data-save]").addEventListener("click", save);
  area.hidden = false;
  if (state.sql) {
    query.value = state.sql;
    area.querySelector("[data-open-sql]").click();
  }
  refresh();
}

function folding(selector, part) {
  const button = area.querySelector(selector);
  button.addEventListener("click", () => {
    part.hidden = !part.hidden;
    button.setAttribute("aria-expanded", String(!part.hidden));
  });
}

const table = () => form.elements.table.value;
const columnsOf = () => known.tables[table()].columns;
const names = () => columnsOf().map(([name]) => name);
const label = (name) => columnsOf().find(([other]) => other === name)?.[1] ?? "";
const option = ([name, title]) => element("option", { value: name }, `${title} (${name})`);
const none = () => element("option", { value: "" }, say("无", "none"));

function fillColumns() {
  for (const name of ["group", "group2"]) form.elements[name].replaceChildren(none(), ...columnsOf().map(option));
  form.elements.of.replaceChildren(...columnsOf().filter(([, , kind]) => kind === "n").map(option));
}

// column.operator.value, as it stands in the address
const toText = ({ column, operator, value }) => `${column}.${operator}.${value}`;
function fromText(text) {
  const [column, operator, ...value] = text.split(".");
  return { column, operator, value: value.join(".") };
}

function showFilters() {
  const rows = state.filters.map((filter, place) => {
    const column = element("select", { "aria-label": say("列", "Column") }, ...columnsOf().map(option));
    const operator = element("select", { "aria-label": say("条件", "Condition") }, ...Object.entries(OPERATOR_NAMES).map(([value, name]) => element("option", { value }, name)));
    const value = element("input", { type: "search", "aria-label": say("值", "Value"), value: filter.value });
    const drop = element("button", { type: "button", class: "button small" }, say("去掉", "Remove"));
    column.value = filter.column;
    operator.value = filter.operator;
    value.hidden = ["empty", "filled"].includes(filter.operator);
    const change = () => {
      Object.assign(filter, { column: column.value, operator: operator.value, value: value.value });
      value.hidden = ["empty", "filled"].includes(filter.operator);
      state.sql = "";
      refresh();
    };
    for (const field of [column, operator, value]) field.addEventListener("change", change);
    drop.addEventListener("click", () => {
      state.filters.splice(place, 1);
      showFilters();
      refresh();
    });
    return element("p", { class: "filter-row" }, column, operator, value, drop);
  });
  area.querySelector("[data-explore-filters]").replaceChildren(...rows);
}

const shownColumns = () => (state.columns.length ? state.columns : names().slice(0, FIRST_COLUMNS));

function showColumns() {
  const set = area.querySelector("[data-explore-columns]");
  const boxes = columnsOf().map(([name, title]) => {
    const box = element("input", { type: "checkbox", value: name });
    box.checked = shownColumns().includes(name);
    return element("label", {}, box, ` ${title} (${name})`);
  });
  set.replaceChildren(set.querySelector("legend"), ...boxes);
  set.onchange = () => {
    state.columns = [...set.querySelectorAll("input:checked")].map(({ value }) => value);
    state.sql = "";
    refresh();
  };
}

function remember() {
  form.elements.of.closest("label").hidden = form.elements.aggregate.value === "count";
  const asked = new URLSearchParams();
  if (form.elements.dataset.options.length > 1) asked.set("dataset", form.elements.dataset.value);
  if (state.sql) asked.set("sql", state.sql);
  else {
    asked.set("table", table());
    for (const name of ["group", "group2"]) if (form.elements[name].value) asked.set(name, form.elements[name].value);
    if (form.elements.group.value && form.elements.aggregate.value !== "count") for (const name of ["aggregate", "of"]) asked.set(name, form.elements[name].value);
    for (const filter of state.filters) asked.append("f", toText(filter));
    if (state.columns.length && !form.elements.group.value) asked.set("columns", state.columns.join(","));
    if (state.sort) asked.set("sort", state.sort);
  }
  history.replaceState(null, "", `?${asked}`);
}

async function refresh() {
  const own = ++turn;
  remember();
  tell(say("正在取数…", "Loading…"));
  try {
    const found = state.sql ? await bySql(state.sql) : await byForm();
    if (own !== turn) return;
    result = found;
    show(SHOWN);
  } catch (error) {
    if (own === turn) tell(say(`没有结果：${error.message}`, `No result: ${error.message}`));
  }
}

const tell = (text) => (area.querySelector("[data-explore-status]").textContent = text);

function rowsOf(name) {
  const [path, bytes] = known.files[form.elements.dataset.value][name];
  tables[path] ??= readRows(siteUrl(path), bytes);
  return tables[path];
}

async function byForm() {
  const rows = filtered(await rowsOf(table()), state.filters);
  const groups = [form.elements.group.value, form.elements.group2.value].filter(Boolean);
  if (!groups.length) return { head: shownColumns(), rows: sorted(rows, state.sort) };
  const made = grouped(rows, groups, form.elements.aggregate.value, form.elements.of.value);
  const head = [...groups, "rows", ...Object.keys(made[0] ?? {}).filter((name) => name !== "rows" && !groups.includes(name))];
  return { head, rows: sorted(made, state.sort || groups[0]) };
}

// The engine is given the tables that the query names. It runs under its own address: the policy of the pages allows no
// WebAssembly, and need not.
async function bySql(sql) {
  engine ??= startEngine();
  const worker = engine;
  const files = known.files[form.elements.dataset.value];
  const asked = ++worker.asked;
  const views = Object.entries(known.views);
  const named = (text, name) => new RegExp(`\\b${name}\\b`, "i").test(text);
  let text = sql;
  for (const [name, view] of [...views].reverse()) if (named(text, name)) text += ` ${view}`;
  const needed = Object.keys(files).filter((name) => named(text, name)).map((name) => [name, known.tables[name].columns.map(([column]) => column), siteUrl(files[name][0]), files[name][1]]);
  worker.postMessage({ asked, sql, tables: needed, dataset: form.elements.dataset.value, views: views.filter(([name]) => named(text, name)) });
  return new Promise((done, fail) => {
    const answer = ({ data }) => {
      if (data.asked !== asked) return;
      worker.removeEventListener("message", answer);
      if (data.error) fail(new Error(data.error));
      else done({ head: data.head, rows: data.rows.map((row) => Object.fromEntries(row.map((value, place) => [data.head[place], value]))) });
    };
    worker.addEventListener("message", answer);
  });
}

function startEngine() {
  const worker = new Worker(siteUrl("static/sql-worker.js"));
  worker.asked = 0;
  worker.postMessage({ wasm: siteUrl("static/sql-wasm.wasm") });
  return worker;
}

function show(most) {
  const { head, rows } = result;
  const bySql = Boolean(state.sql);
  const heading = (name) => {
    const text = [label(name), element("code", {}, name)].filter(Boolean);
    if (bySql) return element("th", { scope: "col" }, element("code", {}, name));
    const button = element("button", { type: "button" }, ...(label(name) ? [label(name), " "] : []), text.at(-1));
    button.addEventListener("click", () => {
      state.sort = state.sort === name ? `-${name}` : name;
      refresh();
    });
    const th = element("th", { scope: "col", class: typeof rows[0]?.[name] === "number" ? "n" : "" }, button);
    if (state.sort.replace("-", "") === name) th.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
    return th;
  };
  const cell = (row, name) => {
    const value = row[name];
    if (value === null || value === undefined) return element("td", { class: "quiet" }, "–");
    if (name === "report_id") return element("td", { class: "text" }, element("a", { href: pageUrl(`reports/${value}/`) }, value));
    return element("td", typeof value === "number" ? { class: "n" } : String(value).length > LONG ? { class: "text" } : {}, String(value));
  };
  const body = rows.slice(0, most).map((row) => element("tr", {}, ...head.map((name) => cell(row, name))));
  const caption = element("caption", { class: "visually-hidden" }, say("结果", "Result"));
  const made = element("table", { class: "ledger" }, caption, element("thead", {}, element("tr", {}, ...head.map(heading))), element("tbody", {}, ...body));
  const place = area.querySelector("[data-explore-result]");
  place.replaceChildren(made);
  if (rows.length > most) {
    const more = element("button", { type: "button", class: "button" }, say("再显示一些", "Show more"));
    more.addEventListener("click", () => show(most + SHOWN));
    place.append(more);
  }
  area.querySelector("[data-save]").disabled = !rows.length;
  tell(say(`共 ${rows.length} 行，显示 ${Math.min(rows.length, most)} 行`, `${rows.length} rows, ${Math.min(rows.length, most)} shown`) + doubled());
}

// A column of totals stands among what it adds up.
function doubled() {
  const groups = [form.elements.group.value, form.elements.group2.value];
  const split = groups.includes("column_code") || state.filters.some(({ column }) => column === "column_code");
  if (state.sql || !groups[0] || form.elements.aggregate.value === "count" || split || !names().includes("column_code")) return "";
  return say("。注意：column_code 里有总计，一起相加就重复了；先按它筛选或分组。", ". Note: some rows are totals and would be counted twice; filter or group by column_code first.");
}

function save() {
  const { head, rows } = result;
  const body = rows.map((row) => head.map((name) => row[name] ?? ""));
  saveRows(`${state.sql ? "query" : table()}.csv`, [head, ...body], [
    state.sql ? "SQL" : known.tables[table()].title,
    area.dataset.source,
    location.href,
  ]);
}

start();
