// SQLite in a worker: reads the tables that a query names from their Parquet files, once each, and runs it.
import initSqlJs from "sql.js";
import { readRows } from "./parquet.js";

const MOST_ROWS = 100_000;
const databases = {};
let engine;

onmessage = async ({ data }) => {
  if (data.wasm) {
    engine = fetch(data.wasm).then((answer) => answer.arrayBuffer()).then((wasmBinary) => initSqlJs({ wasmBinary }));
    return;
  }
  const { asked } = data;
  try {
    postMessage({ asked, ...(await run(data)) });
  } catch (error) {
    postMessage({ asked, error: error.message });
  }
};

async function run({ sql, tables, views, dataset }) {
  const { Database } = await engine;
  const held = (databases[dataset] ??= { database: new Database(), names: new Set() });
  for (const [name, columns, url, bytes] of tables) {
    if (!held.names.has(name)) fill(held.database, name, columns, await readRows(url, bytes));
    held.names.add(name);
  }
  for (const [name, select] of views) held.database.run(`CREATE VIEW IF NOT EXISTS "${name}" AS ${select}`);
  const statement = held.database.prepare(sql);
  try {
    const rows = [];
    while (rows.length < MOST_ROWS && statement.step()) rows.push(statement.get());
    return { head: statement.getColumnNames(), rows };
  } finally {
    statement.free();
  }
}

function fill(database, name, known, rows) {
  const columns = rows.length ? known.filter((column) => column in rows[0]) : known;
  database.run("BEGIN");
  database.run(`CREATE TABLE "${name}" (${columns.map((column) => `"${column}"`).join(", ")})`);
  const insert = database.prepare(`INSERT INTO "${name}" VALUES (${columns.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run(columns.map((column) => (typeof row[column] === "boolean" ? Number(row[column]) : row[column])));
  insert.free();
  database.run("COMMIT");
}
