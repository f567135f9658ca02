-- 正文说收到多少件，表里是多少？
-- How many requests does the text speak of, and how many the table?
SELECT report_id, f.value AS in_the_text, received AS in_the_table, f.sentence
FROM facts AS f JOIN report_totals USING (report_id) WHERE fact = 'applications_received'
ORDER BY report_id, sequence;
