// Copy buttons beside citations and code.
import { say } from "./page.js";

export function setUpCopying() {
  completeAddresses();
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

// A site that was not told its address knows it here: snippets get the whole address of each file.
function completeAddresses() {
  const root = document.getElementById("content")?.dataset.root ?? ".";
  for (const code of document.querySelectorAll("code[data-address]")) {
    const path = code.dataset.address;
    code.textContent = code.textContent.replaceAll(path, new URL(`${root}/${path}`, location.href).href);
  }
  // A citation names the day it was looked at.
  const today = new Date().toISOString().slice(0, 10);
  for (const code of document.querySelectorAll("code[data-cite]")) code.textContent = code.textContent.replaceAll("YYYY-MM-DD", today);
}
