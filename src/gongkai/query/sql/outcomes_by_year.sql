-- One row per year and outcome group: requests (count) over the reports that state the group, how many do (`reports_stating`),
-- how many reports the year has (`reports`); `processed` sums （七）总计 over the reports that state it. Reconciled numbers
-- where there are any. `share` = decided / processed, null where processed < 10 or a report does not state the group.
WITH leaves AS (
  SELECT dataset, report_id, coalesce(reconciled, value) AS number,
         CASE WHEN "row" IN ('granted', 'partially_granted') THEN "row"
              WHEN starts_with("row", 'refused_') THEN 'refused'
              WHEN starts_with("row", 'unable_') THEN 'unable'
              WHEN starts_with("row", 'not_processed_') THEN 'not_processed'
              WHEN starts_with("row", 'other_') THEN 'other_handling' END AS outcome
  FROM requests WHERE "column" = 'total'
  -- beside its own rows （六）其他处理 is a subtotal
  QUALIFY "row" <> 'other_handling' OR count("value") FILTER (starts_with("row", 'other_') AND "row" <> 'other_handling')
          OVER (PARTITION BY dataset, report_id) = 0
),
totals AS (
  SELECT r.year, sum(coalesce(q.reconciled, q.value)) AS processed, count(DISTINCT r.report_id) AS reports
  FROM requests q JOIN reports r USING (dataset, report_id)
  WHERE q."column" = 'total' AND q."row" = 'total_processed' GROUP BY r.year
),
groups AS (
  SELECT r.year, l.outcome, sum(number) AS decided,
         count(DISTINCT l.report_id) FILTER (number IS NOT NULL) AS reports_stating
  FROM leaves l JOIN reports r USING (dataset, report_id)
  WHERE l.outcome IS NOT NULL GROUP BY ALL
)
SELECT g.*, t.reports, t.processed,
       CASE WHEN t.processed >= 10 AND g.reports_stating = t.reports THEN g.decided / t.processed END AS share
FROM groups g JOIN totals t USING (year)
ORDER BY g.year, g.outcome;
