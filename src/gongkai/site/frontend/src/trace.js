// From a number in the form to the place it was printed at, and back. Without this script both are plain links.
export function setUpTrace() {
  const form = document.querySelector("[data-form]");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !event.target.matches("a[data-trace]")) return;
    const links = [...form.querySelectorAll("a[data-trace]")];
    links[links.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
  window.addEventListener("hashchange", nameCell);
  nameCell();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash.startsWith("#src-")) history.back();
  });
}

// The message about an error names the cell that was looked at last.
function nameCell() {
  const cell = document.querySelector("td:target")?.dataset.cell ?? backOf(document.querySelector(".source a:target"));
  const message = document.querySelector("[data-report-error]");
  if (!cell || !message) return;
  const note = ` · ${cell}`;
  if (!message.href) {
    message.dataset.report ??= message.textContent;
    message.textContent = message.dataset.report + note;
    return;
  }
  message.dataset.plain ??= message.href;
  message.href = message.dataset.plain.replace(/((?:title|subject)=[^&]*)/, `$1${encodeURIComponent(note)}`);
}

const backOf = (place) => place && document.querySelector(place.getAttribute("href"))?.dataset.cell;
