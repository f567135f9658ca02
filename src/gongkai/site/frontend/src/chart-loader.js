// Charts are drawn when they come into view; until then, and without this script, the table twin is what shows.
export function setUpChartLoader() {
  const figures = document.querySelectorAll("figure.chart:not([data-drawn])");
  if (!figures.length) return;
  const watcher = new IntersectionObserver(
    async (sightings) => {
      for (const sighting of sightings.filter(({ isIntersecting }) => isIntersecting)) {
        watcher.unobserve(sighting.target);
        const { draw } = await import(new URL("charts.js", import.meta.url).href);
        draw(sighting.target);
      }
    },
    { rootMargin: "0px" },
  );
  for (const figure of figures) watcher.observe(figure);
}
