-- One row per year, province and source format of the reports (`part` year, province or format; `value` which one): reports,
-- cells and cells in doubt (count), findings by severity (count). `uncertain_share` = cells in doubt / cells.
WITH parts AS (
  SELECT 'year' AS part, year::VARCHAR AS "value", * FROM reports
  UNION ALL SELECT 'province', left(division_code, 2) || '0000', * FROM reports
  UNION ALL SELECT 'format', source_format, * FROM reports
)
SELECT part, "value", count(*) AS reports, sum(cells_total) AS cells, sum(cells_uncertain) AS uncertain,
       sum(findings_error) AS error, sum(findings_warning) AS warning, sum(findings_info) AS info,
       sum(cells_uncertain) / nullif(sum(cells_total), 0) AS uncertain_share
FROM parts GROUP BY part, "value"
ORDER BY part, "value" NULLS LAST;
