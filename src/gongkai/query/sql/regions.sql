-- One row per administrative division with agencies, and one per prefecture and province above them: agencies, reports,
-- years and new requests (count; reconciled where there is a reconciled number: `received_reconciled` reports; `received_doubted` are in doubt), over all divisions in it.
WITH divisions AS (
  SELECT DISTINCT agency_id, unnest([division_code, left(division_code, 4) || '00', left(division_code, 2) || '0000']) AS code
  FROM agencies
)
SELECT d.code, left(d.code, 2) || '0000' AS province_code, bool_or(a.division_code = d.code) AS own,
       count(DISTINCT d.agency_id) AS agencies, count(DISTINCT r.report_id) AS reports,
       coalesce(list_sort(list_distinct(list(r.year) FILTER (r.year IS NOT NULL))), []) AS years,
       sum(v.received) AS received, count(v.received) AS received_reports,
       count_if('new_received' IN v.reconciled_rows) AS received_reconciled,
       count_if('new_received' IN v.doubted_rows) AS received_doubted
FROM (SELECT DISTINCT * FROM divisions) d
JOIN (SELECT DISTINCT agency_id, division_code FROM agencies) a USING (agency_id)
LEFT JOIN reports r USING (agency_id)
LEFT JOIN main_figures v USING (dataset, report_id)
GROUP BY d.code
ORDER BY d.code;
