// Filters and sorts the table of reports; the choice stands in the address, so that it can be shared.
import { say } from "./page.js";
import { saveTable } from "./saving.js";

export function setUpCatalogue() {
  const area = document.querySelector("[data-catalogue]");
  if (!area) return;
  const form = area.querySelector("form");
  const rows = [...area.querySelectorAll("tbody tr")];
  const status = area.querySelector("[data-catalogue-status]");
  const parameters = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && parameters.has(field.name)) field.value = parameters.get(field.name);
  form.hidden = false;
  const refresh = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every(([name, value]) => fits(row, name, value));
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = say(`显示 ${shown} 份，共 ${rows.length} 份`, `${shown} of ${rows.length} reports shown`);
    history.replaceState(null, "", wanted.length ? `?${new URLSearchParams(wanted)}` : location.pathname);
  };
  form.addEventListener("input", refresh);
  form.addEventListener("reset", () => setTimeout(refresh));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-download]").addEventListener("click", () => saveTable("reports.csv", area.querySelector("table")));
  for (const button of area.querySelectorAll("th button")) button.addEventListener("click", () => sort(area, rows, button));
  refresh();
}

function fits(row, name, value) {
  if (name === "name") return row.textContent.toLowerCase().includes(value.toLowerCase());
  return row.dataset[name]?.split(" ").includes(value) ?? false;
}

function sort(area, rows, button) {
  const heading = button.closest("th");
  const column = [...heading.parentElement.children].indexOf(heading);
  const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
  const key = (row) => row.children[column].dataset.key ?? row.children[column].textContent.trim();
  const compare = (a, b) => key(a).localeCompare(key(b), "zh", { numeric: true }) * direction;
  area.querySelector("tbody").append(...rows.sort(compare));
}
