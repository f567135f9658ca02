-- One row per report and outcome group of the requests table, as the published view `outcomes_by_report` gives it.
SELECT dataset, report_id, outcome_group AS outcome, decided, stated, asked AS "rows", reconciled, uncertain, agency_id, year, level,
       edition, processed, share
FROM outcomes_by_report
ORDER BY year, report_id, outcome;
