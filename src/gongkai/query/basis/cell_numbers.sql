-- One row per report and cell that lists and comparisons take: the total column of requests, and all of review and litigation.
-- `number` (count) is the reconciled number where there is one, else the number as printed; `cell` is its address.
SELECT dataset, report_id, 'requests.' || row_code || '.total' AS cell, coalesce(reconciled, value) AS number, certain,
       reconciled IS NOT NULL AS reconciled, CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END AS mark
FROM requests WHERE column_code = 'total'
UNION ALL
SELECT dataset, report_id, 'review_litigation.' || row_code || '.' || column_code, coalesce(reconciled, value), certain,
       reconciled IS NOT NULL, CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END
FROM review_litigation
