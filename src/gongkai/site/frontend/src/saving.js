// What leaves a page as a file: rows as CSV, with a byte order mark for spreadsheets and, behind an empty line, where they come
// from; pictures as SVG, and as PNG at twice their size.
import { element } from "./page.js";

export function saveFile(name, data) {
  const link = element("a", { href: URL.createObjectURL(data), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const saveSvg = (name, text) => saveFile(name, new Blob([text], { type: "image/svg+xml" }));

export async function savePng(name, text) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  saveFile(name, await new Promise((done) => canvas.toBlob(done, "image/png")));
}

export function saveRows(name, rows, passport = []) {
  const lines = rows.map((row) => row.map((cell) => quoted(String(cell))).join(","));
  const about = passport.length ? ["", ...passport.map((line) => quoted(`# ${line}`))] : [];
  saveFile(name, new Blob([`\ufeff${[...lines, ...about].join("\r\n")}\r\n`], { type: "text/csv" }));
}

// Spreadsheets take a text that begins with one of these as a formula.
function quoted(text) {
  const plain = text.trim().replace(/\s+/g, " ");
  const safe = /^[=+@＝＋＠]|^[-－](?!\d*(\.\d+)?$|[-－]*$)/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
