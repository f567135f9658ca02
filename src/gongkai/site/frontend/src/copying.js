// Copy buttons beside citations and code.
import { say } from "./page.js";

export function setUpCopying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      const label = button.textContent;
      button.textContent = say("已复制", "Copied");
      setTimeout(() => (button.textContent = label), 1600);
    });
  }
}
