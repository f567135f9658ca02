-- One row per report and outcome group of the requests table, total column (count): `decided` sums the rows of the group
-- that hold a number, `stated` counts them, `rows` counts the rows the form has, `reconciled` those taken from the
-- identities, `uncertain` those in doubt. `processed` is （七）总计; `share` = decided / processed, null where processed < 10,
-- a row is not stated, or one of the numbers is in doubt.
WITH totals AS (
  SELECT dataset, report_id, coalesce(reconciled, value) AS processed, certain
  FROM requests WHERE column_code = 'total' AND row_code = 'total_processed'
),
groups AS (
  SELECT dataset, report_id, outcome, sum(number) AS decided, count(number) AS stated, count(*) AS "rows",
         count(*) FILTER (repaired) AS reconciled, count(*) FILTER (NOT certain) AS uncertain
  FROM outcome_rows GROUP BY ALL
)
SELECT g.*, r.agency_id, r.year, r.level, r.edition, t.processed,
       CASE WHEN t.processed >= 10 AND g.stated = g."rows" AND g.uncertain = 0 AND t.certain THEN g.decided / t.processed END AS share
FROM groups g JOIN reports r USING (dataset, report_id) LEFT JOIN totals t USING (dataset, report_id)
ORDER BY r.year, g.report_id, g.outcome;
