-- One row per cell of the official form as printed in one report; `value` as reported, in `unit`
-- (count, CNY, CNY_10K or null); `reconciled` in the same unit. Ordered as the package is.
SELECT report_id, 'proactive_disclosure' AS "table", "row", "column", value, unit, raw, state, certain, place,
       reconciled, rule, note
FROM proactive_disclosure
UNION ALL BY NAME
SELECT report_id, 'requests' AS "table", "row", "column", value, 'count' AS unit, raw, state, certain, place,
       reconciled, rule, note
FROM requests
UNION ALL BY NAME
SELECT report_id, 'review_litigation' AS "table", "row", "column", value, 'count' AS unit, raw, state, certain, place,
       reconciled, rule, note
FROM review_litigation
ORDER BY report_id, "table", "row", "column";
