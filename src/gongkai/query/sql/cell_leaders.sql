-- One row per report that a search for a row of the form shows first, at most 8 for each cell (total column of requests; all
-- of review and litigation): the newest year first, then the largest numbers (count). `processed` is （七）总计. `mark` and
-- `processed_mark`: `r` for reconciled, `u` for uncertain.
WITH cells AS (
  SELECT dataset, report_id, 'requests.' || row_code || '.total' AS cell, coalesce(reconciled, value) AS number,
         CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END AS mark
  FROM requests WHERE column_code = 'total'
  UNION ALL
  SELECT dataset, report_id, 'review_litigation.' || row_code || '.' || column_code, coalesce(reconciled, value),
         CASE WHEN NOT certain THEN 'u' WHEN reconciled IS NOT NULL THEN 'r' ELSE '' END
  FROM review_litigation
),
totals AS (
  SELECT dataset, report_id, number AS processed, mark AS processed_mark FROM cells WHERE cell = 'requests.total_processed.total'
)
SELECT c.cell, c.report_id, r.year, coalesce(a.name, r.agency) AS name, a.name_en, c.number::BIGINT AS number, c.mark,
       t.processed::BIGINT AS processed, t.processed_mark
FROM cells c JOIN reports r USING (dataset, report_id) LEFT JOIN agencies a USING (dataset, agency_id)
LEFT JOIN totals t USING (dataset, report_id)
WHERE c.number IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY c.cell ORDER BY r.year DESC, c.number DESC, c.report_id) <= 8
ORDER BY c.cell, r.year DESC, c.number DESC, c.report_id;
