-- One row per report and number that comparisons and the search take: the total column of requests, all of review and litigation,
-- and the sum of each group of outcomes that is no row of the form and states all its rows. `number` (count) is the reconciled number
-- where there is one, else the number as printed; `cell` is its address; `mark`: `r` for reconciled, `u` for uncertain.
WITH printed AS (
  SELECT dataset, report_id, 'requests.' || row_code || '.total' AS cell, coalesce(reconciled, value) AS number,
         CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END AS mark
  FROM requests WHERE column_code = 'total'
  UNION ALL
  SELECT dataset, report_id, 'review_litigation.' || row_code || '.' || column_code, coalesce(reconciled, value),
         CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END
  FROM review_litigation
)
SELECT * FROM printed
UNION ALL
SELECT dataset, report_id, 'requests.' || outcome_group || '.total' AS cell, decided,
       CASE WHEN uncertain > 0 THEN 'u' WHEN reconciled > 0 THEN 'r' ELSE '' END
FROM outcomes_by_report ANTI JOIN printed
ON outcomes_by_report.dataset = printed.dataset AND outcomes_by_report.report_id = printed.report_id
   AND 'requests.' || outcome_group || '.total' = printed.cell
WHERE stated = asked
