-- One row per year, level and size of the number of new requests that a report states (`size`: 0, 1, 10, 100 or 1000, the
-- least number it takes): reports (count). Reconciled numbers where there are any; `size` is null where none is stated.
WITH received AS (
  SELECT r.year, r.level, coalesce(q.reconciled, q.value) AS received
  FROM reports r LEFT JOIN requests q
    ON q.dataset = r.dataset AND q.report_id = r.report_id AND q.row_code = 'new_received' AND q.column_code = 'total'
)
SELECT year, level,
       CASE WHEN received IS NULL THEN NULL WHEN received < 1 THEN 0 WHEN received < 10 THEN 1 WHEN received < 100 THEN 10
            WHEN received < 1000 THEN 100 ELSE 1000 END AS size,
       count(*) AS reports
FROM received GROUP BY ALL
ORDER BY year, level NULLS LAST, size NULLS LAST;
