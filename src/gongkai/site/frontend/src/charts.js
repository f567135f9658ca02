// Draws a figure from the JSON that stands in it, in the colours of the page, and offers it as PNG, SVG and CSV.
import Plotly from "plotly.js-cartesian-dist-min";
import chinese from "plotly.js-locales/zh-cn.js";
import { element, english, say } from "./page.js";
import { saveTable } from "./saving.js";

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

export async function draw(figure) {
  if (figure.dataset.drawn) return;
  figure.dataset.drawn = "true";
  const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const stage = element("div", { class: "chart-stage", role: "img", tabindex: "0", "aria-label": figure.dataset.summary });
  figure.querySelector("[data-chart-stage]").replaceChildren(stage);
  const font = { ...spec.layout.font, family: getComputedStyle(document.body).fontFamily };
  await Plotly.newPlot(stage, spec.data, { ...spec.layout, font }, CONFIG);
  for (const layer of stage.querySelectorAll("svg")) layer.setAttribute("aria-hidden", "true");
  figure.querySelector("[data-chart-tools]")?.replaceChildren(...tools(figure, stage));
  follow(stage);
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

function tools(figure, stage) {
  const name = figure.id || "chart";
  // An image stands alone: it gets title, key and a white ground.
  const title = { text: figure.querySelector(".chart-title").textContent, x: 0.02 };
  const layout = { ...stage.layout, title, showlegend: true, paper_bgcolor: "#fff", font: { ...stage.layout.font, color: "#111" } };
  layout.margin = { ...layout.margin, t: 110 };
  const image = (format) => () => Plotly.downloadImage({ data: stage.data, layout }, { format, filename: name, width: 1200, height: 675 });
  return [
    button("PNG", image("png")),
    button("SVG", image("svg")),
    button("CSV", () => saveTable(`${name}.csv`, figure.querySelector("table"))),
  ];
}

function button(format, act) {
  const node = element("button", { type: "button", class: "button small", "aria-label": say(`下载 ${format}`, `Download ${format}`) }, format);
  node.addEventListener("click", act);
  return node;
}
