// On a phone the form is an outline: totals first, rows of zeros folded, the applicant types one tap away, "as printed" one
// switch away. Made from the form on the page; without this script the form itself scrolls.
import { element, formNames, say } from "./page.js";

const NARROW = matchMedia("(max-width: 640px)");

export async function setUpOutline() {
  const form = document.querySelector("[data-form]");
  if (!form || form.dataset.outlined) return;
  if (!NARROW.matches) return NARROW.addEventListener("change", setUpOutline, { once: true });
  form.dataset.outlined = "";
  const names = await formNames(form.dataset.edition);
  const outline = element("div", { class: "outline" }, ...[...form.querySelectorAll("table.form[id]")].map((table) => part(table, names)));
  const choice = element("button", { type: "button", class: "button small", "aria-pressed": "false" }, say("显示整张表", "Show the whole form"));
  choice.addEventListener("click", () => {
    const printed = form.classList.toggle("as-printed");
    choice.setAttribute("aria-pressed", String(printed));
  });
  form.prepend(element("p", { class: "buttons only-narrow" }, choice), outline);
  form.classList.add("outlined");
}

function part(table, names) {
  const rows = [...table.tBodies[0].rows].filter((row) => row.querySelector("td[id]"));
  const items = table.id === "review_litigation" ? channels(rows[0], names) : inGroups(rows, names, table.id);
  return element("section", {}, element("h3", {}, table.caption.textContent), element("ul", {}, ...folded(items)));
}

// The rows, each group of reasons under its name.
function inGroups(rows, names, table) {
  const items = [];
  let left = 0;
  for (const row of rows) {
    const group = row.querySelector('th[scope="rowgroup"]:not([id$=".processed"])');
    if (group) items.push({ group: element("li", { class: "group" }, group.textContent) });
    else if (!left && items.length) items.push({ group: undefined });
    left = (group ? group.rowSpan : left) - 1;
    if (left < 0) left = 0;
    items.push(item([...row.querySelectorAll("td[id]")], names, table));
  }
  return items;
}

// Each channel of review and litigation is a row of its own.
function channels(row, names) {
  const cells = [...row.querySelectorAll("td[id]")];
  const codes = [...new Set(cells.map((cell) => cell.id.split(".")[1]))];
  return codes.map((code) => item(cells.filter((cell) => cell.id.split(".")[1] === code), names, "review_litigation"));
}

function item(cells, names, table) {
  const [name] = names.cells[cells[0].id] ?? [cells[0].id];
  const total = cells.at(-1);
  const zero = cells.every((cell) => cell.hasAttribute("data-zero"));
  if (table === "proactive_disclosure") return { zero, node: element("li", {}, element("span", { class: "outline-name" }, name), values(cells, names)) };
  const more = element("button", { type: "button", class: "outline-name", "aria-expanded": "false" }, name);
  const kinds = values(cells.slice(0, -1), names);
  kinds.hidden = true;
  more.addEventListener("click", () => {
    kinds.hidden = !kinds.hidden;
    more.setAttribute("aria-expanded", String(!kinds.hidden));
  });
  return { zero, node: element("li", { class: "outline-row" }, more, number(total), kinds) };
}

function values(cells, names) {
  return element("dl", {}, ...cells.map((cell) => element("div", {}, element("dt", {}, names.cells[cell.id]?.[1] ?? cell.id), element("dd", {}, number(cell)))));
}

function number(cell) {
  const link = cell.querySelector("a")?.cloneNode(true) ?? element("span", {}, cell.textContent);
  link.removeAttribute("tabindex");
  const marks = [...cell.querySelectorAll(":scope > .balance")].map((mark) => mark.cloneNode(true));
  const shown = element("span", { class: "outline-number", "data-state": cell.dataset.state ?? "reported" }, link, ...marks);
  if (cell.hasAttribute("data-misprint")) shown.dataset.misprint = "";
  return shown;
}

// Runs of rows that are all zero stand behind one line.
function folded(items) {
  const nodes = [];
  let run = [];
  const close = () => {
    if (run.length > 1) nodes.push(element("li", { class: "zeros" }, element("details", {}, element("summary", {}, say(`另有 ${run.length} 行都是 0`, `${run.length} more rows, all zero`)), element("ul", {}, ...run))));
    else nodes.push(...run);
    run = [];
  };
  for (const { zero, node, group } of items) {
    if (!node) {
      close();
      if (group) nodes.push(group);
    } else if (zero) run.push(node);
    else {
      close();
      nodes.push(node);
    }
  }
  close();
  return nodes;
}
