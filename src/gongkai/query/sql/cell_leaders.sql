-- One row per report that a search for a row of the form shows first, at most 8 for each number of `cell_numbers`: the newest year first, then the largest numbers (count). `processed` is （七）总计. `mark` and
-- `processed_mark`: `r` for reconciled, `u` for uncertain.
WITH totals AS (
  SELECT dataset, report_id, number AS processed, mark AS processed_mark FROM cell_numbers WHERE cell = 'requests.total_processed.total'
)
SELECT c.cell, c.report_id, r.year, coalesce(a.name, r.agency) AS name, a.name_en, c.number::BIGINT AS number, c.mark,
       t.processed::BIGINT AS processed, t.processed_mark
FROM cell_numbers c JOIN reports r USING (dataset, report_id) LEFT JOIN agencies a USING (dataset, agency_id)
LEFT JOIN totals t USING (dataset, report_id)
WHERE c.number IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY c.cell ORDER BY r.year DESC, c.number DESC, c.report_id) <= 8
ORDER BY c.cell, r.year DESC, c.number DESC, c.report_id;
