// A chart that leaves the page: its drawing on white, the title above, and below what it covers, its source, release and address.
const WIDTH = 960;
const EDGE = 24;
const STYLE = 'font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"';
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

export const INNER_WIDTH = WIDTH - 2 * EDGE;

// The text of the file; `drawing` is an SVG of INNER_WIDTH by `height`.
export function framed(drawing, height, title, passport) {
  const head = lines([title], 18);
  const foot = lines(passport, 11);
  const top = EDGE + head.length * 26;
  const below = top + height + 12;
  const whole = below + foot.length * 17 + 12;
  const text = (line, y, size, more) => `<text x="${EDGE}" y="${y}" font-size="${size}" ${STYLE} ${more}>${escaped(line)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}"><title>${escaped(title)}</title><desc>${escaped(passport.join(" "))}</desc><rect width="100%" height="100%" fill="#fff"/>`,
    ...head.map((line, number) => text(line, EDGE + 14 + number * 26, 18, 'font-weight="700" fill="#1c1f1d"')),
    `<svg x="${EDGE}" y="${top}" width="${INNER_WIDTH}" height="${height}">${drawing}</svg>`,
    ...foot.map((line, number) => text(line, below + 12 + number * 17, 11, 'fill="#54584f"')),
    "</svg>",
  ].join("");
}

// Lines that fit the width: Chinese signs are as wide as they are high, others about half.
function lines(texts, size) {
  const found = [];
  for (const text of texts) {
    let line = "";
    let room = INNER_WIDTH;
    for (const piece of text.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) ?? []) {
      const width = [...piece].reduce((sum, sign) => sum + size * (sign > "\u2e80" ? 1 : 0.56), 0);
      if (width > room && line) {
        found.push(line.trimEnd());
        line = "";
        room = INNER_WIDTH;
      }
      line += piece;
      room -= width;
    }
    if (line) found.push(line.trimEnd());
  }
  return found;
}
