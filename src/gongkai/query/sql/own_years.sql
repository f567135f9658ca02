-- One row per report and report of the same agency, itself among them: its year, its form and its main figures (count, total
-- column of the requests table), the reconciled number where there is one (`reconciled_rows` lists where, `doubted_rows` those in doubt).
SELECT r.report_id, o.report_id AS other_id, o.year, o.edition, t.carried_in, t.received, t.processed, t.granted, t.carried_out,
       coalesce(t.reconciled_rows, []) AS reconciled_rows, coalesce(t.doubted_rows, []) AS doubted_rows
FROM reports r JOIN reports o USING (dataset, agency_id)
LEFT JOIN main_figures t ON t.dataset = o.dataset AND t.report_id = o.report_id
ORDER BY r.report_id, o.year DESC;
