// A chart is a still picture until its reader turns to it: only then is the chart library loaded.
import { element, say } from "./page.js";
import { savePng } from "./saving.js";

const TURNS = ["pointerenter", "pointerdown", "focusin"];

export function setUpChartLoader() {
  for (const figure of document.querySelectorAll("figure.chart:not([data-ready])")) {
    figure.dataset.ready = "true";
    const stage = figure.querySelector("[data-chart-stage]");
    for (const turn of TURNS) stage.addEventListener(turn, () => withCharts(({ draw }) => draw(figure)), { once: true, passive: true });
    const tools = figure.querySelector("[data-chart-tools]");
    const file = tools.querySelector("a[href$='.svg']");
    if (file) tools.prepend(pngButton(file));
  }
}

const withCharts = async (use) => use(await import(new URL("charts.js", import.meta.url).href));

// The PNG is the SVG file, with all it says about itself, drawn at twice its size.
function pngButton(file) {
  const node = element("button", { type: "button", class: "button small", "aria-label": say("下载 PNG", "Download PNG") }, "PNG");
  node.addEventListener("click", async () => {
    const text = await fetch(file.href).then((answer) => answer.text());
    await savePng(file.href.split("/").at(-1).replace(".svg", ".png"), text);
  });
  return node;
}
