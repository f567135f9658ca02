// Chinese is indexed as overlapping pairs of characters (search_index.py says why); queries are written the same way.
const RUN = /[\u3400-\u9fff]+/g;
const CLOSING = /\s+([，。、；：！？）」》”])\s*/g;
const OPENING = /\s*([（「《“])\s+/g;
const PAIR = /([\u3400-\u9fff])([\u3400-\u9fff])\s+(?=\2)/g;

// 哈尔滨 → "哈尔 尔滨", a phrase; several words become terms that must all be there.
export function toQuery(text) {
  const spaced = text.replaceAll('"', " ").replace(RUN, (run) => ` ${run} `);
  const words = spaced.split(/\s+/).filter(Boolean);
  const terms = words.flatMap((word) => (word.match(RUN) && word.length > 2 ? pairs(word) : [word]));
  return words.length === 1 && terms.length > 1 ? `"${terms.join(" ")}"` : terms.join(" ");
}

const pairs = (run) => Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));

// 哈尔 尔滨 滨 → 哈尔滨; the text is plain and never read as markup
export function fromPairs(text) {
  return text.replace(PAIR, "$1").replace(CLOSING, "$1").replace(OPENING, "$1").replace(/\s+/g, " ").trim();
}

// The words of a query as they are marked in an excerpt.
export const wordsOf = (text) => text.replaceAll('"', " ").split(/\s+/).filter(Boolean);
