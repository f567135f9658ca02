-- One row per agency: `figures`, the JSON that the comparison and the search load for it. Of each year: report and
-- form; `counts` by address of the cell (total column of requests, sums of outcome groups, review and litigation; count) with
-- `r` for reconciled, `u` for uncertain; `rates`: numerator, denominator, value (null where there is none), reason, `r`.
WITH counted AS (
  SELECT dataset, report_id, map_from_entries(list({'k': cell, 'v': json_array(number::BIGINT, mark)} ORDER BY cell)) AS counts
  FROM cell_numbers WHERE number IS NOT NULL GROUP BY dataset, report_id
),
rated AS (
  SELECT dataset, report_id, map_from_entries(list({'k': indicator, 'v': json_array(
           numerator::DOUBLE, denominator::DOUBLE, value::DOUBLE, coalesce(reason, ''),
           CASE WHEN basis = 'reconciled' THEN 'r' ELSE '' END)} ORDER BY indicator)) AS rates
  FROM indicators GROUP BY dataset, report_id
),
years AS (
  SELECT r.agency_id, list({'year': r.year, 'report': r.report_id, 'edition': r.edition,
                            'counts': coalesce(to_json(c.counts), '{}'::JSON), 'rates': coalesce(to_json(t.rates), '{}'::JSON)}
                           ORDER BY r.year, r.report_id) AS years
  FROM reports r LEFT JOIN counted c USING (dataset, report_id) LEFT JOIN rated t USING (dataset, report_id)
  GROUP BY r.agency_id
),
known AS (
  SELECT DISTINCT ON (a.agency_id) a.agency_id, a.name, a.name_en, a.level, a.sector, s.label_zh, s.label_en
  FROM agencies a LEFT JOIN codes s ON s.list = 'sectors' AND s.code = a.sector AND s.dataset = a.dataset
  ORDER BY a.agency_id, a.dataset
)
SELECT k.agency_id,
       json_object('id', k.agency_id, 'zh', k.name, 'en', coalesce(k.name_en, ''), 'level', k.level, 'sector', k.sector,
                   'sector_zh', k.label_zh, 'sector_en', k.label_en, 'years', coalesce(y.years, [])) AS figures
FROM known k LEFT JOIN years y USING (agency_id)
ORDER BY k.agency_id;
