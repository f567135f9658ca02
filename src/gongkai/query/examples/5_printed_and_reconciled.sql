-- 哪些格有勾稽数：文本里的数与之不同，或未填？
-- Which cells have a reconciled number: the text says otherwise, or nothing?
SELECT report_id, row_zh, column_zh, row_en, column_en, value AS in_the_text, reconciled, certain
FROM requests_labelled WHERE reconciled IS NOT NULL AND value IS DISTINCT FROM reconciled
ORDER BY certain DESC, report_id, ordinal;
