-- One row per administrative division with agencies, and one per province above them: reports, agencies, years and
-- new requests (count; reconciled where there is a reconciled number), that of a province over all divisions in it.
WITH received AS (
  SELECT dataset, report_id, coalesce(reconciled, value) AS received
  FROM requests WHERE "row" = 'new_received' AND "column" = 'total'
),
divisions AS (
  SELECT a.dataset, a.agency_id, a.division_code AS code FROM agencies a
  UNION
  SELECT a.dataset, a.agency_id, left(a.division_code, 2) || '0000' FROM agencies a
)
SELECT d.code, left(d.code, 2) || '0000' AS province_code,
       any_value(a.region) FILTER (a.division_code = d.code) AS region,
       any_value(a.region_en) FILTER (a.division_code = d.code) AS region_en,
       count(DISTINCT d.agency_id) AS agencies, count(DISTINCT r.report_id) AS reports,
       coalesce(list_sort(list_distinct(list(r.year) FILTER (r.year IS NOT NULL))), []) AS years,
       sum(v.received) AS received, count(v.received) AS received_reports
FROM divisions d
JOIN agencies a USING (dataset, agency_id)
LEFT JOIN reports r USING (dataset, agency_id)
LEFT JOIN received v USING (dataset, report_id)
GROUP BY d.code
ORDER BY d.code;
