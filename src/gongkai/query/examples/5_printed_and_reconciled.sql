-- 哪些格所印的数与勾稽数不同？
-- Where does the printed number differ from what the form's sums imply?
SELECT report_id, row_zh, column_zh, row_en, column_en, value AS printed, reconciled, certain
FROM requests_labelled WHERE reconciled IS NOT NULL AND value IS DISTINCT FROM reconciled
ORDER BY certain DESC, report_id, ordinal;
