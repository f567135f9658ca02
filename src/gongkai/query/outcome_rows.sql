-- One row per report and row of the requests table that leads to an outcome, total column: `number` (count; reconciled
-- where there is one, `repaired`; read in one way only, `certain`), null where none is stated; `outcome` is the group of the row.
CREATE VIEW outcome_rows AS
SELECT dataset, report_id, coalesce(reconciled, value) AS number, reconciled IS NOT NULL AS repaired, certain,
       CASE WHEN row_code IN ('granted', 'partially_granted') THEN row_code
            WHEN starts_with(row_code, 'refused_') THEN 'refused'
            WHEN starts_with(row_code, 'unable_') THEN 'unable'
            WHEN starts_with(row_code, 'not_processed_') THEN 'not_processed'
            WHEN starts_with(row_code, 'other_') THEN 'other_handling' END AS outcome
FROM requests WHERE column_code = 'total' AND outcome IS NOT NULL
-- beside its own rows （六）其他处理 is a subtotal
QUALIFY row_code <> 'other_handling' OR count("value") FILTER (starts_with(row_code, 'other_') AND row_code <> 'other_handling')
        OVER (PARTITION BY dataset, report_id) = 0;
