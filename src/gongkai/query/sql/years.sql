-- One row per year: reports, agencies, editions used, new requests and requests processed (count) with the number of
-- reports that state them and of those whose number is a reconciled one, or in doubt; `outcomes_doubted` and `disputes_doubted`, reports
-- with a total of an outcome, or of reconsideration and litigation, in doubt; cells in doubt; causes of findings of severity error.
SELECT r.year, count(*) AS reports, count(DISTINCT r.agency_id) AS agencies,
       list_sort(list_distinct(list(r.edition))) AS editions,
       sum(t.received) AS received, count(t.received) AS received_reports,
       sum(t.processed) AS processed, count(t.processed) AS processed_reports,
       count_if('new_received' IN t.reconciled_rows) AS received_reconciled,
       count_if('total_processed' IN t.reconciled_rows) AS processed_reconciled,
       count_if('new_received' IN t.doubted_rows) AS received_doubted,
       count_if('total_processed' IN t.doubted_rows) AS processed_doubted,
       count(o.report_id) AS outcomes_doubted, count(d.report_id) AS disputes_doubted,
       sum(r.cells_uncertain) AS cells_uncertain, coalesce(sum(f.error_causes), 0) AS error_causes
FROM reports r LEFT JOIN main_figures t USING (dataset, report_id) LEFT JOIN report_faults f USING (dataset, report_id)
LEFT JOIN (SELECT DISTINCT dataset, report_id FROM outcomes_by_report WHERE uncertain > 0) o USING (dataset, report_id)
LEFT JOIN (SELECT DISTINCT dataset, report_id FROM review_litigation WHERE column_code = 'total' AND NOT certain) d
  USING (dataset, report_id)
GROUP BY r.year ORDER BY r.year DESC;
