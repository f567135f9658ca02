-- One row per year, province and source format of the reports, as the published view `doubt` gives it over all packages: reports, cells,
-- cells in doubt and single findings (count), and what gave the findings, by the gravest of each (`error_causes` and so on, count).
WITH placed AS (
  SELECT dataset, report_id, unnest([{'part': 'year', 'member': CAST(year AS VARCHAR)},
                                     {'part': 'province', 'member': substr(division_code, 1, 2) || '0000'},
                                     {'part': 'format', 'member': source_format}], recursive := true)
  FROM reports
),
caused AS (
  SELECT part, member, coalesce(sum(error_causes), 0) AS error_causes, coalesce(sum(warning_causes), 0) AS warning_causes,
         coalesce(sum(info_causes), 0) AS info_causes
  FROM placed LEFT JOIN report_faults USING (dataset, report_id) GROUP BY part, member
)
SELECT d.part, d.member AS "value", reports, cells, uncertain, error + warning + info AS findings,
       error_causes, warning_causes, info_causes, uncertain_share
FROM doubt d JOIN caused c ON c.part = d.part AND c.member IS NOT DISTINCT FROM d.member
ORDER BY d.part, "value" NULLS LAST;
