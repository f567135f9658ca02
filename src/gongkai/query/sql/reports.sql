-- One row per report: who, when, how complete, and its main figures (requests, count). `received`, `processed` and the like
-- are the total column of the requests table: the reconciled number where there is one, else the number as printed.
-- `error_causes` counts what gave findings of severity error, as the page of a report groups them.
SELECT r.*, a.name AS agency_name, a.name_en AS agency_name_en, a.region, a.region_en, a.sector,
       left(r.division_code, 2) || '0000' AS province_code,
       t.received, t.carried_in, t.processed, t.carried_out, t.granted, t.partially_granted,
       coalesce(t.reconciled_rows, []) AS reconciled_rows, coalesce(t.doubted_rows, []) AS doubted_rows,
       coalesce(f.error_causes, 0) AS error_causes,
       lag(r.report_id) OVER own AS previous_id, lag(r.year) OVER own AS previous_year,
       lead(r.report_id) OVER own AS next_id, lead(r.year) OVER own AS next_year
FROM reports r
LEFT JOIN agencies a USING (dataset, agency_id)
LEFT JOIN main_figures t USING (dataset, report_id)
LEFT JOIN report_faults f USING (dataset, report_id)
WINDOW own AS (PARTITION BY r.dataset, r.agency_id ORDER BY r.year)
ORDER BY r.year DESC, r.report_id;
