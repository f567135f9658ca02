-- One row per report: who, when, how complete, and its main figures (requests, count). `received`, `processed` and the like
-- are the total column of the requests table: the reconciled number where there is one, else the number as printed.
WITH totals AS (
  SELECT dataset, report_id,
         max(coalesce(reconciled, value)) FILTER (row_code = 'new_received') AS received,
         max(coalesce(reconciled, value)) FILTER (row_code = 'carried_in') AS carried_in,
         max(coalesce(reconciled, value)) FILTER (row_code = 'total_processed') AS processed,
         max(coalesce(reconciled, value)) FILTER (row_code = 'carried_out') AS carried_out,
         max(coalesce(reconciled, value)) FILTER (row_code = 'granted') AS granted,
         max(coalesce(reconciled, value)) FILTER (row_code = 'partially_granted') AS partially_granted
  FROM requests WHERE column_code = 'total' GROUP BY ALL
),
marked AS (
  SELECT dataset, report_id, list(row_code ORDER BY row_code) AS reconciled_rows
  FROM requests WHERE column_code = 'total' AND reconciled IS NOT NULL GROUP BY ALL
)
SELECT r.*, a.name AS agency_name, a.name_en AS agency_name_en, a.region, a.region_en, a.sector,
       left(r.division_code, 2) || '0000' AS province_code,
       t.received, t.carried_in, t.processed, t.carried_out, t.granted, t.partially_granted,
       coalesce(m.reconciled_rows, []) AS reconciled_rows,
       lag(r.report_id) OVER own AS previous_id, lag(r.year) OVER own AS previous_year,
       lead(r.report_id) OVER own AS next_id, lead(r.year) OVER own AS next_year
FROM reports r
LEFT JOIN agencies a USING (dataset, agency_id)
LEFT JOIN totals t USING (dataset, report_id)
LEFT JOIN marked m USING (dataset, report_id)
WINDOW own AS (PARTITION BY r.dataset, r.agency_id ORDER BY r.year)
ORDER BY r.year DESC, r.report_id;
