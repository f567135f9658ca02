-- One row per report and rule: cases (count) that passed, failed or could not be evaluated.
SELECT * FROM checks ORDER BY report_id, rule;
