-- One row per year, level and outcome group: requests (count) over the reports that state the group, how many do
-- (`reports_stating`), how many reports the year has of that level (`reports`). Reconciled numbers where there are any.
WITH known AS (SELECT year, level, count(*) AS reports FROM reports GROUP BY ALL),
groups AS (
  SELECT year, level, outcome_group AS outcome, sum(decided) AS decided, count(decided) AS reports_stating
  FROM outcomes_by_report GROUP BY ALL
)
SELECT g.*, k.reports
FROM groups g JOIN known k ON k.year = g.year AND k.level IS NOT DISTINCT FROM g.level
ORDER BY g.year, g.level NULLS LAST, g.outcome;
