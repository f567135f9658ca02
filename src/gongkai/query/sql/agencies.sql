-- One row per agency: names, region, and how many reports (count) of which years are published.
SELECT a.*, left(a.division_code, 2) || '0000' AS province_code,
       count(r.report_id) AS reports, min(r.year) AS first_year, max(r.year) AS last_year,
       list(r.year ORDER BY r.year) FILTER (r.year IS NOT NULL) AS years
FROM agencies a LEFT JOIN reports r USING (dataset, agency_id)
GROUP BY ALL
ORDER BY a.division_code, a.agency_id;
