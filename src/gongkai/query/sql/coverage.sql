-- One row per agency and year that a dataset expects or holds: `status` says whether the report is held, late, missing or
-- not collected; days of publication and of the statutory deadline.
SELECT * FROM coverage ORDER BY dataset, agency_id, year;
