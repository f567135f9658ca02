-- Rows of one table that differ between two packages. {key} lists the key columns as text, {names} their names; `number`
-- counts rows that share a key; `before` and `after` are the compared columns of either side (a struct), null where there
-- is no such row. {shared} is true where a column that both sides have differs. {only} restricts to reports of both sides.

-- name: reports
CREATE OR REPLACE TEMP TABLE both_sides AS
SELECT report_id FROM read_parquet({old}) INTERSECT SELECT report_id FROM read_parquet({new});

-- name: differences
WITH old_rows AS (
  SELECT {key}, row_number() OVER (PARTITION BY {names} ORDER BY file_row_number) AS "number", {old_columns} AS kept
  FROM (SELECT * FROM read_parquet({old}, file_row_number = true) {old_where})
),
new_rows AS (
  SELECT {key}, row_number() OVER (PARTITION BY {names} ORDER BY file_row_number) AS "number", {new_columns} AS kept
  FROM (SELECT * FROM read_parquet({new}, file_row_number = true) {new_where})
)
SELECT {names}, "number", old_rows.kept AS before, new_rows.kept AS after
FROM old_rows FULL JOIN new_rows USING ({names}, "number")
WHERE old_rows.kept IS NULL OR new_rows.kept IS NULL OR {shared}
ORDER BY {names}, "number";

-- name: rules_by_cell
SELECT DISTINCT report_id, unnest(string_split(cells, '|')) AS cell, rule
FROM (SELECT report_id, cells, rule FROM read_parquet({old}) UNION ALL SELECT report_id, cells, rule FROM read_parquet({new}))
WHERE cells IS NOT NULL;
