// Reads a published Parquet file into rows of plain values: numbers, texts, true or false, days as text, null.
import { decompress } from "fzstd";
import { asyncBufferFromUrl, parquetReadObjects } from "hyparquet";

const WHOLE = 2_000_000;
const compressors = { ZSTD: (input, length) => decompress(input, new Uint8Array(length)) };

export async function readRows(url, bytes, columns) {
  const file = bytes > WHOLE ? await asyncBufferFromUrl({ url, byteLength: bytes }) : await whole(url);
  const rows = await parquetReadObjects({ file, compressors, columns });
  for (const row of rows) for (const name in row) row[name] = plain(row[name]);
  return rows;
}

async function whole(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.arrayBuffer();
}

function plain(value) {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value ?? null;
}
