-- One row per section of the form found in a report; narrative text as in the source.
SELECT * FROM sections ORDER BY report_id, section;
