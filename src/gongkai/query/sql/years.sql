-- One row per year: reports, agencies, editions used, new requests and requests processed (count) with the number of
-- reports that state them and of those whose number is a reconciled one, cells in doubt, findings of severity error.
WITH totals AS (
  SELECT dataset, report_id,
         max(coalesce(reconciled, value)) FILTER (row_code = 'new_received') AS received,
         max(coalesce(reconciled, value)) FILTER (row_code = 'total_processed') AS processed,
         count(reconciled) FILTER (row_code = 'new_received') AS received_reconciled,
         count(reconciled) FILTER (row_code = 'total_processed') AS processed_reconciled
  FROM requests WHERE column_code = 'total' GROUP BY ALL
)
SELECT r.year, count(*) AS reports, count(DISTINCT r.agency_id) AS agencies,
       list_sort(list_distinct(list(r.edition))) AS editions,
       sum(t.received) AS received, count(t.received) AS received_reports,
       sum(t.processed) AS processed, count(t.processed) AS processed_reports,
       coalesce(sum(t.received_reconciled), 0) AS received_reconciled,
       coalesce(sum(t.processed_reconciled), 0) AS processed_reconciled,
       sum(r.cells_uncertain) AS cells_uncertain, sum(r.findings_error) AS findings_error
FROM reports r LEFT JOIN totals t USING (dataset, report_id)
GROUP BY r.year ORDER BY r.year DESC;
