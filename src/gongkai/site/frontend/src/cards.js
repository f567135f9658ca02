// A number opens its card: where it was printed, what is doubtful, the checks it takes part in, its history, how to cite it.
// Without this script a number leads to its place in the source, one with more to say to what it says (form.css, td:target).
import { element, formNames, pageUrl, say } from "./page.js";

let open;

export function setUpCards() {
  const form = document.querySelector("[data-form]");
  if (!form) return;
  for (const link of form.querySelectorAll('td[id] > a[href^="#_"]')) {
    const cell = link.parentElement;
    cell.dataset.place = link.hash;
    link.href = `#${cell.id}`;
  }
  if (location.hash.startsWith("#src-")) location.replace(asNow(location.hash));
  addEventListener("hashchange", () => follow(form));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  follow(form);
}

// The address names a cell, or a place in the source that the open card leads to, or something else.
function follow(form) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const cell = target?.closest?.("[data-form] td[id]");
  if (cell) return show(form, cell);
  if (open && target?.closest(".source")) return away(target);
  close(false);
}

// The way back is the next key: the card stands at the end of the page, a hundred tab stops from the place in the source.
function away(target) {
  open.card.toggleAttribute("data-away", true);
  const back = open.card.querySelector("[data-back]");
  back.setAttribute("aria-describedby", target.id);
  back.focus({ preventScroll: true });
}

async function show(form, cell) {
  if (open?.cell === cell) {
    reveal(cell);
    return open.card.removeAttribute("data-away");
  }
  close(false);
  const names = await formNames(form.dataset.edition);
  reveal(cell);
  const card = element("aside", { class: "cell-card", role: "dialog", "aria-labelledby": "cell-card-name", tabindex: "-1" }, ...content(form, cell, names));
  card.querySelector("[data-close]").addEventListener("click", () => close(true));
  document.querySelector("#content").append(card);
  open = { cell, card };
  card.focus({ preventScroll: true });
}

// On a phone the outline stands for the form: its number comes into sight above the card, unfolded.
function reveal(cell) {
  const link = cell.offsetParent ? undefined : document.querySelector(`.outline a[href="#${cell.id}"]`);
  if (!link) return;
  link.closest("details")?.setAttribute("open", "");
  link.closest("dl[hidden]")?.parentElement.querySelector("button").click();
  const { top } = link.getBoundingClientRect();
  if (top < 0 || top > innerHeight * 0.35) link.scrollIntoView({ block: "start" });
}

function close(back) {
  if (!open) return;
  const { cell, card } = open;
  open = undefined;
  card.remove();
  if (!back) return;
  history.replaceState(null, "", location.pathname + location.search);
  visibleLink(cell)?.focus();
}

// The link of a cell where the reader sees it: in the outline of the form or in the form itself.
const visibleLink = (cell) => [...document.querySelectorAll(`[data-form] a[href="#${CSS.escape(cell.id).replaceAll("\\", "")}"]`)].find((link) => link.offsetParent);

function content(form, cell, names) {
  const [row, column, rules] = names.cells[cell.id] ?? [cell.id, "", []];
  const name = [row, column].filter(Boolean).join(" · ");
  const link = cell.querySelector("a");
  const number = element("p", { class: "cell-card-number" }, ...[...link.childNodes].map((node) => node.cloneNode(true)));
  return [
    element("button", { type: "button", class: "button small", "data-close": "" }, say("关闭", "Close")),
    element("h2", { id: "cell-card-name" }, name),
    number,
    ...[...cell.querySelectorAll(":scope > :is(.balance, .cell-note, em)")].map((note) => element("p", { class: "caveat" }, note.textContent)),
    ...source(cell),
    ...checks(rules, names),
    past(form, cell),
    ...uses(form, cell, `${name}${say("：", ": ")}${number.textContent}`),
  ];
}

function source(cell) {
  const place = cell.dataset.place ?? cell.querySelector(":scope > i a")?.hash;
  if (!place) return [element("p", { class: "quiet small" }, say("所存文本里没有可指的位置。", "There is no place in the text we hold to point at."))];
  const anchor = document.getElementById(place.slice(1));
  const quote = element("blockquote", { lang: "zh" }, ...quoted(anchor));
  const back = element("a", { href: `#${cell.id}`, class: "button small", "data-back": "" }, say("← 回到这一格", "← Back to the cell"));
  return [quote, element("p", {}, element("a", { href: place }, say("看出处：", "See the source: "), placeName(place)), " ", back)];
}

const PARTS = { p: ["页", "page"], t: ["表", "table"], r: ["行", "row"], l: ["行", "line"], g: ["段", "paragraph"], c: ["格", "cell"], x: ["字", "characters"] };
// 第 41 行第 2 格 of #_l41c2.
const placeName = (hash) => [...hash.matchAll(/([a-z])(\d+(?:-\d+)?)/g)].map(([, part, number]) => say(`第 ${number.replace("-", "–")} ${PARTS[part][0]}`, `${PARTS[part][1]} ${number}`)).join(say("", ", "));
// The address of a place as it once was: #src-line-41-cell-2.
const asNow = (hash) => hash.replace("#src-", "#_").replace(/([a-z]+)-(\d+(?:-\d+)?)-?/g, (_, part, number) => Object.keys(PARTS).find((letter) => PARTS[letter][1] === part) + number);

// The printed line around a number, the number marked.
function quoted(anchor) {
  const line = anchor?.closest("tr, li");
  if (!line) return [];
  const parts = [...line.childNodes].filter((node) => !node.classList?.contains("back"));
  const text = parts.map((node) => (node.contains(anchor) ? "\u0001" : node.textContent)).join(line.matches("tr") ? " " : "");
  const [before, after = ""] = text.replace(/\s+/g, " ").split("\u0001");
  return [before.slice(-80), element("mark", {}, anchor === line ? "" : anchor.textContent), after.slice(0, 60)];
}

function checks(rules, names) {
  if (!rules.length) return [];
  const items = rules.map((rule) => element("li", {}, element("a", { href: pageUrl(`quality/rules/${rule}/`) }, rule), ` ${names.rules[rule] ?? ""}`));
  return [element("p", { class: "small quiet" }, say("参与的核对：", "Checks it takes part in:")), element("ul", { class: "small" }, ...items)];
}

function past(form, cell) {
  const data = document.querySelector("[data-history]");
  const changes = data ? JSON.parse(data.textContent)[cell.id] : undefined;
  return element("p", { class: "small quiet" }, changes ? `${say("各版改动：", "Changes: ")}${changes.join(say("；", "; "))}` : say("已发布的各版没有改过这一格。", "No release has changed this cell."));
}

function uses(form, cell, said) {
  const style = document.getElementById("cite-1");
  const address = `${location.origin}${location.pathname}#${cell.id}`;
  const text = `${style?.textContent.trim() ?? ""} ${said}. ${address}`;
  const copy = element("button", { type: "button", class: "button small" }, say("复制引文", "Copy citation"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(text);
    copy.textContent = say("已复制", "Copied");
  });
  const report = document.querySelector("a[data-report-error]");
  const note = `${form.dataset.report} · ${cell.id}`;
  if (!report) return [element("p", { class: "buttons" }, copy), element("p", { class: "small quiet" }, say("报告错误时附上：", "To report an error, send: "), element("code", {}, note))];
  const href = report.href.replace(/((?:title|subject)=[^&]*)/, `$1${encodeURIComponent(` · ${cell.id}`)}`);
  return [element("p", { class: "buttons" }, copy, element("a", { href, class: "button small" }, say("报告错误", "Report an error")))];
}
