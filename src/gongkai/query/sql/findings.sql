-- One row per finding of a report: the rule, how grave, the sentence in both languages, places and cells.
SELECT * FROM findings ORDER BY report_id, sequence;
