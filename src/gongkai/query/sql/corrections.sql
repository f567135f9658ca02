-- One row per cell corrected against the source; `value` is the corrected number in the unit of the cell.
SELECT * FROM corrections ORDER BY report_id, "table", "row", "column";
