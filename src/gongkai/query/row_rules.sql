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
