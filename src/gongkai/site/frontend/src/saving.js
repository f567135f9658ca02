// Saves rows as CSV, with a byte order mark for spreadsheets and, behind an empty line, where they come from.
import { element } from "./page.js";

export function saveRows(name, rows, passport = []) {
  const lines = rows.map((row) => row.map((cell) => quoted(String(cell))).join(","));
  const about = passport.length ? ["", ...passport.map((line) => quoted(`# ${line}`))] : [];
  const file = new Blob([`\ufeff${[...lines, ...about].join("\r\n")}\r\n`], { type: "text/csv" });
  const link = element("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

// Spreadsheets take a text that begins with one of these as a formula.
function quoted(text) {
  const plain = text.trim().replace(/\s+/g, " ");
  const safe = /^[=+@＝＋＠]|^[-－](?!\d*(\.\d+)?$|[-－]*$)/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
