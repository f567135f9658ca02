-- One row per report with a table of requests: its main figures (count, total column), the reconciled number where there is one,
-- else the number as printed; `reconciled_rows` and `doubted_rows` list the rows whose number is reconciled, or in doubt.
SELECT dataset, report_id,
       max(coalesce(reconciled, value)) FILTER (row_code = 'new_received') AS received,
       max(coalesce(reconciled, value)) FILTER (row_code = 'carried_in') AS carried_in,
       max(coalesce(reconciled, value)) FILTER (row_code = 'total_processed') AS processed,
       max(coalesce(reconciled, value)) FILTER (row_code = 'carried_out') AS carried_out,
       max(coalesce(reconciled, value)) FILTER (row_code = 'granted') AS granted,
       max(coalesce(reconciled, value)) FILTER (row_code = 'partially_granted') AS partially_granted,
       coalesce(list(row_code ORDER BY row_code) FILTER (reconciled IS NOT NULL), []) AS reconciled_rows,
       coalesce(list(row_code ORDER BY row_code) FILTER (NOT certain AND coalesce(reconciled, value) IS NOT NULL), []) AS doubted_rows
FROM requests WHERE column_code = 'total' GROUP BY dataset, report_id
