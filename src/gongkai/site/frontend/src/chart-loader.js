// A chart is a still picture until its reader turns to it: only then is the chart library loaded.
import { element, say } from "./page.js";
import { saveTable } from "./saving.js";

const TURNS = ["pointerenter", "pointerdown", "focusin"];

export function setUpChartLoader() {
  for (const figure of document.querySelectorAll("figure.chart:not([data-ready])")) {
    figure.dataset.ready = "true";
    const stage = figure.querySelector("[data-chart-stage]");
    for (const turn of TURNS) stage.addEventListener(turn, () => withCharts(({ draw }) => draw(figure)), { once: true, passive: true });
    figure.querySelector("[data-chart-tools]").replaceChildren(
      button("PNG", () => withCharts(({ saveImage }) => saveImage(figure, "png"))),
      button("SVG", () => withCharts(({ saveImage }) => saveImage(figure, "svg"))),
      button("CSV", () => saveTable(`${figure.id || "chart"}.csv`, figure.querySelector("table"))),
    );
  }
}

const withCharts = async (use) => use(await import(new URL("charts.js", import.meta.url).href));

function button(format, act) {
  const node = element("button", { type: "button", class: "button small", "aria-label": say(`下载 ${format}`, `Download ${format}`) }, format);
  node.addEventListener("click", act);
  return node;
}
