-- One row per year and outcome group: requests (count) over the reports that state the group, how many do (`reports_stating`),
-- how many reports the year has (`reports`); `processed` sums （七）总计 over the reports that state it. Reconciled numbers
-- where there are any. `share` = decided / processed, null where processed < 10 or a report does not state the group.
WITH totals AS (
  SELECT r.year, sum(coalesce(q.reconciled, q.value)) AS processed, count(DISTINCT r.report_id) AS reports
  FROM requests q JOIN reports r USING (dataset, report_id)
  WHERE q.column_code = 'total' AND q.row_code = 'total_processed' GROUP BY r.year
),
groups AS (
  SELECT r.year, l.outcome, sum(number) AS decided,
         count(DISTINCT l.report_id) FILTER (number IS NOT NULL) AS reports_stating
  FROM outcome_rows l JOIN reports r USING (dataset, report_id) GROUP BY ALL
)
SELECT g.*, t.reports, t.processed,
       CASE WHEN t.processed >= 10 AND g.reports_stating = t.reports THEN g.decided / t.processed END AS share
FROM groups g JOIN totals t USING (year)
ORDER BY g.year, g.outcome;
