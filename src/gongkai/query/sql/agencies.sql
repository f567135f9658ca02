-- One row per agency, whichever datasets it stands in: names, region, and how many reports (count) of which years are
-- published.
WITH one AS (SELECT DISTINCT ON (agency_id) * FROM agencies ORDER BY agency_id, dataset)
SELECT a.*, left(a.division_code, 2) || '0000' AS province_code, left(a.division_code, 4) || '00' AS prefecture_code,
       count(r.report_id) AS reports, min(r.year) AS first_year, max(r.year) AS last_year,
       list(r.year ORDER BY r.year) FILTER (r.year IS NOT NULL) AS years
FROM one a LEFT JOIN reports r USING (agency_id)
GROUP BY ALL
ORDER BY a.division_code, a.agency_id;
