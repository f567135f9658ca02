-- One row per year, level and outcome group: requests (count) over the reports that state the group, how many do
-- (`reports_stating`), how many reports the year has of that level (`reports`). Reconciled numbers where there are any.
WITH known AS (SELECT year, level, count(*) AS reports FROM reports GROUP BY ALL),
groups AS (
  SELECT r.year, r.level, l.outcome, sum(number) AS decided,
         count(DISTINCT l.report_id) FILTER (number IS NOT NULL) AS reports_stating
  FROM outcome_rows l JOIN reports r USING (dataset, report_id) GROUP BY ALL
)
SELECT g.*, k.reports
FROM groups g JOIN known k ON k.year = g.year AND k.level IS NOT DISTINCT FROM g.level
ORDER BY g.year, g.level NULLS LAST, g.outcome;
