-- One row per year and outcome group of requests (count): `decided` over the `reports_stating` that state the group, among
-- the year's `reports`; `paired` and `processed` (（七）总计) both over the `reports_paired` that state the total and
-- every row of the group: a blank row is no zero.
-- Reconciled numbers where there are any. `share` = paired / processed, null where processed < 10 or a report does not
-- state both.
WITH totals AS (
  SELECT dataset, report_id, coalesce(reconciled, value) AS processed
  FROM requests WHERE column_code = 'total' AND row_code = 'total_processed'
),
groups AS (
  SELECT dataset, report_id, outcome, sum(number) AS decided,
         CASE WHEN count(number) = count(*) THEN sum(number) END AS complete
  FROM outcome_rows GROUP BY ALL
),
summed AS (
  SELECT r.year, g.outcome, count(*) AS reports, sum(g.decided) AS decided,
         count(g.decided) AS reports_stating,
         count(*) FILTER (g.complete IS NOT NULL AND t.processed IS NOT NULL) AS reports_paired,
         sum(g.complete) FILTER (t.processed IS NOT NULL) AS paired,
         sum(t.processed) FILTER (g.complete IS NOT NULL) AS processed
  FROM groups g JOIN reports r USING (dataset, report_id) LEFT JOIN totals t USING (dataset, report_id) GROUP BY ALL
)
SELECT *, CASE WHEN processed >= 10 AND reports_paired = reports THEN paired / processed END AS share
FROM summed ORDER BY year, outcome;
