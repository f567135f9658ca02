-- One row per year, province and source format of the reports (`part` year, province or format; `member` which one): reports,
-- cells and cells in doubt (count), findings by severity (count). `uncertain_share` = cells in doubt / cells.
-- 每年、每省、每种原文格式各一行：报告份数、单元格数、存疑格数、各等级核对结果数；uncertain_share 为存疑格占比。
SELECT part, member, count(*) AS reports, CAST(sum(cells_total) AS BIGINT) AS cells,
       CAST(sum(cells_uncertain) AS BIGINT) AS uncertain, CAST(sum(findings_error) AS BIGINT) AS error,
       CAST(sum(findings_warning) AS BIGINT) AS warning, CAST(sum(findings_info) AS BIGINT) AS info,
       CASE WHEN sum(cells_total) > 0 THEN 1.0 * sum(cells_uncertain) / sum(cells_total) END AS uncertain_share
FROM (SELECT 'year' AS part, CAST(year AS VARCHAR) AS member, cells_total, cells_uncertain, findings_error, findings_warning,
             findings_info FROM reports
      UNION ALL SELECT 'province', substr(division_code, 1, 2) || '0000', cells_total, cells_uncertain, findings_error,
             findings_warning, findings_info FROM reports
      UNION ALL SELECT 'format', source_format, cells_total, cells_uncertain, findings_error, findings_warning,
             findings_info FROM reports) AS p
GROUP BY part, member
