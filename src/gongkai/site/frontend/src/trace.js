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
  form.addEventListener("click", (event) => leadBack(event.target.closest("a[data-trace]")));
  window.addEventListener("hashchange", nameCell);
  nameCell();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash.startsWith("#src-")) history.back();
  });
}

// Several cells can share a place, such as a run of digits: the way back leads to the one that was followed.
function leadBack(link) {
  const place = link && document.querySelector(link.hash);
  const back = place?.matches("a") ? place : place?.querySelector("a.back");
  if (back) back.href = `#${link.closest("td").id}`;
}

// The message about an error names the cell that was looked at last.
function nameCell() {
  const cell = document.querySelector("td:target")?.dataset.cell ?? backOf(document.querySelector(".source a:target, .source :target a.back"));
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
