-- One row per cell of the form that a finding of a report names and that the report holds: `cell` as `table/row/column`.
SELECT DISTINCT report_id, cell
FROM (SELECT report_id, unnest(string_split(cells, '|')) AS cell FROM findings)
SEMI JOIN (
SELECT report_id, concat_ws('/', 'proactive_disclosure', row_code, column_code) AS cell FROM proactive_disclosure
UNION ALL
SELECT report_id, concat_ws('/', 'requests', row_code, column_code) AS cell FROM requests
UNION ALL
SELECT report_id, concat_ws('/', 'review_litigation', row_code, column_code) AS cell FROM review_litigation) USING (report_id, cell)
ORDER BY report_id, cell;
