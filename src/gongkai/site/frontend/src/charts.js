// Draws a figure from the JSON that stands in it, in the colours of the page, when its reader turns to it.
import Plotly from "plotly.js-cartesian-dist-min";
import chinese from "plotly.js-locales/zh-cn.js";
import { element, english } from "./page.js";

Plotly.register(chinese);

const CONFIG = {
  displaylogo: false,
  displayModeBar: false,
  responsive: true,
  scrollZoom: false,
  locale: english ? "en" : "zh-CN",
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["sendChartToCloud"],
};

const drawings = new WeakMap();

// The drawn stage of a figure; a figure is drawn once.
export function draw(figure) {
  if (!drawings.has(figure)) drawings.set(figure, drawOnce(figure));
  return drawings.get(figure);
}

async function drawOnce(figure) {
  const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const stage = element("div", { class: "chart-stage", role: "img", tabindex: "0", "aria-label": figure.dataset.summary });
  const place = figure.querySelector("[data-chart-stage]");
  const focused = place.contains(document.activeElement);
  place.replaceChildren(stage);
  if (focused) stage.focus({ preventScroll: true });
  const font = { ...spec.layout.font, family: getComputedStyle(document.body).fontFamily };
  await Plotly.newPlot(stage, spec.data, { ...spec.layout, font }, CONFIG);
  for (const layer of stage.querySelectorAll("svg")) layer.setAttribute("aria-hidden", "true");
  follow(stage);
  addEventListener("beforeprint", () => fitPaper(stage));
  return stage;
}

// A drawing made for the window shrinks to the paper: its layers get the window as their frame.
function fitPaper(stage) {
  for (const layer of stage.querySelectorAll("svg.main-svg")) {
    layer.setAttribute("viewBox", `0 0 ${layer.getAttribute("width")} ${layer.getAttribute("height")}`);
  }
}

// The chart as text of an SVG, in ink on white whatever the palette of the page is.
export function svgOf(figure, width) {
  const { data, layout } = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const font = { ...layout.font, color: "#1c1f1d", family: "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif" };
  return Plotly.toImage({ data, layout: { ...layout, font } }, { format: "svg", width, height: layout.height, imageDataOnly: true });
}

function colours(stage) {
  const style = getComputedStyle(document.body);
  const ink = style.getPropertyValue("--ink").trim();
  const rule = style.getPropertyValue("--rule").trim();
  const lines = stage.layout.shapes ?? [];
  const breaks = Object.fromEntries(lines.map((_, number) => [`shapes[${number}].line.color`, ink]));
  const axis = (name) => ({ [`${name}.gridcolor`]: rule, [`${name}.linecolor`]: rule, [`${name}.zerolinecolor`]: rule });
  return { "font.color": ink, ...axis("xaxis"), ...axis("yaxis"), ...breaks };
}

function follow(stage) {
  Plotly.relayout(stage, colours(stage));
  const recolour = () => Plotly.relayout(stage, colours(stage));
  new MutationObserver(recolour).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
}
