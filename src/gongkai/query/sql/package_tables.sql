-- One row per dataset and package table: its number of rows (count). {counts} has a SELECT for each table of the schemas.
SELECT * FROM ({counts})
ORDER BY dataset, "table";
