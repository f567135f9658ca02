-- One row per report with findings of severity error: `error_causes` counts them as the page of a report groups them, by what they
-- are about and by cause, or by rule where they have none.
SELECT dataset, report_id, count(DISTINCT coalesce(about, '') || '/' || coalesce(cause, rule)) AS error_causes
FROM findings WHERE severity = 'error' GROUP BY dataset, report_id
