// A table that is wider than its window says so.
import { say } from "./page.js";

export function setUpScrolling() {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) target.toggleAttribute("data-scrolls", target.scrollWidth > target.clientWidth + 1);
  });
  for (const area of document.querySelectorAll(".scroll")) {
    area.dataset.hint = say("左右滑动，看全表", "Scroll sideways for all columns");
    watch.observe(area);
  }
}
