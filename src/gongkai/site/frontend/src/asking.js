// What a reader asks of a table: filters, groups, sorting. Empty cells are never counted as zero and come last.
export const OPERATORS = {
  is: (value, wanted) => same(value, wanted),
  not: (value, wanted) => value !== null && !same(value, wanted),
  has: (value, wanted) => value !== null && String(value).toLowerCase().includes(wanted.toLowerCase()),
  ge: (value, wanted) => value !== null && compare(value, typed(value, wanted)) >= 0,
  le: (value, wanted) => value !== null && compare(value, typed(value, wanted)) <= 0,
  empty: (value) => value === null,
  filled: (value) => value !== null,
};

const typed = (value, wanted) => (typeof value === "number" ? Number(wanted) : wanted);
const same = (value, wanted) => value !== null && (typeof value === "number" ? wanted.trim() !== "" && value === Number(wanted) : String(value) === wanted);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export const filtered = (rows, filters) => rows.filter((row) => filters.every(({ column, operator, value }) => OPERATORS[operator](row[column], value)));

const AGGREGATES = {
  sum: (values) => exactly(values.reduce((sum, value) => sum + value, 0)),
  mean: (values) => exactly(values.reduce((sum, value) => sum + value, 0) / values.length),
  min: (values) => values.reduce((least, value) => (compare(value, least) < 0 ? value : least)),
  max: (values) => values.reduce((most, value) => (compare(value, most) > 0 ? value : most)),
};
// Amounts have at most six decimals; adding binary fractions may leave more.
const exactly = (value) => Math.round(value * 1e6) / 1e6;

// One row a group: its columns, how many rows, and what was worked out over the cells that are not empty.
export function grouped(rows, groups, aggregate, of) {
  const found = new Map();
  for (const row of rows) {
    const key = JSON.stringify(groups.map((name) => row[name]));
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(row);
  }
  return [...found.values()].map((members) => {
    const made = Object.fromEntries(groups.map((name) => [name, members[0][name]]));
    made.rows = members.length;
    if (aggregate !== "count" && of) {
      const values = members.map((row) => row[of]).filter((value) => value !== null);
      made[`${aggregate}_${of}`] = values.length ? AGGREGATES[aggregate](values) : null;
    }
    return made;
  });
}

export function sorted(rows, sort) {
  const column = sort.replace("-", "");
  const direction = sort.startsWith("-") ? -1 : 1;
  if (!column) return rows;
  return [...rows].sort((a, b) => {
    if (a[column] === null || b[column] === null) return (a[column] === null) - (b[column] === null);
    return compare(a[column], b[column]) * direction;
  });
}
