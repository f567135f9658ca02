-- One row per report and cell of the table of requests (section 3), in the order of the form, with labels in both
-- languages. `value` as in the text we hold, `reconciled` where the form's sums give another number, `best` the reconciled number
-- where there is one (requests, count). `row_kind` and `column_kind` tell leaves from subtotals and totals: add up leaves
-- only.
-- 申请表每份报告每个单元格一行，按表格次序，附中英文名称；best 为有勾稽数时的勾稽数，否则为文本里的数（件）。
SELECT q.report_id, r.agency_id, a.name AS agency, a.name_en AS agency_en, r.level, r.year, r.edition, q.ordinal,
       q.row_code, x.label_zh AS row_zh, x.label_en AS row_en, x.kind AS row_kind,
       q.column_code, y.label_zh AS column_zh, y.label_en AS column_en, y.kind AS column_kind,
       q.value, q.reconciled, coalesce(q.reconciled, q.value) AS best, q.state, q.certain
FROM requests AS q
JOIN reports AS r ON r.report_id = q.report_id
JOIN agencies AS a ON a.agency_id = r.agency_id
JOIN codes AS x ON x.list = 'requests' AND x.code = q.row_code
JOIN codes AS y ON y.list = 'applicant_types' AND y.code = q.column_code
