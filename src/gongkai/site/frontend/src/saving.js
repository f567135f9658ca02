// Saves the visible rows of a table as CSV, with a byte order mark for spreadsheets.
import { element } from "./page.js";

export function saveTable(name, table) {
  const rows = [...table.rows].filter((row) => !row.hidden);
  const lines = rows.map((row) => [...row.cells].map((cell) => quoted(cell.textContent)).join(","));
  const file = new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" });
  const link = element("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

// Spreadsheets take a text that begins with one of these as a formula.
function quoted(text) {
  const plain = text.trim().replace(/\s+/g, " ");
  const safe = /^[=+@\t]|^-\D/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
