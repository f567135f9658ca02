-- One row per cell corrected against the source; `value` is the corrected number in the unit of the cell.
SELECT dataset, report_id, table_code AS "table", row_code AS "row", column_code AS "column",
       * EXCLUDE (dataset, report_id, table_code, row_code, column_code)
FROM corrections ORDER BY report_id, "table", "row", "column";
