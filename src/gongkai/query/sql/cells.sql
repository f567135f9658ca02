-- One row per cell of the official form as printed in one report; `value` as reported, in `unit`
-- (count, CNY, CNY_10K or null); `reconciled` in the same unit. In the order of the form.
SELECT * EXCLUDE (ordinal) FROM (
SELECT report_id, ordinal, 'proactive_disclosure' AS "table", row_code AS "row", column_code AS "column", value, unit, raw, state, certain, place,
       reconciled, rule, remark AS note
FROM proactive_disclosure
UNION ALL BY NAME
SELECT report_id, ordinal, 'requests' AS "table", row_code AS "row", column_code AS "column", value, 'count' AS unit, raw, state, certain, place,
       reconciled, rule, remark AS note
FROM requests
UNION ALL BY NAME
SELECT report_id, ordinal, 'review_litigation' AS "table", row_code AS "row", column_code AS "column", value, 'count' AS unit, raw, state, certain, place,
       reconciled, rule, remark AS note
FROM review_litigation)
ORDER BY report_id, "table", ordinal;
