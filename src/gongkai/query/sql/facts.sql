-- One row per number stated in a report's narrative; `value` in `unit`, with the sentence it stands in.
SELECT * FROM facts ORDER BY report_id, sequence;
