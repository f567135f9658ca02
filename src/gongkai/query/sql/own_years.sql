-- One row per report and report of the same agency, itself among them: its year, its form and its main figures (count, total
-- column of the requests table), the reconciled number where there is one (`reconciled_rows` lists where).
WITH totals AS (
  SELECT dataset, report_id,
         max(coalesce(reconciled, value)) FILTER (row_code = 'carried_in') AS carried_in,
         max(coalesce(reconciled, value)) FILTER (row_code = 'new_received') AS received,
         max(coalesce(reconciled, value)) FILTER (row_code = 'total_processed') AS processed,
         max(coalesce(reconciled, value)) FILTER (row_code = 'granted') AS granted,
         max(coalesce(reconciled, value)) FILTER (row_code = 'carried_out') AS carried_out,
         coalesce(list(row_code ORDER BY row_code) FILTER (reconciled IS NOT NULL), []) AS reconciled_rows
  FROM requests WHERE column_code = 'total' GROUP BY ALL
)
SELECT r.report_id, o.report_id AS other_id, o.year, o.edition, t.carried_in, t.received, t.processed, t.granted, t.carried_out,
       coalesce(t.reconciled_rows, []) AS reconciled_rows
FROM reports r JOIN reports o USING (dataset, agency_id)
LEFT JOIN totals t ON t.dataset = o.dataset AND t.report_id = o.report_id
ORDER BY r.report_id, o.year DESC;
