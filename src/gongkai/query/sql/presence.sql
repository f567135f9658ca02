-- One row per agency and year of the register of coverage, with the status of its report and the agency's name: the grid of
-- what is held, late, missing or was not collected. An agency of several datasets stands there once a year, as held if any
-- of them holds it.
SELECT c.agency_id, a.name, a.name_en, a.division_code, left(a.division_code, 2) || '0000' AS province_code, a.level, c.year,
       arg_min(c.status, (c.report_id IS NULL, c.status)) AS status, min(c.report_id) AS report_id,
       min(c.publish_date) AS publish_date, min(c.due_date) AS due_date
FROM coverage c JOIN agencies a USING (dataset, agency_id)
GROUP BY ALL
ORDER BY a.division_code, c.agency_id, c.year;
