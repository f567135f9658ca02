-- Row rules of a data package. Each statement counts the rows of "{table}" that break one rule and gives the
-- first of them as text. {table}, {field}, {key} … are names from the table schemas; $limit is a bound value.

-- name: required
SELECT count(*), min({key}) FROM "{table}" WHERE "{field}" IS NULL;

-- name: enum
SELECT count(*), min({key} || ' = ' || "{field}") FROM "{table}"
WHERE "{field}" IS NOT NULL AND NOT list_contains($limit, "{field}");

-- name: pattern
SELECT count(*), min({key} || ' = ' || "{field}") FROM "{table}"
WHERE "{field}" IS NOT NULL AND NOT regexp_full_match("{field}", $limit);

-- name: minimum
SELECT count(*), min({key} || ' = ' || "{field}") FROM "{table}" WHERE "{field}" < $limit;

-- name: maximum
SELECT count(*), min({key} || ' = ' || "{field}") FROM "{table}" WHERE "{field}" > $limit;

-- name: key
SELECT count(*), min(twice) FROM (
    SELECT {key} AS twice FROM "{table}" GROUP BY {columns} HAVING count(*) > 1
);

-- name: foreign_key
SELECT count(*), min({key} || ' = ' || child."{field}") FROM "{table}" AS child
WHERE child."{field}" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "{resource}" AS parent WHERE parent."{reference}" = child."{field}");

-- name: holds
SELECT count(*), min({key}) FROM "{table}" WHERE NOT coalesce({condition}, false);

-- name: order
SELECT count(*), min({key}) FROM (
    SELECT *, row_number() OVER (ORDER BY {columns}) - 1 AS sorted_row FROM "{table}"
) WHERE sorted_row <> file_row_number;

-- name: ascending
-- Rows whose key does not come after that of the row before: none means that keys are unique and in order, at a
-- tenth of the cost of grouping and sorting. A row that was not read directly after its neighbour counts as well.
SELECT count(*) FROM (
    SELECT file_row_number AS place, row({columns}) AS own,
           lag(row({columns})) OVER () AS earlier, lag(file_row_number) OVER () AS earlier_place
    FROM "{table}"
) WHERE place > 0 AND (earlier < own AND earlier_place = place - 1) IS NOT TRUE;
