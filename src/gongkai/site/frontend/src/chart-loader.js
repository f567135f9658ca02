// A chart is a still picture until its reader turns to it: only then is the chart library loaded.
import { element, say } from "./page.js";

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
    const image = new Image();
    const source = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(source);
    const png = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const link = element("a", { href: URL.createObjectURL(png), download: file.href.split("/").at(-1).replace(".svg", ".png") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  return node;
}
