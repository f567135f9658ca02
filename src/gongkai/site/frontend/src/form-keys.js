// The form is one tab stop: arrow keys move inside it, Home and End to the ends of a row.
export function setUpFormKeys() {
  const form = document.querySelector("[data-form]");
  if (!form) return;
  const links = [...form.querySelectorAll("td[id] > a")];
  for (const link of links) link.tabIndex = -1;
  if (links.length) links[0].tabIndex = 0;
  for (const area of form.querySelectorAll(".scroll")) area.removeAttribute("tabindex");
  form.addEventListener("focusin", ({ target }) => {
    if (!links.includes(target)) return;
    for (const link of links) link.tabIndex = link === target ? 0 : -1;
  });
  form.addEventListener("keydown", (event) => {
    const next = links.includes(event.target) ? neighbour(links, event.target, event.key) : undefined;
    if (!next) return;
    next.focus();
    event.preventDefault();
  });
}

function neighbour(links, link, key) {
  const row = (one) => one.closest("tr");
  const own = links.filter((one) => row(one) === row(link));
  if (key === "Home") return own[0];
  if (key === "End") return own.at(-1);
  if (key === "ArrowRight") return links[links.indexOf(link) + 1];
  if (key === "ArrowLeft") return links[links.indexOf(link) - 1];
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const others = key === "ArrowDown" ? links.slice(links.indexOf(own.at(-1)) + 1) : links.slice(0, links.indexOf(own[0])).reverse();
  if (!others.length) return undefined;
  const there = others.filter((one) => row(one) === row(others[0])).sort((a, b) => links.indexOf(a) - links.indexOf(b));
  return there[Math.max(0, there.length - (own.length - own.indexOf(link)))];
}
