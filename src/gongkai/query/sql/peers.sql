-- One row per report and comparable report, itself among them: at most 11 of the same year, level and sector, those nearest in
-- requests processed (`place` counts from the most, `group_size` is how many there are, `median_received` over them: count,
-- null where fewer than three state it).
-- A report that stands alone gets at most 6 of other levels of its sector and year instead (`comparable` is false).
WITH known AS (
  SELECT r.report_id, r.agency_id, r.year, r.level, coalesce(a.sector, '') AS sector, a.name AS agency_name,
         a.name_en AS agency_name_en, r.agency, t.received, t.processed, t.granted,
         coalesce(t.reconciled_rows, []) AS reconciled_rows, coalesce(t.doubted_rows, []) AS doubted_rows
  FROM reports r LEFT JOIN agencies a USING (dataset, agency_id) LEFT JOIN main_figures t USING (dataset, report_id)
),
placed AS (
  SELECT *, row_number() OVER (same ORDER BY processed DESC NULLS LAST, report_id) AS place,
         count(*) OVER same AS group_size, CASE WHEN count(received) OVER same >= 3 THEN median(received) OVER same END AS median_received
  FROM known WINDOW same AS (PARTITION BY year, level, sector)
),
beside AS (
  SELECT report_id, year, level, sector, group_size, median_received,
         unnest(range(greatest(1, least(place - 5, group_size - 10)), least(group_size, greatest(1, least(place - 5, group_size - 10)) + 10) + 1)) AS place
  FROM placed WHERE group_size > 1 AND level IS NOT NULL
),
wider AS (
  SELECT *, row_number() OVER (PARTITION BY year, sector ORDER BY processed DESC NULLS LAST, report_id) AS place_in_year
  FROM known
),
alone AS (
  SELECT report_id, year, sector, unnest(range(greatest(1, w.place_in_year - 3), w.place_in_year + 4)) AS place_in_year
  FROM wider w JOIN (SELECT report_id FROM placed WHERE group_size = 1 OR level IS NULL) USING (report_id)
)
SELECT b.report_id, p.report_id AS peer_id, p.agency_id, p.agency_name, p.agency_name_en, p.agency, p.level, p.received, p.processed,
       p.granted, p.reconciled_rows, p.doubted_rows, p.place, b.group_size, b.median_received, true AS comparable
FROM beside b JOIN placed p USING (year, level, sector, place)
UNION ALL
SELECT a.report_id, w.report_id, w.agency_id, w.agency_name, w.agency_name_en, w.agency, w.level, w.received, w.processed,
       w.granted, w.reconciled_rows, w.doubted_rows, w.place_in_year, 1, NULL, false
FROM alone a JOIN wider w USING (year, sector, place_in_year)
ORDER BY 1, place;
