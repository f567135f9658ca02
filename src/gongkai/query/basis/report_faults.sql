-- One row per report with findings: what gave them (count), as the page of a report groups them: by what they are about and by cause,
-- or by rule and severity where they have none. `error_causes`, `warning_causes` and `info_causes` go by the gravest finding of each.
WITH caused AS (
  SELECT dataset, report_id,
         CASE WHEN bool_or(severity = 'error') THEN 'error' WHEN bool_or(severity = 'warning') THEN 'warning' ELSE 'info' END AS severity
  FROM findings GROUP BY dataset, report_id, about, coalesce(cause, rule || '/' || severity)
)
SELECT dataset, report_id, count_if(severity = 'error') AS error_causes, count_if(severity = 'warning') AS warning_causes,
       count_if(severity = 'info') AS info_causes
FROM caused GROUP BY dataset, report_id
