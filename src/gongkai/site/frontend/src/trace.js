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
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash.startsWith("#src-")) history.back();
  });
}
