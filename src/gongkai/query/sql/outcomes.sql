-- One row per report and outcome group of the requests table, total column (count): `decided` sums the rows of the group
-- that hold a number, `stated` counts them, `rows` counts the rows the form has, `reconciled` those taken from the
-- identities. `processed` is （七）总计; `share` = decided / processed, null where processed < 10 or a row is not stated.
WITH leaves AS (
  SELECT dataset, report_id, coalesce(reconciled, value) AS number, reconciled IS NOT NULL AS repaired,
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
  SELECT dataset, report_id, coalesce(reconciled, value) AS processed
  FROM requests WHERE "column" = 'total' AND "row" = 'total_processed'
),
groups AS (
  SELECT dataset, report_id, outcome, sum(number) AS decided, count(number) AS stated, count(*) AS "rows",
         count(*) FILTER (repaired) AS reconciled
  FROM leaves WHERE outcome IS NOT NULL GROUP BY ALL
)
SELECT g.*, r.agency_id, r.year, r.level, r.edition, t.processed,
       CASE WHEN t.processed >= 10 AND g.stated = g."rows" THEN g.decided / t.processed END AS share
FROM groups g JOIN reports r USING (dataset, report_id) LEFT JOIN totals t USING (dataset, report_id)
ORDER BY r.year, g.report_id, g.outcome;
